"""Not reached, silent and refused are three facts about a side, and are said apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie.cases.queries import CaseView
from hejie.negotiation.queries import OfferShown
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a side. `icon` says it too."""

    icon: str
    text: Text
    at: datetime | None = None
    is_open: bool = False  # nothing of the kind has happened yet


UNSEEN = Text("还没看到通知", "Has not seen the notice yet")
SEEN = Text("看到了通知", "Saw the notice")
SILENT = Text("看到了，还没有答复", "Saw it and has not answered")
NO_ANSWER = Text("还没有答复", "Has not answered")
ANSWERED = Text("第一次答复", "First answered")


def facts_of(view: CaseView, offers: Sequence[OfferShown], side: Role) -> list[Fact]:
    """Reached or not; answered or silent; and how often it said no to an offer."""
    party = view.parties.get(side)
    if not party:
        return []
    seen = Fact("mail-open", SEEN, party.reached_at) if party.reached_at else Fact("mail-x", UNSEEN, is_open=True)
    silent = Fact("message-square-dashed", SILENT if party.reached_at else NO_ANSWER, is_open=True)
    answered = Fact("message-square-text", ANSWERED, party.answered_at) if party.answered_at else silent
    return [seen, answered, *_refusals(offers, side)]


def _refusals(offers: Sequence[OfferShown], side: Role) -> list[Fact]:
    refused = [one for one in offers if one.state == "rejected" and one.by is not side]
    if not refused:
        return []
    words = Text(f"拒绝过 {len(refused)} 个方案", f"Offers refused: {len(refused)}")
    return [Fact("circle-x", words, refused[-1].answered_at)]
