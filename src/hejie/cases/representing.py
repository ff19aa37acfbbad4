"""Those who speak for a complainant, and what those who are represented agree to (Order 121 Art 11 and 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie.base import together
from hejie.cases.access import representations_of
from hejie.cases.actions import Act, performs
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case, Representation
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Text
from hejie.rules.representing import (
    AGENT,
    GUARDIAN,
    KINDS,
    REPRESENTATIVE,
    REPRESENTED,
    SETTLEMENT,
    WITHDRAWAL,
)

# Facts after which earlier consents no longer count.
ON_PAPERS = {AGENT: "委托代理人", GUARDIAN: "监护人或代办家属"}
TERMS_SET = frozenset({"offer_made", "agreement_proposed", "peoples_agreement_proposed", "oral_agreement_recorded"})


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """One of them for those who handle the case."""

    kind: Text
    name: str
    phone: str
    relation: str
    powers: Sequence[str]
    valid_until: date | None
    has_agreed: bool


def speakers_of(case: Case) -> list[SpeakerShown]:
    """Everybody beside the complainant, in the order of the filing; no query in ordinary cases."""
    rows = together.rows("representations", case.pk) if case.is_represented else []
    terms = _last_terms(case) if rows else 0
    return [
        SpeakerShown(
            kind=KINDS[row.kind],
            name=row.name,
            phone=row.phone or "",
            relation=row.relation or "",
            powers=row.powers,
            valid_until=row.valid_until,
            has_agreed=bool(terms) and (row.settlement_seq or 0) > terms,
        )
        for row in rows
    ]


def named_on_papers(case: Case, name: str) -> str:
    """Every complainant, and who acts for them, as papers name them (Order 121 Art 11, 12); `name` is the first."""
    rows = together.rows("representations", case.pk) if case.is_represented else []
    others = [row for row in rows if row.kind in (REPRESENTATIVE, REPRESENTED)]
    acting = [f"{ON_PAPERS[row.kind]}：{row.name}" for row in rows if row.kind in ON_PAPERS]
    if others:
        speaking = [name, *(row.name for row in others if row.kind == REPRESENTATIVE)]
        acting.insert(0, f"代表人：{'、'.join(speaking)}")
    names = "、".join([name, *(row.name for row in others)])
    return f"{names}（{'；'.join(acting)}）" if acting else names


@provides_facts
def agents_named(case: Case, now: datetime) -> Mapping[str, Any]:
    """The agents there are, to be called off."""
    rows = together.rows("representations", case.pk) if case.is_represented else []
    return {"options": {"agents": {str(row.pk): Text(row.name, row.name) for row in rows if row.kind == AGENT}}}


@provides_facts
def consents_awaited(case: Case, now: datetime) -> Mapping[str, Any]:
    """Each represented person agrees to the terms now on the table, or to giving up; new terms need a new consent."""
    waiting = [row for row in together.rows("representations", case.pk) if row.kind == REPRESENTED] if _is(case) else []
    if not waiting:
        return {}
    terms = _last_terms(case)
    awaited = {
        SETTLEMENT: terms and any((row.settlement_seq or 0) < terms for row in waiting),
        WITHDRAWAL: any(row.withdrawal_seq is None for row in waiting),
    }
    return {"awaited_consents": frozenset(matter for matter, is_awaited in awaited.items() if is_awaited)}


def _is(case: Case) -> bool:
    return case.is_represented and case.kind == "complaint"


def _last_terms(case: Case) -> int:
    """Place of the record that set the terms now on the table; 0 where there are none."""
    return max((row.seq for row in together.rows("records", case.pk) if row.fact in TERMS_SET), default=0)


@performs("consent_to_settlement")
def consent(act: Act) -> None:
    """Note it with whoever made the move, account or link."""
    column = {SETTLEMENT: "settlement_seq", WITHDRAWAL: "withdrawal_seq"}[act.inputs["matter"]]
    own = [row.pk for row in representations_of(act.actor, act.case, act.now) if row.kind == REPRESENTED]
    Representation.objects.filter(pk__in=own).update(**{column: act.record.seq})


def erase_speakers(case: Case) -> None:
    """Forget who they were; that there was somebody, and when they agreed, stays in the chain."""
    for row in Representation.objects.filter(case=case):
        row.name, row.phone, row.id_number, row.relation, row.person = "", None, None, None, None
        row.id_kind = RESIDENT_CARD
        row.save()
