"""An office's worklist at any size: one page by what falls due first, or newest first, and counts that stop at 300.

A page costs the same at ten thousand and at a million cases: every office below the reader is asked for its own first
rows through an index, and the answers are merged; a reader of very many offices walks the order of the whole country
instead. Which cases may be seen is `access.visible_cases`, asked once more of every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Value

from hejie.cases import access
from hejie.cases.lists import COLUMNS, CaseLine, Key, columns_of, lines_of, read_key
from hejie.cases.models import Case
from hejie.cases.reach import Reach, reach_of, seen_of
from hejie.cases.wanted import Wanted, Where, columns, limit_to, narrowed
from hejie.people.access import Actor
from hejie.rules import machine

PAGE = 20
COUNTED_TO = 300
_FIRST_DUE, _NEWEST = "next_due_on, id", "id DESC"


@dataclass(frozen=True, slots=True)
class Page:
    """Cases with office, trader, officer and mediator, without their sealed words. `more`: key of the next page."""

    cases: Sequence[Case]
    more: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many; `is_more` when counting stopped there."""

    number: int
    is_more: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_more else str(self.number)


def page(
    actor: Actor,
    wanted: Wanted,
    *,
    after: str = "",
    limit: int = PAGE,
    newest: bool = False,
    reach: Reach | None = None,
) -> Page:
    """One page: what falls due first (cases without a clock last), or filed last first. Three queries.

    `after` is the `more` of the page before; one that cannot be read starts over. `reach`: where it is known already.
    """
    keys = _keys(reach or reach_of(actor, wanted.office), wanted, after, limit + 1, newest)
    return Page(_cases(actor, [key for key, _ in keys[:limit]]), _more(keys, limit))


def lines(cases: Iterable[Case], now: datetime) -> list[CaseLine]:
    """Cases, with office and trader, as lines of a list. One small query."""
    return lines_of(map(columns_of, cases), now)


def page_lines(
    actor: Actor,
    wanted: Wanted,
    now: datetime,
    *,
    after: str = "",
    limit: int = PAGE,
    newest: bool = False,
    reach: Reach | None = None,
) -> tuple[list[CaseLine], str]:
    """The same page as lines, with the key of the next. Four queries."""
    keys = _keys(reach or reach_of(actor, wanted.office), wanted, after, limit + 1, newest)
    ids = [case_id for case_id, _ in keys[:limit]]
    found = {row[0]: row for row in seen_of(actor, ids, COLUMNS)}
    return lines_of([found[case_id] for case_id in ids if case_id in found], now), _more(keys, limit)


def count(actor: Actor, wanted: Sequence[Wanted], reach: Reach | None = None) -> list[Counted]:
    """How many cases each list holds, counted to three hundred. One query for all, and one for each office named.

    `reach`: of lists that name no office, where it is known already.
    """
    if not wanted:
        return []
    known: dict[UUID | None, Reach] = {None: reach} if reach else {}
    reaches = {office: known.get(office) or reach_of(actor, office) for office in {one.office for one in wanted}}
    statements: list[str] = []
    values: dict[str, Any] = {}
    for n, one in enumerate(wanted):
        reach = reaches[one.office]
        by_office = _runs_anyway(one) and not reach.is_whole
        where = narrowed(replace(one, is_open=None) if by_office else one, mark=f"_{n}")
        limit_to(where, reach, mark=f"_{n}")
        statements.append(f"SELECT count(*) FROM (SELECT 1 FROM cases_case c WHERE {where} LIMIT {COUNTED_TO + 1}) one")  # noqa: S608
        values |= where.values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        found = [number for (number,) in cursor.fetchall()]
    return [Counted(min(number, COUNTED_TO), number > COUNTED_TO) for number in found]


def _runs_anyway(wanted: Wanted) -> bool:
    """Whether the states say already that the cases run: asked twice, the database would expect far too few."""
    return bool(wanted.is_open and wanted.states) and not _final_states().intersection(wanted.states)


@cache
def _final_states() -> frozenset[str]:
    """States in which a case of some kind is over, under any edition."""
    procedures = [one for edition in machine.editions().values() for one in edition.procedures.values()]
    return frozenset(key for one in procedures for key, state in one.states.items() if state.final)


def narrow(rows: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    """Cases chosen by another app, under the conditions a reader set. Of `wanted`, days and `is_open` do not count."""
    given = {f"{column}__in": values for column, values in columns(wanted).items() if values}
    return rows.filter(**given, officer=None) if wanted.is_unowned else rows.filter(**given)


def count_rows(lists: Sequence[QuerySet[Case]]) -> list[Counted]:
    """How many cases each of these lists holds, counted to three hundred. One query."""
    return counted(marked(lists), len(lists)) if lists else []


def marked(lists: Sequence[QuerySet[Case]]) -> QuerySet[Any]:
    """The rows of several lists, each as the place of its list, as far as `counted` counts."""
    each = [
        rows.order_by().annotate(place=Value(place)).values_list("place")[: COUNTED_TO + 1]
        for place, rows in enumerate(lists)
    ]
    return each[0].union(*each[1:], all=True)


def counted(rows: Iterable[tuple[int]], lists: int) -> list[Counted]:
    """How many rows of `marked` each list has."""
    found = Counter(place for (place,) in rows)
    return [Counted(min(found[n], COUNTED_TO), found[n] > COUNTED_TO) for n in range(lists)]


def _keys(reach: Reach, wanted: Wanted, after: str, limit: int, newest: bool) -> list[tuple[UUID, date | None]]:
    """Ids and due dates of a page, in order. One query: cases with a clock, then those without if there is room."""
    states = () if newest else wanted.states  # each of them has an order of its own
    if reach.is_narrow and _runs_anyway(wanted):
        wanted = replace(wanted, is_open=None)
    where = narrowed(replace(wanted, states=()) if states else wanted)
    key = read_key(after)
    where.values |= {"limit": limit, "day": key and key.due_on, "last": key and key.row_id}
    if newest:
        parts = [_segment(reach, where, "id < %(last)s" if key else "true", _NEWEST)]
    else:
        parts = [_segment(reach, where, behind, _FIRST_DUE, states) for behind in _behind(key, wanted)]
    order = _NEWEST if newest else _FIRST_DUE
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(parts)}) p ORDER BY {order} LIMIT %(limit)s", where.values)  # noqa: S608
        return cursor.fetchall()


def _behind(key: Key | None, wanted: Wanted) -> list[str]:
    """What follows the key by what falls due: first cases with a day, then those without.

    A list of certain days has none without, and does not say so twice: the planner would multiply both conditions,
    expect no row, and walk such a day of the whole country for one office.
    """
    behind = "(next_due_on, id) > (%(day)s, %(last)s)" if key and key.due_on else "next_due_on IS NOT NULL"
    if wanted.has_days:
        return [behind if key and key.due_on else "true"]
    if key and not key.due_on:
        return ["next_due_on IS NULL AND id > %(last)s"]
    return [behind, "next_due_on IS NULL"]


def _segment(reach: Reach, where: Where, behind: str, order: str, states: Sequence[str] = ()) -> str:
    """Rows of one order behind the key: merged from offices and states, or from the order of the whole country."""
    own, sources = Where(list(where.parts), where.values), []
    if reach.is_narrow:
        where.values |= {
            "asked": [*reach.offices, *reach.enquiries_only],
            "narrowed": [False] * len(reach.offices) + [True] * len(reach.enquiries_only),
        }
        sources.append("unnest(%(asked)s::uuid[], %(narrowed)s::bool[]) o(id, narrowed)")
        own.add("c.office_id = o.id AND (NOT o.narrowed OR c.kind = 'enquiry')")
    else:
        limit_to(own, reach)
    if states:
        sources.append("unnest(%(states)s::text[]) s(state)")
        own.add("c.state = s.state", states=list(states))
    first = f"SELECT c.id, c.next_due_on FROM cases_case c WHERE {own} AND {behind} ORDER BY {order} LIMIT %(limit)s"  # noqa: S608
    if not sources:
        return f"({first})"
    merged = f"{' CROSS JOIN '.join(sources)} CROSS JOIN LATERAL ({first}) f"
    return f"(SELECT f.* FROM {merged} ORDER BY {order} LIMIT %(limit)s)"  # noqa: S608


def _cases(actor: Actor, ids: Sequence[UUID]) -> list[Case]:
    """The rows of a page in its order, as far as the actor may see them."""
    found = access.visible_cases(actor).filter(pk__in=ids).select_related(*access.RELATED).defer("story", "details")
    by_id = {case.pk: case for case in found}
    return [by_id[case_id] for case_id in ids if case_id in by_id]


def _more(keys: Sequence[tuple[UUID, date | None]], limit: int) -> str:
    if len(keys) <= limit:
        return ""
    return str(Key(*keys[limit - 1]))
