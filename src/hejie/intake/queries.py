"""Reading drafts, and which office is competent and why (`rules.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie.intake.models import Draft
from hejie.places.models import Authority
from hejie.places.queries import office_for
from hejie.rules.jurisdiction import Basis, Respondent, Situation, Venue, venue
from hejie.rules.model import Article, Text
from hejie.traders.models import Trader

NO_OFFICE = Text(
    "还没有负责这个地区的市场监管部门，请换一个地区", "No authority covers this region yet: choose another"
)


@dataclass(frozen=True, slots=True)
class Competence:
    """The office that would handle a filing, the reason with its article, who else could, and what would change it."""

    authority_id: UUID
    name: str
    why: Text
    article: Article
    alternatives: tuple[Text, ...]
    changes: tuple[Text, ...]


def competent_office(
    trader_id: UUID | None, region_code: str, kind: str = "complaint", *, received_first: str = ""
) -> Competence:
    """The office for this trader, or for this region when the trader is not known; three queries at most.

    `received_first`: the division of an office that has the matter already. Raises LookupError when neither trader nor
    region leads to an office.
    """
    trader = None
    if trader_id:
        trader = Trader.objects.select_related("office", "platform__office").filter(pk=trader_id).first()
    if not (trader or region_code):
        raise LookupError(region_code)
    found = venue(_situation(trader, region_code, kind, received_first))
    office = _named_office(trader, found) or office_for(found.place or region_code)
    if not office:
        raise LookupError(region_code)
    others = tuple(one.why for one in found.alternatives)
    return Competence(office.pk, office.name, found.why, found.article, others, found.changes)


def _situation(trader: Trader | None, region_code: str, kind: str, received_first: str) -> Situation:
    """What the register knows of a trader: one division, whether it shows an address, and its platform."""
    region = trader.region_id if trader else region_code
    places = {Basis.HOME: region, Basis.ACT: region}
    if trader and trader.platform:
        places |= {Basis.ACTUAL: region, Basis.PLATFORM: trader.platform.region_id}
        places |= {Basis.SHOWN: region} if trader.address else {}
        return Situation(kind, Respondent.SELLER, places, received_first=received_first)
    is_platform = bool(trader and trader.is_platform)
    places |= {Basis.SEAT: region} if is_platform else {Basis.ACTUAL: region}
    respondent = Respondent.PLATFORM if is_platform else Respondent.SHOP
    return Situation(kind, respondent, places, received_first=received_first)


def _named_office(trader: Trader | None, found: Venue) -> Authority | None:
    """The office the register names for the trader, or for its platform where the platform's seat decides."""
    if trader and found.basis is Basis.PLATFORM:
        return trader.platform.office if trader.platform else None
    return trader.office if trader else None


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft for whoever holds its id. `case_id` and `ref` are set once it was filed; its answers are gone then."""

    id: UUID
    kind: str
    answers: Mapping[str, Any]
    begun_at: datetime
    touched_at: datetime
    case_id: UUID | None
    ref: str


def draft_shown(draft_id: UUID) -> DraftShown | None:
    """One query."""
    draft = Draft.objects.select_related("case").filter(pk=draft_id).first()
    if draft is None:
        return None
    ref = draft.case.ref if draft.case else ""
    return DraftShown(draft.pk, draft.kind, draft.answers, draft.begun_at, draft.touched_at, draft.case_id, ref)
