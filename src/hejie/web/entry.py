"""Entering a filing for somebody else, on one page: the hotline's screen, the counter, a letter, a station.

`Desk` says by which channel and at which address; operator and officer lay the same page out in their own layout. What
is typed is kept as a draft after every pause. Phones and words are posted, never written into an address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from hejie.evidence.actions import FileRefused, receive_file
from hejie.evidence.queries import FileView, files_of_draft
from hejie.intake.actions import PHONE_NEEDED, Answers, begin_draft, save_draft
from hejie.intake.channels import Channel, channel
from hejie.intake.drafts import open_drafts, own_draft
from hejie.intake.queries import DraftShown
from hejie.people.access import Actor
from hejie.rules.filing import KINDS
from hejie.rules.model import Field, Problem, Text
from hejie.web.moves import actor_of
from hejie.web.posted import read_inputs

LONGEST = 20_000  # characters of one answer that a draft keeps, right or wrong
OWN = "own"  # the trader was not found and is typed in
PLAIN = ("phone", "trader", "q", "region", "how", "answer")  # what is posted beside the fields of the filing
TRADER_FIELDS = ("trader_name", "trader_address")
# In the order of a conversation: who, what, how it came about, what is wanted.
ORDER = ("name", "category", "goods", "problem", "story", "wanted", "amount", "happened_on", "order_number")
LABELS = {
    "name": Text("对方姓名", "Name of the person"),
    "id_kind": Text("对方证件种类", "Kind of identity paper of the person"),
    "id_number": Text("对方证件号码", "Identity number of the person"),
    "address": Text("对方通讯地址", "Postal address of the person"),
    "wanted": Text("希望怎么解决", "What is asked for"),
}
PHONE_ASKED = Text("请填写对方的手机号", "Please enter the phone of the person")
FIRST_ASKED = ("phone", "name", "trader_id", "trader_name", "region_code")  # then the fields in their order


@dataclass(frozen=True, slots=True)
class Desk:
    """One place where filings are entered: the channel and the address of its page."""

    channel: Channel
    base: str


@dataclass
class Entry:
    """One request to the page: who types, the draft, and what it says so far."""

    request: HttpRequest
    desk: Desk
    actor: Actor
    now: datetime
    kind: str
    draft: DraftShown | None = None
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def person_id(self) -> UUID:
        if self.actor.person_id is None:
            raise Http404
        return self.actor.person_id

    @property
    def draft_id(self) -> UUID:
        """The draft's id, once something was posted. Raises LookupError before."""
        if self.draft is None:
            raise LookupError("nothing was posted yet")
        return self.draft.id

    @property
    def fields(self) -> tuple[Field, ...]:
        """Fields of the filing in the order of a conversation, under words for whoever writes it down."""
        asked = {one.key: one for one in self.desk.channel.asks(self.kind) if one.key not in TRADER_FIELDS}
        order = [*(key for key in ORDER if key in asked), *(key for key in asked if key not in ORDER)]
        return tuple(replace(asked[key], label=LABELS.get(key, asked[key].label)) for key in order)

    def said(self, problems: Sequence[Problem]) -> list[Problem]:
        """What is wrong, in the order of the page and under its labels: whoever types here asks somebody else."""
        order = [*FIRST_ASKED, *(one.key for one in self.fields)]
        own = {one.key: one.label for one in self.desk.channel.asks(self.kind) if one.key in LABELS}

        def place(problem: Problem) -> int:
            key = problem.field.partition(".")[0]
            return order.index(key) if key in order else len(order)

        return [replace(one, text=_relabelled(one, own)) for one in sorted(problems, key=place)]

    @property
    def files(self) -> list[FileView]:
        return files_of_draft(self.draft.id) if self.draft else []

    @property
    def trader_id(self) -> UUID | None:
        return as_uuid(self.answers.get("trader"))

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Lay answers over the draft, beginning it with the first."""
        self.answers |= answers
        if self.draft:
            save_draft(draft_id=self.draft.id, answers=self.answers, now=self.now)
            return
        key = begin_draft(kind=self.kind, person_id=self.person_id, answers=self.answers, now=self.now)
        self.draft = DraftShown(key, self.kind, self.answers, self.now, self.now, None, "")

    def take(self) -> None:
        """Keep everything that was posted, right or wrong; a draft that was filed stays as it is."""
        if self.draft and self.draft.ref:
            return
        post = self.request.POST
        asked = [*self.desk.channel.asks(self.kind)]
        read = read_inputs(asked, post)
        typed = {one.key: _kept(read.get(one.key)) for one in asked}
        plain = {key: post.get(key, "").strip()[:LONGEST] for key in PLAIN}
        self.keep({**typed, **plain, "channel": self.desk.channel.key, "kind": self.kind})

    def take_files(self) -> list[Problem]:
        """Take uploaded pages into the draft; what is wrong with those that are not taken."""
        wrong = []
        for one in self.request.FILES.getlist("files"):
            try:
                receive_file(stream=one, name=one.name or "", actor=self.actor, now=self.now, draft_key=self.draft_id)
            except FileRefused as error:
                name, text = one.name or "", error.problem.text
                wrong.append(Problem("files", Text(f"{name}：{text.zh}", f"{name}: {text.en}")))
        return wrong

    def as_answers(self) -> Answers:
        """The draft as a filing."""
        known = TRADER_FIELDS if self.trader_id else ()
        asked = [one.key for one in self.desk.channel.asks(self.kind) if one.key not in known]
        return Answers(
            kind=self.kind,
            how=str(self.answers.get("how") or "authority") if self.kind == "complaint" else "authority",
            fields={key: value for key in asked if (value := self.answers.get(key)) is not None},
            phone=str(self.answers.get("phone") or "") or None,
            trader_id=None if self.kind == "enquiry" else self.trader_id,
            region_code=str(self.answers.get("region") or "")[:6],
            channel=self.desk.channel.key,
        )


def _relabelled(problem: Problem, own: Mapping[str, Text]) -> Text:
    text, label, here = problem.text, own.get(problem.field), LABELS.get(problem.field)
    if text == PHONE_NEEDED:
        return PHONE_ASKED
    if not label or not here:
        return text
    return Text(text.zh.replace(label.zh, here.zh), text.en.replace(label.en, here.en))


def desk_of(request: HttpRequest, key: str, base: str) -> Desk:
    """404 for whoever may not enter filings in this way, as if the page were not there."""
    try:
        found = channel(key)
    except KeyError as error:
        raise Http404 from error
    actor = actor_of(request)
    if not found.is_for_others or not actor.person_id or not found.may_be_used_by(actor):
        raise Http404
    return Desk(found, base)


def entry_of(request: HttpRequest, desk: Desk) -> Entry:
    """The draft that is named, else on a plain visit the latest unfinished one, so that nothing typed is ever lost."""
    actor, named = actor_of(request), request.POST.get("draft") or request.GET.get("draft", "")
    entry = Entry(request, desk, actor, timezone.now(), "complaint")
    key = as_uuid(named)
    found = own_draft(key, entry.person_id, desk.channel.key) if key else None
    if found is None and request.method == "GET" and "new" not in request.GET:
        found = next(iter(open_drafts(entry.person_id, desk.channel.key)), None)
    if found:
        entry.draft, entry.answers = found, dict(found.answers)
    asked = request.POST.get("kind") or request.GET.get("kind") or entry.answers.get("kind", "")
    entry.kind = asked if asked in KINDS else "complaint"
    return entry


def others_open(entry: Entry) -> Sequence[DraftShown]:
    """Other drafts this person left here."""
    mine = entry.draft.id if entry.draft else None
    return [one for one in open_drafts(entry.person_id, entry.desk.channel.key) if one.id != mine]


def as_uuid(text: Any) -> UUID | None:
    """The UUID a text writes, or None."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _kept(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value
