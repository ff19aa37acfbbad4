"""The guides, read from guides/ once; the lists, from lists/."""

from __future__ import annotations

from functools import cache

from hejie.base.registry import discover
from hejie.knowledge.records import Guide, Listed, entries, registry


@cache
def guides() -> tuple[Guide, ...]:
    """Every guide, commonest problems first."""
    discover("hejie.knowledge.guides")
    return tuple(sorted(registry.values(), key=lambda guide: guide.order))


def guide(key: str) -> Guide | None:
    """The guide of one kind of problem; None when there is none."""
    return next((one for one in guides() if one.key == key), None)


def guides_for(*, category: str, problem: str, limit: int = 3) -> tuple[Guide, ...]:
    """Guides that fit a filing: same category and problem first, then same category, then same problem."""
    ranked = sorted(guides(), key=lambda one: (one.category != category) * 2 + (one.problem != problem))
    return tuple(one for one in ranked if category == one.category or problem == one.problem)[:limit]


@cache
def listed(kind: str) -> tuple[Listed, ...]:
    """The entries of one kind, in the order of their files. `kind`: LENIENT or NEGATIVE of `records`."""
    discover("hejie.knowledge.lists")
    return tuple(entry for entry in entries.values() if entry.kind == kind)
