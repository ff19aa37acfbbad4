"""A draft as plain values: its clauses, what somebody changes, and both changes of one version put together.

A change names the clauses it touches; the version it was made on says what they were then. Clauses of others stay as
they are. Nothing anybody wrote is lost: what two changed alike becomes an open point (see `merge`), a clause that one
removed and another changed comes back as one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from hejie.drafting.merge import merge, open_point, points
from hejie.rules import remedies
from hejie.rules.clauses import BEGINNING

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")

Change = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered line of the agreement. `remedy` is what it promises, where the platform follows it to its day."""

    id: str
    text: str
    heading: str = ""
    remedy: Mapping[str, Any] | None = None

    @property
    def line(self) -> str:
        """As the agreement says it."""
        return f"{self.heading}：{self.text}" if self.heading else self.text

    @property
    def points(self) -> list[tuple[str, ...]]:
        return points(self.heading) + points(self.text)


Clauses = Sequence[Clause]


def from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Clause]:
    """Clauses as a version keeps them."""
    return [Clause(**row) for row in rows]


def to_rows(clauses: Clauses) -> list[dict[str, Any]]:
    return [asdict(one) for one in clauses]


def whole_text(clauses: Clauses) -> str:
    """The text that is agreed to, and signed: one clause a line."""
    return "\n".join(one.line for one in clauses)


def text_hash(clauses: Clauses) -> str:
    """SHA-256 of that text."""
    return hashlib.sha256(whole_text(clauses).encode()).hexdigest()


def promised(clauses: Clauses) -> list[Mapping[str, Any]]:
    """The remedies the clauses carry, in their order."""
    return [one.remedy for one in clauses if one.remedy]


def merged(base: Clauses, now: Clauses, changes: Sequence[Change], names: Sequence[str]) -> list[Clause]:
    """The draft as it stands `now` with changes that were made on `base`. `names[i]` is the id a new clause gets."""
    was = {one.id: one for one in base}
    result = list(now)
    for change, name in zip(changes, names, strict=True):
        result = _with(result, was.get(change.get("id", "")), {"id": name, **change})
    return result


def _with(clauses: list[Clause], was: Clause | None, change: Change) -> list[Clause]:
    place = next((place for place, one in enumerate(clauses) if one.id == change["id"]), None)
    if change.get("removed"):
        return clauses if place is None else _without(clauses, place, was)
    if place is None:
        back = _came_back(was, change)
        return _put(clauses, back, change.get("after", "")) if back else clauses
    done = [*clauses[:place], _changed(was, clauses[place], change), *clauses[place + 1 :]]
    return _moved(done, place, change["after"]) if "after" in change else done


def _without(clauses: list[Clause], place: int, was: Clause | None) -> list[Clause]:
    """Gone, unless somebody has changed it meanwhile: then whether it goes is an open point."""
    now = clauses[place]
    kept = [] if now == was else [replace(now, text=open_point(now.text, ""))]
    return [*clauses[:place], *kept, *clauses[place + 1 :]]


def _came_back(was: Clause | None, change: Change) -> Clause | None:
    """A new clause; or one that another has removed while it was changed here, as an open point."""
    given = _given(was, change)
    if was is None:
        return given
    return None if given == was else replace(given, text=open_point("", given.text))


def _given(was: Clause | None, change: Change) -> Clause:
    before = was or Clause(change["id"], "")
    text = change.get("text", before.text)
    remedy = change.get("remedy") or before.remedy
    return Clause(before.id, text, change.get("heading", before.heading), borne(text, remedy))


def _changed(was: Clause | None, now: Clause, change: Change) -> Clause:
    given, before = _given(was, change), was or Clause(now.id, "")
    text = merge(before.text, now.text, given.text)
    remedy = change.get("remedy") or now.remedy
    heading = merge(before.heading, now.heading, given.heading)
    return Clause(now.id, text, heading, borne(text, remedy))


def borne(text: str, remedy: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A remedy as a text carries it; None where a figure of it is missing: a sum or a day that was changed is no longer
    that promise. Nor does the rest fall due at once where the text does not say so.
    """
    if remedy is None:
        return None
    if not _figures(remedies.describe({**remedy, "note": "", "condition": ""}).zh) <= _figures(text):
        return None
    return remedy if remedies.ALL_DUE.zh in text else {key: remedy[key] for key in remedy if key != "all_due"}


def _figures(text: str) -> Counter[Decimal]:
    """Every number of a text, how often; 1299.00, 1299 and 1,299 are the same."""
    return Counter(Decimal(found.replace(",", "")) for found in NUMBER.findall(text))


def _put(clauses: list[Clause], one: Clause, after: str) -> list[Clause]:
    """Behind the clause named, else at the end."""
    if after == BEGINNING:
        return [one, *clauses]
    place = next((place for place, other in enumerate(clauses, start=1) if other.id == after), len(clauses))
    return [*clauses[:place], one, *clauses[place:]]


def _moved(clauses: list[Clause], place: int, after: str) -> list[Clause]:
    one, others = clauses[place], [*clauses[:place], *clauses[place + 1 :]]
    is_known = after == BEGINNING or any(other.id == after for other in others)
    return _put(others, one, after) if is_known else clauses
