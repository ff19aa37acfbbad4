"""The checklist of proofs as case pages show it: what is there, what is missing, who can bring it, one tap to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from hejie.knowledge.checklists import Item, checklist
from hejie.rules.model import Role
from hejie.rules.procedures._proofs import SIDE
from hejie.web import show
from hejie.web.acts import PROVING
from hejie.web.casepage import CasePage

DAYS = 7  # in which a side that is asked with one tap brings a proof
ASK, LINK = PROVING


@dataclass(frozen=True, slots=True)
class ProofShown:
    """One proof. `ask`: what one tap posts; `link`: where files are counted as it; empty where not open."""

    item: Item
    files: Sequence[show.EvidenceShown]
    whom: show.Words
    asked: show.Words
    ask: Mapping[str, str]
    link: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ProofsShown:
    """The whole list. `address`: where a request is posted."""

    proofs: Sequence[ProofShown]
    address: str

    @property
    def present(self) -> int:
        return sum(one.item.is_there for one in self.proofs)

    @property
    def all(self) -> int:
        return len(self.proofs)


def proofs_shown(page: CasePage) -> ProofsShown | None:
    """None where no list fits the dispute, or the case is over. No query."""
    if page.view.case.kind != "complaint" or page.view.state.final:
        return None
    files = {one.id: one for one in page.evidence}
    items = checklist(page.view.case, page.view.records, frozenset(files))
    shown = [_proof(page, one, files) for one in items]
    return ProofsShown(shown, f"{page.address}/moves/{ASK}/") if shown else None


def _proof(page: CasePage, item: Item, files: Mapping[str, show.EvidenceShown]) -> ProofShown:
    due = page.view.today + timedelta(days=DAYS)
    inputs = {"proof": item.key, "side": str(item.by), "by_date": due.isoformat(), "key": uuid4().hex}
    whom = item.asked or item.by
    return ProofShown(
        item=item,
        files=[files[one] for one in item.files],
        whom=SIDE[item.by],
        asked=SIDE[item.asked] if item.asked else "",
        ask=inputs if ASK in page.forms and not item.is_there else {},
        link=f"{page.address}/moves/{LINK}/?proof={item.key}" if LINK in page.forms else "",
        is_mine=whom in page.view.roles & {Role.COMPLAINANT, Role.RESPONDENT},
    )
