"""What moves do to applications and invitations. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from datetime import date
from typing import Any

from hejie.agreements.queries import latest_row
from hejie.cases.actions import Act, performs
from hejie.cases.models import Party
from hejie.exchange.courts import courts_for
from hejie.exchange.models import LIVE, Confirmation, CourtInvitation
from hejie.exchange.outbox import queue


@performs("propose_confirmation")
def propose(act: Act) -> None:
    """One side asks the other, and chooses among the competent courts."""
    agreement = latest_row(act.case.pk)
    if agreement is None:  # the state `performing` rests on one
        raise LookupError(act.case.ref)
    court = next(one for one in courts_for(act.case) if one.key == act.inputs["court"])
    Confirmation.objects.create(
        case=act.case,
        agreement=agreement,
        court=court.court,
        region=court.region,
        court_name=court.name,
        why={"zh": court.why.zh, "en": court.why.en},
        proposed_by=act.role,
        proposed_at=act.now,
        contacts={act.role: _contact(act)},
    )


@performs("apply_confirmation")
def apply(act: Act) -> None:
    """The other side joins: the application is complete and goes to the court."""
    row = _live(act)
    contacts = {**row.contacts, act.role: _contact(act)}
    _change(row, stage="applied", applied_at=act.now, contacts=contacts)
    queue(act, "confirmation_application", row.pk)


def _contact(act: Act) -> str:
    """What was typed, else what the case knows of this side."""
    typed = act.inputs.get("contact", "")
    party = Party.objects.select_related("trader").get(case=act.case, side=act.role)
    trader = party.trader
    address = party.address or (trader.address if trader else "")
    phone = party.phone or (trader.contact_phone if trader else "")
    return typed or "，".join(part for part in (address, phone) if part)


@performs("drop_confirmation")
def drop(act: Act) -> None:
    _change(_live(act), stage="dropped")


@performs("withdraw_confirmation")
def withdraw(act: Act) -> None:
    row = _live(act)
    _change(row, stage="withdrawn")
    queue(act, "confirmation_withdrawal", row.pk)


@performs("note_court_acceptance")
def accepted(act: Act) -> None:
    _change(_live(act), stage="accepted", number=act.inputs["number"])


@performs("note_court_request")
def asked(act: Act) -> None:
    by = act.inputs.get("by_date")
    _change(_live(act), stage="asked", asks=act.inputs["asks"], asks_by=date.fromisoformat(by) if by else None)


@performs("answer_court")
def answered(act: Act) -> None:
    row = _live(act)
    _change(row, stage="accepted", asks="", asks_by=None)
    queue(act, "confirmation_supplement", row.pk)


@performs("note_court_ruling")
def ruled(act: Act) -> None:
    _change(
        _live(act),
        stage=act.inputs["result"],
        number=act.inputs["number"],
        ruled_on=date.fromisoformat(act.inputs["on"]),
        ruling=act.inputs.get("text", ""),
    )


@performs("note_court_invitation")
def invited(act: Act) -> None:
    by = act.inputs.get("by_date")
    CourtInvitation.objects.create(
        case=act.case,
        court_name=act.inputs["court"],
        region=act.inputs["region"],
        number=act.inputs["number"],
        reply_by=date.fromisoformat(by) if by else None,
        record=act.record,
    )


@performs("reply_to_court")
def replied(act: Act) -> None:
    row = CourtInvitation.objects.get(case=act.case)
    row.replied_at = act.now
    row.save(update_fields=["replied_at"])
    queue(act, "mediation_reply", act.case.pk)


def _live(act: Act) -> Confirmation:
    return Confirmation.objects.get(case=act.case, stage__in=LIVE)


def _change(row: Confirmation, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
