"""Finding cases by what is typed into the one box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import product
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from hejie.base.compiled import A_MOMENT
from hejie.base.ids import read_case_number, uuid7
from hejie.base.together import Reading
from hejie.cases import access
from hejie.cases.models import Case, Party
from hejie.cases.reach import THESE
from hejie.people.access import Actor
from hejie.people.standing import KINDS_OF_READERS, stand_in
from hejie.places.models import Authority
from hejie.rules.model import Role
from hejie.search import matching, tokens
from hejie.search.candidates import Sought, candidates
from hejie.search.matching import Term
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
    goods, title or story. Nothing is found by one character. Two queries as a rule, a few more
    where many cases have the tokens and few the words.
    """
    typed = text[:LONGEST]
    if number := read_case_number(typed):
        return _rows(actor, list(Case.objects.filter(ref=number).values_list("pk", flat=True))) if not after else []
    terms, scopes = matching.terms_of(typed.split()[:MOST_TERMS]), _scopes(actor)
    if not terms or scopes == []:
        return []
    found: list[Found] = []
    for ids in candidates(Sought(_ways(terms), scopes), after or _now(), limit):
        found += _rows(actor, ids, terms)
        if len(found) >= limit:
            break
    return found[:limit]


def _now() -> UUID:
    """Above every id made until now, the clock of another machine being a little ahead."""
    return UUID(int=uuid7().int + (60_000 << 80))


def _ways(terms: Sequence[Term]) -> list[list[int]]:
    """Sets of tokens, any one of which a case must have whole."""
    each = [term.ways for term in terms]
    return [sorted({token for way in chosen for token in way}) for chosen in product(*each)][:MOST_WAYS]


def _scopes(actor: Actor) -> list[int] | None:
    """Tokens of what the actor may find; None for everything."""
    if actor.is_system:
        return None
    found = [tokens.of_office(post.authority_id) for post in actor.posts if post.role in access.DECIDING]
    found += [tokens.of_office(post.authority_id, enquiries=True) for post in actor.posts if post.role == Role.OPERATOR]
    found += [tokens.of_trader(trader_id) for trader_id in actor.trader_ids]
    return [*found, tokens.of_person(actor.person_id)] if actor.person_id else found


def _rows(actor: Actor, ids: Sequence[UUID], terms: Sequence[Term] = ()) -> list[Found]:
    """Those of the ids that the actor may see and that really have the terms, newest first. One query."""
    if not ids:
        return []
    who, given = stand_in(actor)
    read = _reading(who).of({**given, THESE: list(ids), A_MOMENT.date(): timezone.localdate()})
    around = {row.pk: row for row in (*read["offices"], *read["traders"])}
    sides: dict[UUID, list[Party]] = {}
    for party in read["sides"]:
        sides.setdefault(party.case_id, []).append(party)
    for case in read["cases"]:
        case.office, case.trader = around[case.office_id], around.get(case.trader_id)
    known = [matching.words_of(case, sides.get(case.pk, [])) for case in read["cases"]]
    return [_found(words.case, words.sides) for words in known if all(map(words.has, terms))]


@lru_cache(maxsize=KINDS_OF_READERS)
def _reading(who: Actor) -> Reading:
    """What a line of some cases shows to an actor of this standing, and what is compared with the terms."""
    return Reading(lambda ids: _parts_of_lines(who, ids), THESE)


def _parts_of_lines(who: Actor, ids: Any) -> Mapping[str, QuerySet[Any]]:
    cases = Case.objects.filter(pk__any=ids)
    seen = access.visible_cases(who, A_MOMENT).filter(pk__any=ids)
    names = ("name", "short_name")
    return {
        "cases": seen.only(*SHOWN, "office", "trader", "story", "details").order_by("-pk"),
        "sides": Party.objects.filter(case__any=ids).only("case", "side", "name", "phone"),
        "offices": Authority.objects.filter(pk__in=cases.values("office")).only(*names),
        "traders": Trader.objects.filter(pk__in=cases.values("trader")).only(*names),
    }


def _found(case: Case, sides: Sequence[Party]) -> Found:
    return Found(
        **{name: getattr(case, name) for name in SHOWN},
        office=case.office.short_name,
        trader=case.trader.name if case.trader else "",
        complainant=next((side.name for side in sides if side.side == Role.COMPLAINANT), ""),
    )
