"""What the rules learn about agreements, promises and ratings. Little is read while a case is far from an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from hejie.agreements.codes import demo_codes, live_challenges
from hejie.agreements.models import CURRENT, Agreement, Promise
from hejie.agreements.queries import latest_row, promises_under, signatures_under
from hejie.base import together
from hejie.cases.access import came_by_link
from hejie.cases.deadlines import NextDue, counts_as_due
from hejie.cases.facts import is_open, provides_facts, provides_own_facts
from hejie.cases.models import Case
from hejie.people.access import Actor
from hejie.rules import clock, remedies
from hejie.rules.model import Role, Text
from hejie.rules.promises import RULE

PROOF_LASTS = timedelta(minutes=5)
PERFORMING = "performing"


@provides_facts
def facts_of_the_agreement(case: Case, now: datetime) -> Mapping[str, Any]:
    """Who has to sign, who has, and what is still owed. One query without an agreement, three with one."""
    agreement = latest_row(case.pk)
    if not agreement or agreement.state not in CURRENT:
        return {}
    signers = agreement.signers
    signed = frozenset(Role(one.role) for one in signatures_under(agreement))
    more = (
        facts_of_promises(agreement, now)
        if agreement.effective_at
        else facts_of_codes(agreement, signers - signed, now)
    )
    conducted = {"road": agreement.road, "is_oral": agreement.is_oral}
    return {"signers": signers, "signed_by": signed, **conducted, **more}


@provides_own_facts
def facts_of_the_signer(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    """Signing in again a moment ago shows who somebody is as a code does; a link in anybody's hands never does."""
    if actor.proved_at is None or not is_open(case, "sign") or came_by_link(actor, case):
        return {}
    return {"is_proved": now - actor.proved_at <= PROOF_LASTS}


def facts_of_codes(agreement: Agreement, missing: frozenset[Role], now: datetime) -> dict[str, Any]:
    """Of an agreement that is not in force yet: whom a code was sent, and whether it came too late for its own days."""
    challenges = live_challenges(agreement, missing, now)
    is_past = remedies.is_past(agreement.terms, clock.shanghai_date(now))
    return {"codes_sent_to": frozenset(challenges), "options": demo_codes(challenges), "is_day_past": is_past}


def facts_of_promises(agreement: Agreement, now: datetime) -> dict[str, Any]:
    """`promises` lists what is open by its index, `promises:<role>` what that side has to receive.

    `promises_due:<role>` is what of it has come to its day or is said to be under way, `promises_to_send:<role>` what
    that side owes first. A promise that waits for another one is neither due nor missed before that is kept or sent.
    """
    still_open = [row for row in promises_under(agreement) if row.done_at is None]
    today = clock.shanghai_date(now)
    due = [row for row in still_open if row.is_under_way or (row.is_ripe and row.due_on <= today)]
    late = [row for row in due if row.due_on < today and not row.is_under_way]
    to_send = _to_send(still_open)
    options = {"promises": _listed(still_open)}
    for role in (Role.COMPLAINANT, Role.RESPONDENT):
        options[f"promises:{role}"] = _listed(still_open, role)
        options[f"promises_due:{role}"] = _listed(due, role)
        options[f"promises_to_send:{role}"] = _listed(row for row in to_send if row.debtor == role)
    return {
        "promises_open": len(still_open),
        "promises_missed": len(late),
        "promise_receivers": frozenset(Role(row.receiver) for row in still_open),
        "owed_receivers": frozenset(Role(row.receiver) for row in still_open if not row.is_under_way),
        "promise_senders": frozenset(Role(row.debtor) for row in to_send),
        "due_receivers": frozenset(Role(row.receiver) for row in due),
        "missed_receivers": frozenset(Role(row.receiver) for row in late),
        "promises_left": {str(row.index): row.amount - row.part for row in still_open if row.amount is not None},
        "options": options,
    }


def _listed(rows: Iterable[Promise], receiver: Role | None = None) -> dict[str, Text]:
    return {str(row.index): Text(**row.what) for row in rows if receiver in (None, row.receiver)}


def _to_send(still_open: Iterable[Promise]) -> list[Promise]:
    """What another promise waits for, and nobody has said to be under way."""
    rows = list(still_open)
    waited_for = {row.after_id for row in rows}
    return [row for row in rows if row.pk in waited_for and not row.is_under_way]


@counts_as_due
def first_promised(case: Case) -> NextDue | None:
    """The first day by which something is owed, while an agreement is being performed."""
    agreement = latest_row(case.pk) if case.state == PERFORMING else None
    owed = [row for row in promises_under(agreement) if row.done_at is None and row.is_ripe] if agreement else []
    days = [row.due_on for row in owed if not row.is_under_way]
    return (min(days), RULE) if days else None


@provides_facts
def facts_of_ratings(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "rate"):
        return {}
    return {"rated_by": frozenset(Role(row.role) for row in together.rows("ratings", case.pk))}
