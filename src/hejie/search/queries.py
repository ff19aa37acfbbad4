"""Finding cases by what is typed into the one box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any
from uuid import UUID

from django.db import connection

from hejie.base.ids import read_case_number, uuid7
from hejie.cases import access
from hejie.cases.models import Case, Party
from hejie.people.access import Actor
from hejie.rules.model import Role
from hejie.search import matching, tokens

PAGE = 20
LONGEST = 60  # characters of a query that are read
MOST_TERMS = 5
MOST_WAYS = 8


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
    """Ids that have the tokens, newest first, in portions. Each stretch of time begins where the one before ended."""
    for window in tokens.windows(tokens.filed_on(before)):
        ids = _ids(scopes, ways, window, before, limit)
        while ids:
            yield ids
            before = ids[-1]
            ids = _ids(scopes, ways, window, before, limit) if len(ids) == limit else []


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
    seen = access.visible_cases(actor).filter(pk__in=list(ids)).select_related("office", "trader").order_by("-pk")
    sides: dict[UUID, list[Party]] = {}
    for party in Party.objects.filter(case__in=list(ids)):
        sides.setdefault(party.case_id, []).append(party)
    return [_found(case, sides.get(case.pk, [])) for case in seen if _has(case, sides.get(case.pk, []), terms)]


def _has(case: Case, sides: Sequence[Party], terms: Sequence[str]) -> bool:
    words = matching.words_of(case, sides)
    return all(words.has(term) for term in terms if tokens.of_term(term))


def _found(case: Case, sides: Sequence[Party]) -> Found:
    return Found(
        id=case.pk,
        ref=case.ref,
        kind=case.kind,
        state=case.state,
        title=case.title,
        office=case.office.short_name,
        trader=case.trader.name if case.trader else "",
        complainant=next((side.name for side in sides if side.side == Role.COMPLAINANT), ""),
        filed_at=case.filed_at,
        next_due_on=case.next_due_on,
    )
