"""What a form begins with where it writes down what is known already: the minutes, an agreement, the usual days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from hejie.cases.queries import CaseView
from hejie.drafting.queries import DraftShown, draft_of
from hejie.negotiation.queries import OfferShown, offers_of
from hejie.rooms.queries import drafted_minutes
from hejie.rules import remedies

USUAL_RECUSAL_DAYS = 3
LAID = "minutes_laid"


class Known(Protocol):
    """What is on the table in a case."""

    @property
    def view(self) -> CaseView: ...
    @property
    def offers(self) -> Sequence[OfferShown]: ...
    @property
    def draft(self) -> DraftShown | None: ...


@dataclass(frozen=True)
class OfCase:
    """The same for a page of one form: read when the form asks for it."""

    view: CaseView

    @cached_property
    def offers(self) -> Sequence[OfferShown]:
        return offers_of(self.view.case.pk)

    @cached_property
    def draft(self) -> DraftShown | None:
        return draft_of(self.view.case.pk)


def prefilled(move: str, known: Known) -> dict[str, Any]:
    """The inputs that the form of a move begins with; empty for most."""
    begin = BEGINNINGS.get(move)
    return begin(known) if begin else {}


def _minutes(known: Known) -> dict[str, Any]:
    """The text that was laid, else the draft of what happened."""
    laid = next((one.content.get("text", "") for one in reversed(known.view.records) if one.fact == LAID), "")
    return {"text": laid or drafted_minutes(known.view.case)}


def _terms(known: Known) -> list[Any]:
    """What the draft promises, else the last offer, else what was asked for."""
    drafted = known.draft.terms if known.draft else []
    return list(drafted or (known.offers[-1].terms if known.offers else known.view.case.wanted))


def _spoken(known: Known) -> dict[str, Any]:
    return {"terms": _terms(known)}


def _written(known: Known) -> dict[str, Any]:
    """And the facts and what it is about, where the paper asks for them (People's Mediation Law Art 29)."""
    case = known.view.case
    issues = "；".join(remedies.describe(one).zh.rstrip("。") for one in case.wanted)
    return {"terms": _terms(known), "facts": case.story, "issues": issues}


def _meeting(known: Known) -> dict[str, Any]:
    return {"recusal_days": USUAL_RECUSAL_DAYS}


def _contact(known: Known) -> dict[str, Any]:
    """Where only one side's phone may be put right, it is that one's."""
    sides = list(known.view.facts.options["contacts"])
    return {"side": sides[0]} if len(sides) == 1 else {}


BEGINNINGS: Mapping[str, Callable[[Known], dict[str, Any]]] = {
    "lay_minutes": _minutes,
    "propose_agreement": _written,
    "propose_peoples_agreement": _written,
    "record_oral": _spoken,
    "propose_times": _meeting,
    "call_meeting": _meeting,
    "correct_contact": _contact,
}
