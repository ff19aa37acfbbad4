"""Reading drafts, and which office is competent and why (`rules.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie.intake.models import Draft
from hejie.places.queries import office_for
from hejie.rules.jurisdiction import Basis, Respondent, Situation, Venue, venue
from hejie.rules.model import Article, Text
from hejie.traders.queries import TraderCard, trader_card

FILED_SHOWN_FOR = timedelta(hours=2)  # to the browser that filed, where no account did
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
    """`competence` for whoever has only the trader's id; one query more."""
    card = trader_card(trader_id) if trader_id else None
    return competence(card, region_code, kind, received_first=received_first)


def competence(
    trader: TraderCard | None, region_code: str, kind: str = "complaint", *, received_first: str = ""
) -> Competence:
    """The office for this trader, or for this region when the trader is not known; two queries at most.

    `received_first`: the division of an office that has the matter already. Raises LookupError when neither trader nor
    region leads to an office.
    """
    if not (trader or region_code):
        raise LookupError(region_code)
    found = venue(_situation(trader, region_code, kind, received_first))
    office_id, name = _named_office(trader, found)
    if not office_id:
        office = office_for(found.place or region_code)
        if not office:
            raise LookupError(region_code)
        office_id, name = office.pk, office.name
    others = tuple(one.why for one in found.alternatives)
    return Competence(office_id, name, found.why, found.article, others, found.changes)


def _situation(trader: TraderCard | None, region_code: str, kind: str, received_first: str) -> Situation:
    """What the register knows of a trader: one division, whether it shows an address, and its platform."""
    region = trader.region_code if trader else region_code
    places = {Basis.HOME: region, Basis.ACT: region}
    if trader and trader.platform_id:
        places |= {Basis.ACTUAL: region, Basis.PLATFORM: trader.platform_region_code}
        places |= {Basis.SHOWN: region} if trader.address else {}
        return Situation(kind, Respondent.SELLER, places, received_first=received_first)
    is_platform = bool(trader and trader.is_platform)
    places |= {Basis.SEAT: region} if is_platform else {Basis.ACTUAL: region}
    respondent = Respondent.PLATFORM if is_platform else Respondent.SHOP
    return Situation(kind, respondent, places, received_first=received_first)


def _named_office(trader: TraderCard | None, found: Venue) -> tuple[UUID | None, str]:
    """The office the register names for the trader, or for its platform where the platform's seat decides."""
    if trader is None:
        return None, ""
    if found.basis is Basis.PLATFORM:
        return trader.platform_office_id, trader.platform_office
    return trader.office_id, trader.office


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
    person_id: UUID | None = None

    def is_for(self, person_id: UUID | None, now: datetime) -> bool:
        """Whose account it belongs to; one without an account is for its browser, filed ones (anonymous) for a while.

        Browsers are shared: whoever comes next reads nobody's draft.
        """
        if self.person_id:
            return self.person_id == person_id
        return self.case_id is None or now - self.touched_at <= FILED_SHOWN_FOR


def draft_shown(draft_id: UUID) -> DraftShown | None:
    """One query."""
    draft = Draft.objects.select_related("case").filter(pk=draft_id).first()
    if draft is None:
        return None
    ref = draft.case.ref if draft.case else ""
    times = draft.begun_at, draft.touched_at
    return DraftShown(draft.pk, draft.kind, draft.answers, *times, draft.case_id, ref, draft.person_id)
