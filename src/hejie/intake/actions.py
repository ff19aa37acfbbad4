"""Writing drafts and filing them. Every way in ends in `file_case`: the same checks, one case per key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from hejie.base import together
from hejie.base.text import is_phone
from hejie.cases.actions import Filing, Refused, Side, open_case
from hejie.cases.models import Case
from hejie.cases.opening import look_ahead
from hejie.cases.speakers import Speaker
from hejie.evidence.actions import Arrived, attach_draft_files, drop_files_of_draft, first_files
from hejie.evidence.queries import files_of_draft
from hejie.intake.channels import channel
from hejie.intake.holders import holder_of
from hejie.intake.models import Draft
from hejie.intake.queries import NO_OFFICE, competence
from hejie.intake.speaking import (
    SHOW_THE_DOCUMENT,
    WRONG_PHONE,
    guardian_problems,
    needs_document,
    read_speakers,
)
from hejie.people.access import Actor, link_actor
from hejie.people.identity import Outcome, Verdict, check_identity
from hejie.rules import clock, inputs, machine
from hejie.rules.clock import shanghai_date
from hejie.rules.filing import title_of
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Facts, Field, Problem, Refusal, Role, Text
from hejie.traders.queries import TraderCard

LATER = Text("这个日期还没到，请填写发现问题的那天", "This day has not come yet: give the day you found the problem")
ID_NEEDED = Text(
    "实名举报要填证件号码；不想留下身份，姓名也不要填",
    "A report under your name needs the identity number; to stay anonymous leave the name empty too",
)
PHONE_NEEDED = Text("投诉要有能联系到您的手机号", "A complaint needs a phone where you can be reached")
NO_TRADER = Text("没有找到这家商家，请重新选择", "There is no such trader: please choose again")
NO_WAY = Text("这一类不能这样提交，请重新选择怎么办理", "This kind cannot be filed in this way: please choose another")
INCOMPLETE = Text("还有几处没填好", "A few things are missing")
NOT_YOUR_WAY = Text("您的岗位不能这样录入，请用网页提交", "Your post does not enter filings in this way")
PAGES_NEEDED = Text(
    "请上传来信的扫描件或照片，至少一页", "Please upload the letter: a scan or a photo, one page at least"
)
SHOWN_AT_ONCE = frozenset({"counter", "letter", "station"})  # where the papers lie on the table
DRAFTS_KEPT = timedelta(days=30)
DETAILS = ("goods", "order_number", "happened_on", "trader_address")


@dataclass(frozen=True, slots=True)
class Answers:
    """A complete filing as it came in: what its channel asks (`Channel.asks`), how to begin, and who is meant."""

    kind: str
    how: str
    fields: Mapping[str, Any]
    phone: str | None
    trader_id: UUID | None = None
    region_code: str = ""
    channel: str = "web"
    is_for_another: bool = False  # entered by a partner for somebody of whom everything is in the fields
    document: UUID | None = None  # the evidence file with the power of attorney or the election of representatives


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers read and normalised, what is wrong with them, and what the identity service said (None: not asked)."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    identity: Outcome | None = None
    speakers: tuple[Speaker, ...] = ()


def begin_draft(*, kind: str, person_id: UUID | None, answers: Mapping[str, Any], now: datetime) -> UUID:
    """A new draft with its first answers; whoever knows the id that comes back may go on with it."""
    draft = Draft(kind=kind, person_id=person_id, answers=dict(answers), begun_at=now, touched_at=now)
    draft.save(force_insert=True)
    return draft.pk


@transaction.atomic
def save_draft(*, draft_id: UUID, answers: Mapping[str, Any], now: datetime, person_id: UUID | None = None) -> None:
    """Lay answers over what the draft holds; what was typed is kept even where it is still wrong.

    A draft that has been filed stays as it is. A visitor's belongs to the account it is gone on with.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id, case=None).first()
    if draft:
        draft.answers, draft.touched_at = {**draft.answers, **answers}, now
        draft.person_id = draft.person_id or person_id
        draft.save(update_fields=["answers", "touched_at", "person"])


@transaction.atomic
def drop_draft(*, draft_id: UUID) -> None:
    """Delete a draft and its files at once, as whoever typed it asks. A filed one stays."""
    if Draft.objects.filter(pk=draft_id, case=None).delete()[0]:
        drop_files_of_draft(draft_key=draft_id)


def forget_drafts(*, now: datetime) -> int:
    """Delete drafts nobody touched for thirty days."""
    return Draft.objects.filter(case=None, touched_at__lt=now - DRAFTS_KEPT).delete()[0]


@transaction.atomic
def file_draft(*, draft_id: UUID, answers: Answers, actor: Actor, now: datetime, files: Sequence[Arrived] = ()) -> Case:
    """File a draft once: a second press finds the case of the first. Raises as `file_case` does."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("case").get(pk=draft_id)
    if draft.case:
        return draft.case
    pages = [file.id for file in files_of_draft(draft_id)]
    if channel(answers.channel).needs_pages and not pages:
        raise Refused(Refusal("inputs", INCOMPLETE, problems=(Problem("files", PAGES_NEEDED),)))
    shown = replace(answers, document=pages[0] if pages else None)
    case = file_case(answers=shown, actor=actor, now=now, key=str(draft_id), files=files)
    attach_draft_files(draft_key=draft_id, case=case, actor=_filer(answers, actor, case), now=now)
    draft.person_id = draft.person_id and actor.person_id  # an anonymous report is nobody's
    draft.case, draft.answers, draft.touched_at = case, {}, now
    draft.save(update_fields=["case", "answers", "touched_at", "person"])
    return case


@transaction.atomic
@together.joint_reading()
def file_case(
    *, answers: Answers, actor: Actor, now: datetime, key: str | None = None, files: Sequence[Arrived] = ()
) -> Case:
    """Check a filing, open its case and lay its files before it.

    Raises Refused with a problem per field, or FileRefused; nothing is written then. A repeated key changes nothing.
    """
    way = channel(answers.channel)
    if not way.may_be_used_by(actor):
        raise Refused(Refusal("not_yours", NOT_YOUR_WAY))
    card = look_ahead(answers.trader_id) if answers.trader_id else None
    named = {"trader_name": card.name} if card and answers.kind != "enquiry" else {}
    checked = check_answers(kind=answers.kind, fields=way.asks(answers.kind), raw={**answers.fields, **named}, now=now)
    checked = _with_speakers(answers, checked, now)
    problems = (*checked.problems, *_beginning_problems(answers, card, now))
    if problems:
        raise Refused(Refusal("inputs", INCOMPLETE, problems=problems))

    def laid(case: Case) -> Sequence[Model]:
        return first_files(files=files, case=case, actor=_filer(answers, actor, case), now=now)

    filing = _filing(answers, card, checked, actor, now)
    return open_case(filing=filing, actor=actor, now=now, key=key, laid=laid if files else None)


def _filer(answers: Answers, actor: Actor, case: Case) -> Actor:
    """Whose files they are: the complainant's, also where somebody else enters them."""
    is_own = actor.person_id and not _is_for_another(answers)
    return actor if is_own else link_actor(case_id=case.pk, side=Role.COMPLAINANT)


def check_answers(*, kind: str, fields: Sequence[Field], raw: Mapping[str, Any], now: datetime) -> Checked:
    """Check some or all fields of a filing, alike for a wizard's page and for the whole."""
    values, problems = inputs.check(fields, raw, Facts(kind=kind), shanghai_date(now))
    outcome, doubts = _identity(values, now)
    found = (
        *_date_problems(values, now),
        *_nameless_problems(kind, values),
        *guardian_problems(fields, values, outcome),
    )
    problems = (*problems, *found, *doubts)
    return Checked(values, problems, outcome)


def _with_speakers(answers: Answers, checked: Checked, now: datetime) -> Checked:
    """The same with who speaks for the complainant (Order 121 Art 11, 12): their papers have to be there."""
    found = read_speakers(checked.values, now, answers.document)
    unproven = needs_document(found.speakers) and answers.document is None and answers.channel in SHOWN_AT_ONCE
    missing = (Problem("files", SHOW_THE_DOCUMENT),) if unproven else ()
    return replace(checked, problems=(*checked.problems, *found.problems, *missing), speakers=found.speakers)


def _date_problems(values: Mapping[str, Any], now: datetime) -> tuple[Problem, ...]:
    happened = values.get("happened_on")
    return (Problem("happened_on", LATER),) if happened and happened > shanghai_date(now).isoformat() else ()


def _nameless_problems(kind: str, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Note 2 to form 2: a report may be anonymous; one under a name carries the real identity."""
    half_named = kind == "report" and values.get("name") and not values.get("id_number")
    return (Problem("id_number", ID_NEEDED),) if half_named else ()


def _identity(values: Mapping[str, Any], now: datetime) -> tuple[Outcome | None, tuple[Problem, ...]]:
    """A complaint is made under one's real identity (Order 121 Art 10). A service that is down stops nobody.
    What is wrong with a number is told together with a missing name."""
    name, number, kind = values.get("name", ""), values.get("id_number"), values.get("id_kind") or RESIDENT_CARD
    if not number:
        return None, ()
    outcome = check_identity(name=name, id_number=number, id_kind=kind, now=now)
    doubts = () if outcome.verdict is Verdict.UNAVAILABLE else outcome.problems
    return (outcome, doubts) if name else (None, tuple(one for one in doubts if one.field == "id_number"))


def _beginning_problems(answers: Answers, card: TraderCard | None, now: datetime) -> tuple[Problem, ...]:
    """What is wrong beside the fields: how it begins, where it goes, whom to call."""
    procedure = machine.edition_for(shanghai_date(now)).procedures[answers.kind]
    wrong = {
        "how": None if answers.how in procedure.initial else NO_WAY,
        "trader_id": NO_TRADER if answers.trader_id and not card else None,
        "region_code": None if card or _has_office(answers.region_code) else NO_OFFICE,
        "phone": _phone_problem(answers),
    }
    return tuple(Problem(field, text) for field, text in wrong.items() if text)


def _phone_problem(answers: Answers) -> Text | None:
    """A letter may name none: the writer is answered by letter then."""
    if not answers.phone:
        needed = answers.kind == "complaint" and "phone" not in channel(answers.channel).optional
        return PHONE_NEEDED if needed else None
    return None if is_phone(answers.phone) else WRONG_PHONE


def _has_office(region_code: str) -> bool:
    try:
        return bool(competence(None, region_code))
    except LookupError:
        return False


def _filing(answers: Answers, card: TraderCard | None, checked: Checked, actor: Actor, now: datetime) -> Filing:
    values = checked.values
    amount = values.get("amount")
    return Filing(
        kind=answers.kind,
        how=answers.how,
        complainant=_complainant(answers, checked, actor, now),
        respondent=_respondent(card, values),
        office_id=competence(card, answers.region_code, answers.kind).authority_id,
        title=title_of(values),
        story=values["story"],
        category=values["category"],
        problem=values.get("problem") or "other",
        amount=Decimal(str(amount)) if amount else None,
        wanted=values.get("wanted") or (),
        details={key: values[key] for key in DETAILS if values.get(key)},
        channel=answers.channel,
        may_publish=bool(values.get("may_publish")),
        may_delegate=bool(values.get("may_delegate")),
        received_at=_received_at(values, now),
        filed_by=channel(answers.channel).role,
        speakers=checked.speakers,
    )


def _received_at(values: Mapping[str, Any], now: datetime) -> datetime | None:
    """A letter is received on the day it came, whenever it is entered."""
    day = values.get("received_on")
    if not day or day >= shanghai_date(now).isoformat():
        return None
    return datetime.combine(date.fromisoformat(day), time(12), tzinfo=clock.SHANGHAI)


def _complainant(answers: Answers, checked: Checked, actor: Actor, now: datetime) -> Side:
    values, identity = checked.values, checked.identity
    return Side(
        name=values.get("name") or "",
        phone=answers.phone,
        id_kind=values.get("id_kind") or RESIDENT_CARD,
        id_number=identity.id_number if identity else None,
        address=values.get("address"),
        person_id=_whose(answers, values, actor),
        identity_checked_at=now if identity and identity.is_match else None,
    )


def _is_for_another(answers: Answers) -> bool:
    return answers.is_for_another or channel(answers.channel).is_for_others


def _whose(answers: Answers, values: Mapping[str, Any], actor: Actor) -> UUID | None:
    """The account of the complainant: not that of the clerk at the counter or of a partner's program."""
    if _is_for_another(answers):
        return holder_of(answers.phone, values.get("name") or "")
    return actor.person_id


def _respondent(card: TraderCard | None, values: Mapping[str, Any]) -> Side:
    if card:
        return Side(name=card.name, address=card.address, trader_id=card.id)
    return Side(name=values.get("trader_name") or "", address=values.get("trader_address"))
