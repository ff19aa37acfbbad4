"""One case for one reader, ready to print: composed once, laid out by each audience's own template.

Reads every part with one query each, whatever the case holds; templates take the shapes of `web.show`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone

from hejie.agreements.queries import AgreementShown, latest_agreement
from hejie.base.ids import show_case_number
from hejie.base.text import salutation
from hejie.cases import access, queries
from hejie.cases.queries import CaseView, DeadlineShown, RecordShown
from hejie.documents.queries import PaperCard, papers_of
from hejie.evidence.queries import FileView, files_of
from hejie.negotiation.queries import OfferShown as Offer
from hejie.negotiation.queries import offers_of
from hejie.rules.model import Move, Role, Text
from hejie.web import show
from hejie.web.forms import MoveForm, move_form
from hejie.web.moves import DANGER, actor_of, case_address
from hejie.web.story import story_of
from hejie.web.stream import live_url

SIDES: Mapping[Role, show.Side] = {
    Role.COMPLAINANT: show.Side.CONSUMER,
    Role.RESPONDENT: show.Side.MERCHANT,
    Role.OFFICER: show.Side.GOV,
    Role.HEAD: show.Side.GOV,
    Role.OPERATOR: show.Side.GOV,
    Role.MEDIATOR: show.Side.MEDIATOR,
    Role.SYSTEM: show.Side.SYSTEM,
}
CHARS = {show.Side.CONSUMER: "消", show.Side.MERCHANT: "商", show.Side.GOV: "监", show.Side.MEDIATOR: "调"}
YOU = Text("您", "you")
SIGN = Text("看协议并签名", "Read and sign the agreement")
ICONS = {"image": "image", "audio": "mic", "video": "video"}


# What a reader most likely wants, first first; anything not named here follows in the order of the procedure.
FIRST = (
    *("accept_offer", "sign", "confirm_promise", "accept", "answer", "provide_identity", "assign_mediator", "dispatch"),
    *("notify_termination", "turn_to_authority", "rate", "make_offer", "propose_agreement", "reject_offer"),
    *("consent_mediation", "refuse", "return_case"),
)
INLINE = frozenset({"say", "add_evidence", "edit_draft"})  # have their own place on the page
SIGNING = frozenset({"sign", "request_code"})
ANSWERS = frozenset({"accept_offer", "make_offer", "reject_offer", "withdraw_offer"})
MOST_FIRST = 3


@dataclass(frozen=True, slots=True)
class ActShown:
    """A move as a button that leads to its form."""

    key: str
    label: Text
    href: str
    tone: str


@dataclass(frozen=True)
class CasePage:
    """What case pages show. `forms` holds one form per move open to the reader, by key."""

    view: CaseView
    offers: Sequence[Offer]
    agreement: AgreementShown | None
    papers: Sequence[PaperCard]
    files: Sequence[FileView]
    live: str
    home: str
    now: datetime

    @property
    def ref(self) -> str:
        return show_case_number(self.view.case.ref)

    @property
    def address(self) -> str:
        return f"/cases/{self.ref}"

    @cached_property
    def forms(self) -> dict[str, MoveForm]:
        return {move.key: self._form(move) for move in self.view.moves}

    def _form(self, move: Move) -> MoveForm:
        tone = "error" if move.key in DANGER else "primary"
        return move_form(move, self.view.facts, action=f"{self.address}/moves/{move.key}/", tone=tone)

    @property
    def may_upload(self) -> bool:
        return bool(self.view.roles) and not self.view.state.final

    @property
    def missing_signers(self) -> list[show.Words]:
        roles = self.agreement.missing if self.agreement else frozenset()
        return [YOU if role in self.view.roles else self._name(role) for role in sorted(roles)]

    @property
    def may_invite(self) -> bool:
        """The consumer of a direct negotiation may hand the trader a link."""
        return Role.COMPLAINANT in self.view.roles and self.view.case.state == "negotiating"

    @cached_property
    def acts(self) -> list[ActShown]:
        """Every move open to the reader except those with a place of their own, the likeliest first."""
        keys = [key for key in self.forms if key not in INLINE | SIGNING]
        if SIGNING & set(self.forms):
            keys.append("sign")
        keys.sort(key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
        return [self._act(key) for key in keys]

    @cached_property
    def _labels(self) -> Mapping[str, Text]:
        return {move.key: move.label for move in self.view.moves}

    def _act(self, key: str) -> ActShown:
        tone = "error" if key in DANGER else "outline"
        if key == "sign":
            return ActShown(key, SIGN, f"{self.address}/sign/", "primary")
        return ActShown(key, self._labels[key], f"{self.address}/moves/{key}/", tone)

    @property
    def answer_acts(self) -> list[ActShown]:
        """Answers to the offer on the table: accept, another offer, refuse; or take it back."""
        return [act for act in self.acts if act.key in ANSWERS]

    @property
    def main_acts(self) -> list[ActShown]:
        """At most three, on the Next Step card, and only for whoever's turn it is."""
        return [act for act in self.acts if act.key in FIRST][:MOST_FIRST] if self.view.is_my_turn else []

    @property
    def other_acts(self) -> list[ActShown]:
        main = {act.key for act in (self.answer_acts if self.live_offer else self.main_acts)}
        return [act for act in self.acts if act.key not in main]

    @cached_property
    def step(self) -> show.NextStep:
        """The Next Step card: whose turn, what is next, by when, and what silence means."""
        view = self.view
        due = view.next_deadline
        return show.NextStep(
            title=view.state.label,
            turn=self.turn,
            due=due_shown(due) if due else None,
            note=view.state.next_step,
            closed_on=view.case.closed_at.date() if view.case.closed_at else None,
        )

    @cached_property
    def turn(self) -> show.TurnShown:
        roles = [Role.COMPLAINANT, Role.RESPONDENT]
        if self.view.case.received_at:
            roles.append(Role.MEDIATOR if self.view.turn is Role.MEDIATOR else Role.OFFICER)
        if self.view.case.kind != "complaint":
            roles = [Role.COMPLAINANT, Role.OFFICER]
        whose = Role.OFFICER if self.view.turn is Role.HEAD else self.view.turn
        now = roles.index(whose) if whose in roles else None
        parties = tuple(self.party(role) for role in roles)
        return show.TurnShown(parties, None if self.view.state.final else now, mine=self.view.is_my_turn)

    def party(self, role: Role) -> show.PartyShown:
        """A side as this reader sees it: 您 for the reader, a form of address for the other person."""
        side = SIDES[role]
        if role in self.view.roles:
            return show.PartyShown(side, "您", YOU)
        return show.PartyShown(side, CHARS.get(side, "系"), self._name(role))

    def _name(self, role: Role) -> show.Words:
        party = self.view.parties.get(role)
        case = self.view.case
        if role is Role.COMPLAINANT:
            return salutation(party.name) if party and party.name else Text("消费者", "the consumer")
        if role is Role.RESPONDENT:
            return (case.trader and case.trader.short_name) or (party and party.name) or Text("商家", "the trader")
        if role is Role.MEDIATOR and case.mediator:
            return case.mediator.name or Text("调解员", "the mediator")
        return case.office.short_name if SIDES[role] is show.Side.GOV else Text("系统", "the system")

    @cached_property
    def timeline(self) -> Sequence[show.TimelineItem]:
        return story_of(self.view, self._name)

    @cached_property
    def messages(self) -> list[show.MessageShown]:
        said = [record for record in self.view.records if record.fact == "message_sent" and record.content]
        return [self._message(record) for record in said]

    def _message(self, record: RecordShown) -> show.MessageShown:
        ids = {str(one) for one in record.content.get("evidence", ())}
        files = tuple(self._file(one) for one in self.files if str(one.id) in ids)
        mine = record.role in self.view.roles
        return show.MessageShown(self.party(record.role), record.at, record.content.get("text", ""), mine, files)

    @cached_property
    def evidence(self) -> list[show.EvidenceShown]:
        return [self._file(one) for one in self.files]

    def _file(self, one: FileView) -> show.EvidenceShown:
        icon = ICONS.get(one.media_type.partition("/")[0], "file-text")
        by = Role(one.role) if one.role else Role.SYSTEM
        who = YOU if by in self.view.roles else self._name(by)
        about = _joined(one.label, who)
        return show.EvidenceShown(str(one.id), one.name, f"{self.address}/evidence/{one.id}/", icon, about)

    @cached_property
    def proposals(self) -> list[show.OfferShown]:
        """Offers, the newest first."""
        return [self._offer(one) for one in reversed(self.offers)]

    @property
    def live_offer(self) -> show.OfferShown | None:
        return next((one for one in self.proposals if one.is_live), None)

    @property
    def earlier_offers(self) -> list[show.OfferShown]:
        return [one for one in self.proposals if not one.is_live]

    def _offer(self, one: Offer) -> show.OfferShown:
        by = self.party(one.by)
        terms = tuple((Text(f"第 {n} 项", f"Item {n}"), line) for n, line in enumerate(one.lines, 1))
        note = ((Text("附言", "Note"), one.note),) if one.note else ()
        return show.OfferShown(
            title=_title(by, one.number),
            by=by,
            at=one.made_at,
            amount=one.total or None,
            difference=one.difference_text,
            terms=(*terms, *note),
            is_live=one.is_live,
            tag="" if one.is_live else STATES[one.state],
            anchor=f"offer-{one.number}",
        )


STATES = {
    "accepted": Text("已接受", "Accepted"),
    "rejected": Text("没接受", "Not accepted"),
    "countered": Text("已提新方案", "Countered"),
    "withdrawn": Text("已收回", "Taken back"),
    "expired": Text("已失效", "Lapsed"),
}


def _title(by: show.PartyShown, number: int) -> Text:
    name = by.name if isinstance(by.name, Text) else Text(by.name, by.name)
    return Text(f"方案 {number}：{name.zh}提出", f"Offer {number}, by {name.en}")


def _joined(label: Text, who: show.Words) -> Text:
    name = who if isinstance(who, Text) else Text(who, who)
    return Text(f"{label.zh} · {name.zh}上传", f"{label.en} · from {name.en}")


def due_shown(one: DeadlineShown) -> show.DueShown:
    return show.DueShown(
        on=one.due_on,
        left=-one.overdue if one.overdue else one.left,
        total=max(one.total, 1),
        verb=one.term.label,
        paused=one.state == "paused",
        done=bool(one.closed_as),
        provisional=one.is_provisional,
        consequence=one.term.consequence,
        article=one.term.article,
    )


def case_page(request: HttpRequest, ref: str) -> CasePage:
    """The page of one case for whoever asks; 404 when it is not theirs to see or does not exist."""
    now = timezone.now()
    try:
        view = queries.view_case(actor_of(request), ref, now)
    except access.NotFound as error:
        raise Http404 from error
    case_id = view.case.pk
    return CasePage(
        view=view,
        offers=offers_of(case_id),
        agreement=latest_agreement(case_id),
        papers=papers_of(case_id),
        files=files_of(case_id),
        live=live_url(request, [f"case:{case_id}"]),
        home=case_address(actor_of(request), view.roles, view.case.ref),
        now=now,
    )
