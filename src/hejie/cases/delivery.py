"""Delivering papers, with proof (送达): to whom, by which way, when sent, arrived and opened, or that it came back.

What goes by the platform's channels proves itself: the message knows when it left and what the channel answered, and
the addressee's first download is noted. What goes by letter or by hand is recorded by the office as a move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.base.written import write_later
from hejie.cases.access import AMONG_OFFICES, may_read
from hejie.cases.actions import Act, performs
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.cases.notices import News, letters_to
from hejie.documents.models import Delivery, Paper
from hejie.documents.queries import paper_card, papers_of
from hejie.messaging.actions import send_letters
from hejie.messaging.models import Message
from hejie.messaging.queries import fates_of
from hejie.rules.model import Role, Text
from hejie.rules.procedures._delivery import ADDRESSEES as NAMES
from hejie.rules.procedures._delivery import DELIVERED, RETURNED, SENT, WAYS

FILER, TRADER, OFFICE = (Role.COMPLAINANT,), (Role.RESPONDENT,), (Role.OFFICER,)
BOTH = FILER + TRADER
SIDES = (*BOTH, Role.REPRESENTED)
SIGNED = (*SIDES, Role.MEDIATOR)  # the body that mediated keeps one (People's Mediation Law Art 29(2)), by its mediator
STAYS: tuple[Role, ...] = ()
# Who gets a paper by the channels; every kind stands here. Whoever has no account gets a link with it. Forms stay in
# the file, drafts are their reader's alone, an order of a report goes by hand, and a court has its own way.
ADDRESSEES: Mapping[str, tuple[Role, ...]] = {
    "acceptance_decision": FILER,
    "refusal_decision": FILER,
    "identity_request": FILER,
    "report_result_notice": FILER,
    "mediation_notice": BOTH,
    "termination_decision": SIDES,
    "mediation_agreement": SIGNED,
    "peoples_agreement": SIGNED,
    "enterprise_agreement": SIGNED,
    "oral_agreement": SIGNED,
    "settlement_agreement": SIDES,
    "mediation_record": SIDES,
    "confirmation_application": SIDES,
    "talk_notice": TRADER,
    "dispatch_notice": OFFICE,
    "return_notice": OFFICE,
    "supervision_notice": OFFICE,
    "registration_form": STAYS,
    "report_registration_form": STAYS,
    "rectification_order": STAYS,
    "court_reply": STAYS,
    "claim_draft": STAYS,
    "arbitration_draft": STAYS,
    "enforcement_application": STAYS,
}
CHANNELS = {
    "inapp": Text("站内通知", "Notice on the platform"),
    "sms": Text("短信", "Text message"),
    "email": Text("邮件", "E-mail"),
}
WHO: Mapping[str, Text] = {
    **NAMES,
    Role.REPRESENTED: Text("被代表的投诉人", "Whoever is represented"),
    Role.MEDIATOR: Text("调解员（调解组织留存一份）", "The mediator, for the body that mediated"),
}
AT_THE_OFFICE = Text("办理部门", "The handling office")
OPENED = "opened"
STATES = {
    "waiting": Text("等待发送", "Waiting to be sent"),
    SENT: Text("已寄出", "Sent off"),
    DELIVERED: Text("已送达", "Delivered"),
    OPENED: Text("已打开", "Opened"),
    RETURNED: Text("没送达", "Not delivered"),
}


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """One way by which a paper went to one addressee. `state` is a key of STATES."""

    paper_id: UUID
    addressee: Role
    way: str
    label: Text
    state: str
    sent_at: datetime | None
    delivered_at: datetime | None
    opened_at: datetime | None
    failed_at: datetime | None
    on: date | None
    proof: str

    @property
    def to(self) -> Text:
        return WHO.get(self.addressee, AT_THE_OFFICE)

    @property
    def says(self) -> Text:
        return STATES[self.state]

    @property
    def tone(self) -> str:
        """How pages colour it."""
        return {RETURNED: "over", DELIVERED: "ok", OPENED: "ok"}.get(self.state, "line")

    @property
    def is_lost(self) -> bool:
        return self.state == RETURNED


def send_paper(case: Case, paper: Paper, now: datetime) -> None:
    """Tell whoever a finished paper is for, by every channel they have, and keep which messages did."""
    made = []
    for role in ADDRESSEES.get(paper.kind, ()):
        template = "paper_for_office" if role is Role.OFFICER else "paper_ready"
        values = {"paper": paper_card(paper).title, "number": paper.number}
        letters = letters_to(News(case, template, now, f"paper:{paper.pk}", values), [role])
        made += [_by_message(paper, role, row, now) for row in send_letters(letters, now=now)]
    Delivery.objects.bulk_create(made)


def _by_message(paper: Paper, role: Role, row: Message, now: datetime) -> Delivery:
    return Delivery(paper=paper, addressee=role, way=row.medium, message=row.pk, at=now)


def note_opened(*, paper_id: UUID, roles: frozenset[Role], now: datetime) -> None:
    """Somebody opened the file: the first time is the proof for those it was sent to."""
    Delivery.objects.filter(paper=paper_id, addressee__in=roles, opened_at=None).update(opened_at=now)


@performs("record_delivery")
def record_delivery(act: Act) -> None:
    """What went by letter or by hand, as the office writes it down."""
    given = act.inputs
    delivery = Delivery(
        paper_id=UUID(given["paper"]),
        addressee=given["to"],
        way=given["how"],
        at=act.now,
        on=date.fromisoformat(given["on"]),
        outcome=given["outcome"],
        proof=given["proof"],
        recorded_by=act.actor.person_id,
    )
    write_later(delivery)


@provides_facts
def papers_to_deliver(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "record_delivery"):
        return {}
    return {"options": {"papers": ReadLate(lambda: _papers(case.pk))}}


def _papers(case_id: UUID) -> dict[str, Text]:
    cards = papers_of(case_id)
    return {str(one.id): Text(f"{one.title.zh} {one.number}", f"{one.title.en} {one.number}") for one in cards}


@part("deliveries", for_pages_alone=True)
def _deliveries(case_id: UUID) -> QuerySet[Delivery]:
    return Delivery.objects.filter(paper__subject=case_id).order_by("at", "id")


def deliveries_of(case_id: UUID, roles: frozenset[Role]) -> Sequence[DeliveryShown]:
    """How the papers of a case went out, oldest first: all of it for the offices, a side sees what came to itself."""
    rows = together.rows("deliveries", case_id)
    if not may_read(AMONG_OFFICES, roles):
        rows = [row for row in rows if row.addressee in roles]
    fates = fates_of(case_id) if rows else {}
    return [_shown(row, fates.get(row.message)) for row in rows]


def _shown(row: Delivery, message: Message | None) -> DeliveryShown:
    sent = message.sent_at if message else None
    return DeliveryShown(
        paper_id=row.paper_id,
        addressee=Role(row.addressee),
        way=row.way,
        label=(CHANNELS if row.message else WAYS)[row.way],
        state=_state(row, message),
        sent_at=sent,
        delivered_at=sent,
        opened_at=row.opened_at,
        failed_at=message.failed_at if message else None,
        on=row.on,
        proof=row.proof or "",
    )


def _state(row: Delivery, message: Message | None) -> str:
    if row.opened_at:
        return OPENED
    if message is None:
        return row.outcome or "waiting"
    if message.failed_at:
        return RETURNED
    return DELIVERED if message.sent_at else "waiting"
