"""Finding cases by what is typed into the one box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from uuid import UUID

from hejie.base.ids import read_case_number, uuid7
from hejie.cases import access
from hejie.cases.models import Case
from hejie.people.access import Actor
from hejie.rules.model import Role
from hejie.search import matching, tokens
from hejie.search.candidates import Sought, candidates
from hejie.search.found import Found, read_found
from hejie.search.matching import Term

PAGE = 20
LONGEST = 60  # characters of a query that are read
MOST_TERMS = 5
MOST_WAYS = 8


def find_cases(actor: Actor, text: str, after: UUID | None = None, *, limit: int = PAGE) -> list[Found]:
    """Cases this actor may see that have every term typed, newest first: at most `limit`; `after` is the last id seen.

    A term is a case number, a phone or its last four digits, an order number, or two characters or more of names,
    goods, title or story. Nothing is found by one character. Two queries as a rule, a few more
    where many cases have the tokens and few the words.
    """
    typed = text[:LONGEST]
    if number := read_case_number(typed):
        return [] if after else read_found(actor, list(Case.objects.filter(ref=number).values_list("pk", flat=True)))
    terms, scopes = matching.terms_of(typed.split()[:MOST_TERMS]), _scopes(actor)
    if not terms or scopes == []:
        return []
    found: list[Found] = []
    for ids in candidates(Sought(_ways(terms), scopes), after or _now(), limit):
        found += _having(actor, ids, terms)
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


def _having(actor: Actor, ids: Sequence[UUID], terms: Sequence[Term]) -> list[Found]:
    """Those of the cases that the actor may see and that really have the terms."""
    return [one for one in read_found(actor, ids) if all(map(one.words.has, terms))]
