"""Finding cases by what is typed into the one box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hejie.base.compiled import Several
from hejie.base.ids import read_case_number, uuid7
from hejie.base.together import Reading
from hejie.cases import access
from hejie.cases.models import Case, Party
from hejie.cases.reach import seen_of
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.rules.model import Role
from hejie.search import matching, tokens
from hejie.traders.models import Trader

PAGE = 20
LONGEST = 60  # characters of a query that are read
MOST_TERMS = 5
MOST_WAYS = 8
SHOWN = ("id", "ref", "kind", "state", "title", "filed_at", "next_due_on")


@dataclass(frozen=True, slots=True)
class Found:
    """One case that has what was typed. `after` for the next page is the id of the last one."""

    id: UUID
    ref: str
    kind: str
    state: str
    title: str
    office: str
    trader: str
    complainant: str
    filed_at: datetime
    next_due_on: date | None


def find_cases(actor: Actor, text: str, after: UUID | None = None, *, limit: int = PAGE) -> list[Found]:
    """Cases this actor may see that have every term typed, newest first: at most `limit`; `after` is the last id seen.

    A term is a case number, a phone or its last four digits, an order number, or two characters or more of names,
    goods, title or story. Nothing is found by one character. At most 13 queries, whatever there is.
    """
    typed = text[:LONGEST]
    if number := read_case_number(typed):
        return _rows(actor, list(Case.objects.filter(ref=number).values_list("pk", flat=True))) if not after else []
    terms = typed.split()[:MOST_TERMS]
    ways = _ways(terms)
    if not ways:
        return []
    found: list[Found] = []
    for ids in _candidates(_scopes(actor), ways, after or _now(), limit):
        found += _rows(actor, ids, terms)
        if len(found) >= limit:
            break
    return found[:limit]


def _now() -> UUID:
    """Above every id made until now, the clock of another machine being a little ahead."""
    return UUID(int=uuid7().int + (60_000 << 80))


def _ways(terms: Sequence[str]) -> list[list[int]]:
    """Sets of tokens, any one of which a case must have whole."""
    each = [tokens.of_term(term) for term in terms if tokens.of_term(term)]
    if not each:
        return []
    return [sorted({token for way in chosen for token in way}) for chosen in product(*each)][:MOST_WAYS]


def _scopes(actor: Actor) -> list[int] | None:
    """Tokens of what the actor may find; None for everything."""
    if actor.is_system:
        return None
    found = [tokens.of_office(post.authority_id) for post in actor.posts if post.role in access.DECIDING]
    found += [tokens.of_office(post.authority_id, enquiries=True) for post in actor.posts if post.role == Role.OPERATOR]
    found += [tokens.of_trader(trader_id) for trader_id in actor.trader_ids]
    return [*found, tokens.of_person(actor.person_id)] if actor.person_id else found


def _candidates(scopes: list[int] | None, ways: list[list[int]], before: UUID, limit: int) -> Iterator[Sequence[UUID]]:
    """Ids that have the tokens, newest first, in portions of `limit` or more, and what is left at the end.

    Each stretch of time begins where the one before ended.
    """
    waiting: list[UUID] = []
    for window in tokens.windows(tokens.filed_on(before)):
        ids = _ids(scopes, ways, window, before, limit)
        while ids:
            waiting, before = [*waiting, *ids], ids[-1]
            if len(waiting) >= limit:
                yield waiting
                waiting = []
            ids = _ids(scopes, ways, window, before, limit) if len(ids) == limit else []
    if waiting:
        yield waiting


def _ids(
    scopes: list[int] | None, ways: list[list[int]], window: Sequence[int], before: UUID, limit: int
) -> Sequence[UUID]:
    """One query: the index answers words, scope and time together, so a word of half of all cases stays cheap."""
    values: dict[str, Any] = {"before": before, "limit": limit, "window": list(window), "scopes": scopes}
    where = ["case_id < %(before)s"]
    where += ["scope && %(window)s::int[]"] if window else []
    where += ["scope && %(scopes)s::int[]"] if scopes is not None else []
    parts = []
    for n, way in enumerate(ways):
        values[f"way_{n}"] = way
        condition = " AND ".join([f"words @> %(way_{n})s::int[]", *where])
        parts.append(f"SELECT case_id FROM search_caseindex WHERE {condition}")  # noqa: S608 - no value is in it
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED ({' UNION '.join(parts)})"  # noqa: S608
            " SELECT case_id FROM found ORDER BY case_id DESC LIMIT %(limit)s",
            values,
        )
        return [case_id for (case_id,) in cursor.fetchall()]


def _rows(actor: Actor, ids: Sequence[UUID], terms: Sequence[str] = ()) -> list[Found]:
    """Those of the ids that the actor may see and that really have the terms, newest first. Two queries."""
    seen = [case_id for (case_id,) in seen_of(actor, ids)]
    if not seen:
        return []
    read = _reading()(seen)
    around = {row.pk: row for row in (*read["offices"], *read["traders"])}
    sides: dict[UUID, list[Party]] = {}
    for party in read["sides"]:
        sides.setdefault(party.case_id, []).append(party)
    for case in read["cases"]:
        case.office, case.trader = around[case.office_id], around.get(case.trader_id)
    return [_found(case, sides.get(case.pk, [])) for case in read["cases"] if _has(case, sides.get(case.pk, []), terms)]


@cache
def _reading() -> Reading:
    """What a line of some cases shows, and what is compared with the terms."""
    return Reading(_parts_of_lines, Several("cases"))


def _parts_of_lines(ids: Any) -> Mapping[str, QuerySet[Any]]:
    cases = Case.objects.filter(pk__any=ids)
    names = ("name", "short_name")
    return {
        "cases": cases.only(*SHOWN, "office", "trader", "story", "details").order_by("-pk"),
        "sides": Party.objects.filter(case__any=ids).only("case", "side", "name", "phone"),
        "offices": Authority.objects.filter(pk__in=cases.values("office")).only(*names),
        "traders": Trader.objects.filter(pk__in=cases.values("trader")).only(*names),
    }


def _has(case: Case, sides: Sequence[Party], terms: Sequence[str]) -> bool:
    words = matching.words_of(case, sides)
    return all(words.has(term) for term in terms if tokens.of_term(term))


def _found(case: Case, sides: Sequence[Party]) -> Found:
    return Found(
        **{name: getattr(case, name) for name in SHOWN},
        office=case.office.short_name,
        trader=case.trader.name if case.trader else "",
        complainant=next((side.name for side in sides if side.side == Role.COMPLAINANT), ""),
    )
