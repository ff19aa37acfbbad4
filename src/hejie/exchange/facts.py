"""What the rules learn about confirmation and about courts that await a reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.exchange.courts import courts_for
from hejie.exchange.models import Confirmation, CourtInvitation
from hejie.rules.clock import is_late
from hejie.rules.model import Role, Text
from hejie.rules.procedures._confirmation import CLOCK

LET_GO = frozenset({"dropped", "withdrawn"})  # the sides may propose anew


@part("confirmations")
def _confirmations(case_id: UUID) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(case=case_id).order_by("proposed_at", "id")


@part("court_invitations")
def _invitations(case_id: UUID) -> QuerySet[CourtInvitation]:
    return CourtInvitation.objects.filter(case=case_id)


@provides_facts
def facts_of_the_confirmation(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "note_court_ruling"):
        return {}
    row = next(reversed(together.rows("confirmations", case.pk)), None)
    standing = row.stage if row and row.stage not in LET_GO else ""
    return {
        "confirmation": standing,
        "confirmation_by": Role(row.proposed_by) if row and standing else None,
        "is_confirmation_in_time": _in_time(case, now),
        "options": {"courts": ReadLate(lambda: _courts(case))},
    }


def _in_time(case: Case, now: datetime) -> bool:
    """By the last day the clock counted, whether the duty was done meanwhile or not."""
    rows = [one for one in together.rows("deadlines", case.pk) if one.rule == CLOCK]
    return bool(rows) and not is_late(max(one.due_on for one in rows), now)


def _courts(case: Case) -> Mapping[str, Text]:
    return {one.key: Text(f"{one.name}（{one.place.zh}）", f"{one.name} ({one.place.en})") for one in courts_for(case)}


@provides_facts
def facts_of_the_invitation(case: Case, now: datetime) -> Mapping[str, Any]:
    if not (is_open(case, "note_court_invitation") or is_open(case, "reply_to_court")):
        return {}
    row = next(iter(together.rows("court_invitations", case.pk)), None)
    return {"court_invitation": ("replied" if row.replied_at else "open") if row else ""}
