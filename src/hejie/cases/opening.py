"""The rows of a case that is being opened: itself, not yet written, and its two sides."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import psycopg
from django.db import IntegrityError

from hejie.base.ids import case_number
from hejie.cases.models import Case, Party
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role

if TYPE_CHECKING:
    from hejie.cases.actions import Filing

COPIED = (
    "kind",
    "channel",
    "office_id",
    "title",
    "category",
    "problem",
    "amount",
    "story",
    "may_publish",
    "may_delegate",
    "first_contact_id",
)


def new_case(filing: Filing, now: datetime, filing_key: str | None) -> Case:
    """A case under a fresh number, not saved."""
    received_at = filing.received_at or now
    edition = machine.edition_for(shanghai_date(received_at))
    state, _ = machine.opening(edition.procedures[filing.kind], filing.how)
    return Case(
        ref=case_number(shanghai_date(now)),
        edition=edition.key,
        state=state,
        state_since=now,
        filed_at=now,
        received_at=None if filing.how == "direct" else received_at,
        is_direct=filing.how == "direct",
        is_represented=bool(filing.speakers),
        trader_id=filing.respondent.trader_id,
        filing_key=filing_key,
        wanted=list(filing.wanted),
        details=dict(filing.details),
        **{name: getattr(filing, name) for name in COPIED},
    )


def broken_constraint(error: IntegrityError) -> str:
    """Name of the constraint that PostgreSQL says was violated; empty when it names none."""
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, psycopg.Error) else ""


def write_sides(case: Case, filing: Filing) -> list[Party]:
    """Both sides, in one insert. The case itself may be written after them: its key is checked at the commit."""
    sides = {Role.COMPLAINANT: filing.complainant, Role.RESPONDENT: filing.respondent}
    return Party.objects.bulk_create([Party(case=case, side=role, **asdict(side)) for role, side in sides.items()])
