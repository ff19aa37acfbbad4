"""The library of clauses: one module a subject, found at start-up; each entry fills itself from the terms of an offer.

A clause in plain Chinese is what both sides sign; `label` names it in the interface. `〖请填…〗` is a blank: an open
point of the draft until somebody has written what belongs there. To add a clause, add a module with `add_clause`.
An entry that `extends` a promise joins the clause that makes it, so that words and promise stay together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hejie.base.registry import Registry
from hejie.drafting.records import Clause, Clauses
from hejie.rules import remedies
from hejie.rules.model import Text


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """One entry. `remedy` is the kind of remedy it promises; `order` where it stands in an agreement."""

    key: str
    label: Text
    heading: str
    text: str
    order: int
    remedy: str = ""
    is_usual: bool = False  # belongs into every agreement
    extends: str = ""  # the kind of remedy to whose promise it adds
    detail: str = ""  # what it adds there, see `rules.remedy_kinds`

    def filled(self, terms: Sequence[Mapping[str, Any]], clauses: Clauses = ()) -> list[dict[str, Any]]:
        """As changes to a draft with these clauses: one for each such remedy in the terms, or one with blanks."""
        if extended := [one for one in clauses if self._may_extend(one)]:
            return [self._extended(one) for one in extended]
        found = [one for one in terms if one["kind"] == self.remedy]
        if not found:
            return [{"heading": self.heading, "text": self.text}]
        return [{"heading": self.heading, "text": remedies.describe(one).zh, "remedy": dict(one)} for one in found]

    def _may_extend(self, one: Clause) -> bool:
        return one.remedy is not None and one.remedy["kind"] == self.extends and not one.remedy.get(self.detail)

    def _extended(self, one: Clause) -> dict[str, Any]:
        return {"id": one.id, "text": f"{one.text}{self.text}", "remedy": {**(one.remedy or {}), self.detail: True}}


CLAUSES: Registry[LibraryClause] = Registry("clause of the library")


def add_clause(*, key: str, label: Text, heading: str, text: str, order: int, **more: Any) -> LibraryClause:
    """Register one entry. A key is taken once."""
    return CLAUSES.add(key, LibraryClause(key, label, heading, text, order, **more))


def library() -> list[LibraryClause]:
    """Every entry, in the order of an agreement."""
    return sorted(CLAUSES.values(), key=lambda one: (one.order, one.key))


def first_draft(terms: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The changes that make a whole draft of an offer: what it promises, and what belongs into every agreement."""
    kinds = {one["kind"] for one in terms}
    chosen = [one for one in library() if one.is_usual or one.remedy in kinds]
    return [change for one in chosen for change in one.filled(terms)]
