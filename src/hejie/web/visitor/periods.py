"""The periods a visitor is told about, taken from the edition of the rules in force today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hejie.rules.edition import Term
from hejie.rules.machine import edition_for
from hejie.rules.model import Text, Unit


@dataclass(frozen=True, slots=True)
class Periods:
    """The three waits of a complaint."""

    negotiation: Term
    acceptance: Term
    mediation: Term
    law: Text


def periods_on(day: date) -> Periods:
    edition = edition_for(day)
    terms = edition.terms
    return Periods(terms["odr_settlement"], terms["acceptance"], terms["mediation"], edition.label)


def length(term: Term) -> Text:
    """`7 个工作日`, `60 天`."""
    if term.unit is Unit.WORKING_DAY:
        return Text(f"{term.days} 个工作日", f"{term.days} working days")
    return Text(f"{term.days} 天", f"{term.days} days")
