"""Reading where an application stands, for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie.base import together
from hejie.exchange.models import Confirmation, Outgoing
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class ConfirmationShown:
    """An application as both sides see it. `sent_at` is empty while the court's system has not taken it."""

    id: UUID
    stage: str
    label: Text
    court: str
    why: Text
    proposed_by: Role
    proposed_at: datetime
    applied_at: datetime | None
    number: str
    asks: str
    asks_by: date | None
    ruled_on: date | None
    ruling: str
    sent_at: datetime | None
    is_stuck: bool


STAGES = {
    "proposed": Text("等另一方同意一起申请", "Waits for the other side to join"),
    "applied": Text("已提交，等法院受理", "Handed in, waits for the court"),
    "accepted": Text("法院已受理，正在审查", "Taken by the court, under review"),
    "asked": Text("法院要补充材料", "The court asks for more"),
    "confirmed": Text("法院裁定协议有效", "Confirmed by the court"),
    "rejected": Text("法院裁定驳回申请", "Rejected by the court"),
    "dropped": Text("没有一起申请", "Not applied for"),
    "withdrawn": Text("申请已撤回", "Taken back"),
}


def confirmation_of(case_id: UUID) -> ConfirmationShown | None:
    """The last application of a case. Two queries at most, one while there is none."""
    row: Confirmation | None = next(reversed(together.rows("confirmations", case_id)), None)
    return _shown(row) if row else None


def _shown(row: Confirmation) -> ConfirmationShown:
    sent = Outgoing.objects.filter(subject=row.pk, kind="confirmation_application").first()
    return ConfirmationShown(
        id=row.pk,
        stage=row.stage,
        label=STAGES[row.stage],
        court=row.court_name,
        why=Text(**row.why),
        proposed_by=Role(row.proposed_by),
        proposed_at=row.proposed_at,
        applied_at=row.applied_at,
        number=row.number,
        asks=row.asks,
        asks_by=row.asks_by,
        ruled_on=row.ruled_on,
        ruling=row.ruling,
        sent_at=sent.sent_at if sent else None,
        is_stuck=bool(sent and sent.refused_at),
    )
