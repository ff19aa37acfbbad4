"""What of a case the offices alone read: its first contact, and its way from office to office."""

from __future__ import annotations

from datetime import datetime

from hejie.api.problems import said
from hejie.api.shapes import AmongOfficesOut, FirstContactOut, TransferOut
from hejie.cases.access import AMONG_OFFICES, may_read
from hejie.cases.queries import CaseView
from hejie.dispatch.queries import TransferShown, transfers_of
from hejie.oversight.contacts import contact_of


def among_offices(view: CaseView, now: datetime) -> AmongOfficesOut | None:
    """None for every reader who would not be shown an internal record either."""
    if not may_read(AMONG_OFFICES, view.roles):
        return None
    transfers = [_transfer(one) for one in transfers_of(view.case)]
    return AmongOfficesOut(first_contact=_first_contact(view, now), transfers=transfers)


def _first_contact(view: CaseView, now: datetime) -> FirstContactOut | None:
    found = contact_of(view.case, now)
    if not found:
        return None
    owner = view.case.first_contact
    return FirstContactOut(
        owner=owner.name if owner else None,
        since=found.since,
        minutes=found.minutes,
        due_at=found.due_at,
        made_at=found.made_at,
    )


def _transfer(one: TransferShown) -> TransferOut:
    return TransferOut(
        at=one.at,
        label=said(one.label),
        article=one.article,
        from_office=one.from_office,
        to_office=one.to_office,
        why=one.why,
    )
