"""An office's worklist at any size: one page by what falls due first, or newest first, and counts that stop at 1000.

A page costs the same at ten thousand and at a million cases: every office below the reader is asked for its own first
rows through an index, and the answers are merged; a reader of very many offices walks the order of the whole country
instead. Which cases may be seen is `access.visible_cases`, asked once more of every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Value

from hejie.cases import access, deadlines
from hejie.cases.models import Case
from hejie.cases.queries import CaseLine, line_of
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role

PAGE = 20
COUNTED_TO = 1000
FEW_OFFICES = 60  # up to here each office is asked for its own first rows; beyond, the whole order is walked


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty means no limit. Days are inclusive. `office`: this one and those below it.

    `is_open`: True for cases that run, False for those that ended, None for both. `owners`: who handles the case;
    `is_unowned` asks for cases nobody handles yet.
    """

    kinds: Sequence[str] = ()
    states: Sequence[str] = ()
    categories: Sequence[str] = ()
    problems: Sequence[str] = ()
    channels: Sequence[str] = ()
    due_rules: Sequence[str] = ()
    due_from: date | None = None
    due_to: date | None = None
    owners: Sequence[UUID] = ()
    is_unowned: bool = False
    traders: Sequence[UUID] = ()
    office: UUID | None = None
    is_open: bool | None = True


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


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose cases an actor works on: every office (`is_whole`), or these; of the second group enquiries only."""

    offices: Sequence[UUID] = ()
    enquiries_only: Sequence[UUID] = ()
    is_whole: bool = False

    @property
    def is_narrow(self) -> bool:
        return not self.is_whole and len(self.offices) + len(self.enquiries_only) <= FEW_OFFICES


@dataclass(slots=True)
class _Where:
    """A condition in SQL with its values."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, part: str, **values: Any) -> None:
        self.parts.append(part)
        self.values.update(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "true"


def reach_of(actor: Actor, office: UUID | None = None) -> Reach:
    """The offices whose cases the actor's posts open, narrowed to `office` and below. One query at most."""
    whole = [post for post in actor.posts if post.role in access.DECIDING]
    if office is None and any(post.authority_path.count("/") == 1 for post in whole):
        return Reach(is_whole=True)
    all_kinds = _below(post.authority_path for post in whole)
    enquiries = _below(post.authority_path for post in actor.posts if post.role == Role.OPERATOR)
    rows = Authority.objects.filter(all_kinds | enquiries)
    if office is not None:
        rows = rows.filter(path__contains=f"{office}/")
    found = [(row_id, path) for row_id, path in rows.values_list("pk", "path")]
    full = {row_id for row_id, path in found if any(path.startswith(post.authority_path) for post in whole)}
    return Reach(sorted(full), sorted(row_id for row_id, _ in found if row_id not in full))


def _below(paths: Iterable[str]) -> Q:
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    return below


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


def lines(shown: Page, now: datetime) -> list[CaseLine]:
    """The cases of a page as lines of a list. One small query."""
    calendar, today = deadlines.calendar(), shanghai_date(now)
    return [line_of(case, today, calendar) for case in shown.cases]


def count(actor: Actor, wanted: Sequence[Wanted], reach: Reach | None = None) -> list[Counted]:
    """How many cases each list holds, counted to a thousand. One query for all, and one for each office named.

    `reach`: of lists that name no office, where it is known already.
    """
    if not wanted:
        return []
    known: dict[UUID | None, Reach] = {None: reach} if reach else {}
    reaches = {office: known.get(office) or reach_of(actor, office) for office in {one.office for one in wanted}}
    statements: list[str] = []
    values: dict[str, Any] = {}
    for n, one in enumerate(wanted):
        where = _narrowed(one, mark=f"_{n}")
        _limit_to(where, reaches[one.office], mark=f"_{n}")
        statements.append(f"SELECT count(*) FROM (SELECT 1 FROM cases_case c WHERE {where} LIMIT {COUNTED_TO + 1}) one")  # noqa: S608
        values |= where.values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        found = [number for (number,) in cursor.fetchall()]
    return [Counted(min(number, COUNTED_TO), number > COUNTED_TO) for number in found]


def narrow(rows: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    """Cases chosen by another app, under the conditions a reader set. Of `wanted`, days and `is_open` do not count."""
    given = {f"{column}__in": values for column, values in _columns(wanted).items() if values}
    return rows.filter(**given, officer=None) if wanted.is_unowned else rows.filter(**given)


def count_rows(lists: Sequence[QuerySet[Case]]) -> list[Counted]:
    """How many cases each of these lists holds, counted to a thousand. One query."""
    if not lists:
        return []
    marked = [
        rows.order_by().annotate(place=Value(place)).values_list("place", flat=True)[: COUNTED_TO + 1]
        for place, rows in enumerate(lists)
    ]
    found = Counter(marked[0].union(*marked[1:], all=True))
    return [Counted(min(found[n], COUNTED_TO), found[n] > COUNTED_TO) for n in range(len(lists))]


def _keys(reach: Reach, wanted: Wanted, after: str, limit: int, newest: bool) -> list[tuple[UUID, date | None]]:
    """Ids and due dates of a page, in order. One query: cases with a clock, then those without if there is room."""
    where = _narrowed(wanted)
    where.values["limit"] = limit
    day, last = _read_key(after)
    if newest:
        parts = [_segment(reach, where, "id < %(last)s" if last else "true", "id DESC")]
    else:
        behind = "(next_due_on, id) > (%(day)s, %(last)s)" if day else "next_due_on IS NOT NULL"
        parts = [] if last and not day else [_segment(reach, where, behind, "next_due_on, id")]
        without = "next_due_on IS NULL AND id > %(last)s" if last and not day else "next_due_on IS NULL"
        parts.append(_segment(reach, where, without, "next_due_on, id"))  # the order of the index, all of it
    where.values |= {"day": day, "last": last}
    order = "id DESC" if newest else "next_due_on, id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(parts)}) p ORDER BY {order} LIMIT %(limit)s", where.values)  # noqa: S608
        return cursor.fetchall()


def _segment(reach: Reach, where: _Where, behind: str, order: str) -> str:
    """Rows of one order behind the key: merged from the offices, or from the order of the whole country."""
    chosen = "SELECT c.id, c.next_due_on FROM cases_case c"
    if reach.is_narrow:
        where.values |= {
            "asked": [*reach.offices, *reach.enquiries_only],
            "narrowed": [False] * len(reach.offices) + [True] * len(reach.enquiries_only),
        }
        own = f"c.office_id = o.id AND (NOT o.narrowed OR c.kind = 'enquiry') AND {where} AND {behind}"
        first = f"{chosen} WHERE {own} ORDER BY {order} LIMIT %(limit)s"
        offices = "unnest(%(asked)s::uuid[], %(narrowed)s::bool[]) o(id, narrowed)"
        return f"(SELECT f.* FROM {offices} CROSS JOIN LATERAL ({first}) f ORDER BY {order} LIMIT %(limit)s)"  # noqa: S608
    scoped = _Where(list(where.parts), where.values)
    _limit_to(scoped, reach)
    return f"({chosen} WHERE {scoped} AND {behind} ORDER BY {order} LIMIT %(limit)s)"


def _limit_to(where: _Where, reach: Reach, mark: str = "") -> None:
    if reach.is_whole:
        return
    where.add(
        f"(c.office_id = ANY(%(offices{mark})s::uuid[])"
        f" OR c.kind = 'enquiry' AND c.office_id = ANY(%(enquiries{mark})s::uuid[]))"
        if reach.enquiries_only
        else f"c.office_id = ANY(%(offices{mark})s::uuid[])",
        **{f"offices{mark}": list(reach.offices), f"enquiries{mark}": list(reach.enquiries_only)},
    )


def _narrowed(wanted: Wanted, mark: str = "") -> _Where:
    where = _Where()
    if wanted.is_open is not None:
        where.add("c.closed_at IS NULL" if wanted.is_open else "c.closed_at IS NOT NULL")
    if wanted.is_unowned:
        where.add("c.officer_id IS NULL")
    for column, values in _columns(wanted).items():
        if values:
            where.add(f"c.{column} = ANY(%({column}{mark})s)", **{f"{column}{mark}": list(values)})
    if wanted.due_from:
        where.add(f"c.next_due_on >= %(due_from{mark})s", **{f"due_from{mark}": wanted.due_from})
    if wanted.due_to:
        where.add(f"c.next_due_on <= %(due_to{mark})s", **{f"due_to{mark}": wanted.due_to})
    return where


def _columns(wanted: Wanted) -> Mapping[str, Sequence[Any]]:
    return {
        "kind": wanted.kinds,
        "state": wanted.states,
        "category": wanted.categories,
        "problem": wanted.problems,
        "channel": wanted.channels,
        "next_due_rule": wanted.due_rules,
        "officer_id": wanted.owners,
        "trader_id": wanted.traders,
    }


def _cases(actor: Actor, ids: Sequence[UUID]) -> list[Case]:
    """The rows of a page in its order, as far as the actor may see them."""
    found = access.visible_cases(actor).filter(pk__in=ids).select_related(*access.RELATED).defer("story", "details")
    by_id = {case.pk: case for case in found}
    return [by_id[case_id] for case_id in ids if case_id in by_id]


def _more(keys: Sequence[tuple[UUID, date | None]], limit: int) -> str:
    if len(keys) <= limit:
        return ""
    case_id, due_on = keys[limit - 1]
    return f"{due_on or ''}_{case_id}"


def _read_key(key: str) -> tuple[date | None, UUID | None]:
    day, _, case_id = key.partition("_")
    try:
        return (date.fromisoformat(day) if day else None), UUID(case_id)
    except ValueError:
        return None, None
