"""Who may see a case, and as what. `case_for` is the only way a page or the API gets one.

Who speaks for a complainant may do so for a time: `now` says when somebody asks, and is this moment if left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import cast

from django.db.models import Q, QuerySet
from django.utils import timezone

from hejie.base import together
from hejie.base.compiled import A_MOMENT, CompiledRows
from hejie.base.ids import read_case_number
from hejie.cases.models import Case, CaseRecord, Party, Representation
from hejie.people.access import Actor, PostInfo
from hejie.people.standing import KINDS_OF_READERS, stand_in
from hejie.places.queries import common_path
from hejie.rules.model import Move, Role
from hejie.rules.representing import AGENT, POWERS, REPRESENTED, SPEAKING

A_REF = "any number"
RELATED = ("office", "trader", "officer", "mediator", "first_contact")


class NotFound(Exception):
    """No such case for this actor. Says the same whether it does not exist or may not be seen."""


class Unproved(Exception):
    """Whoever acts came by a link and has not shown yet, by a code to the known phone, that it is theirs."""


def visible_cases(actor: Actor, now: datetime | None = None) -> QuerySet[Case]:
    """Every case this actor may read: own, of own trader, mediated, or of own office and below for those who decide.

    Operators of the hotline answer enquiries and read nothing else; a mediator in post reads what was assigned to them.
    """
    if actor.is_system:
        return Case.objects.all()
    return Case.objects.filter(_may_see(actor, now))


def _may_see(actor: Actor, now: datetime | None) -> Q:
    may = Q(pk__in=[])
    if actor.person_id:
        may |= Q(pk__in=Party.objects.filter(person_id=actor.person_id).values("case"))
        may |= Q(pk__in=in_force(Representation.objects.filter(person_id=actor.person_id), now).values("case"))
    if actor.trader_ids:
        may |= Q(trader_id__in=actor.trader_ids, kind="complaint")  # Art 37: a report is secret from its respondent
    if actor.link:
        opened = Q(pk=actor.link.case_id)
        may |= opened & Q(kind="complaint") if actor.link.side == Role.RESPONDENT else opened
    if actor.advises:
        may |= Q(pk=actor.advises)
    for post in actor.posts:
        may |= _below(post, actor)
    if asked := [post.authority_id for post in actor.posts if post.role in DECIDING]:
        may |= Q(asked_office__in=asked)
    return may


def _below(post: PostInfo, actor: Actor) -> Q:
    """What a post opens of its office and those under it."""
    below = Q(office__path__startswith=post.authority_path)
    if post.role in DECIDING:
        return below
    narrowed = {Role.MEDIATOR: Q(mediator_id=actor.person_id), Role.OPERATOR: Q(kind="enquiry")}
    return below & narrowed[Role(post.role)] if post.role in narrowed else Q(pk__in=[])


def case_for(actor: Actor, ref: str) -> Case:
    """The case with this number, if the actor may see it. Raises NotFound otherwise."""
    return _only(_with_related, actor, ref)


def row_for(actor: Actor, ref: str, now: datetime | None = None) -> Case:
    """The same for whoever reads what belongs to it in one go, see `know_related`."""
    return _only(_row, actor, ref, now)


def lock_case(actor: Actor, ref: str, now: datetime) -> Case:
    """The case with this number, locked until the transaction ends. Raises NotFound as `case_for` does.

    The row alone: what a join finds before the lock is got may be another office's after it.
    """
    return _only(_locked, actor, ref, now)


def _only(ask: Callable[[Actor], CompiledRows], actor: Actor, ref: str, now: datetime | None = None) -> Case:
    number = read_case_number(ref)
    who, given = stand_in(actor)
    found = ask(who)({**given, A_REF: number, A_MOMENT.date(): timezone.localdate(now)}) if number else ()
    for case in found:
        return cast("Case", case)
    raise NotFound(ref)


@lru_cache(maxsize=KINDS_OF_READERS)
def _with_related(who: Actor) -> CompiledRows:
    return CompiledRows(lambda: _of_number(who).select_related(*RELATED))


@lru_cache(maxsize=KINDS_OF_READERS)
def _row(who: Actor) -> CompiledRows:
    return CompiledRows(lambda: _of_number(who))


@lru_cache(maxsize=KINDS_OF_READERS)
def _locked(who: Actor) -> CompiledRows:
    return CompiledRows(lambda: Case.objects.select_for_update().filter(pk=_of_number(who).values("pk")[:1]))


def _of_number(who: Actor) -> QuerySet[Case]:
    return visible_cases(who, A_MOMENT).filter(ref=A_REF)


def know_related(case: Case) -> None:
    """Give a case its office, trader, officer and mediator from the reading, see `base.together`."""
    found = {row.pk: row for part in ("offices", "traders", "people") for row in together.rows(part, case.pk)}
    for name in RELATED:
        if row := found.get(getattr(case, f"{name}_id")):
            setattr(case, name, row)


def roles_of(actor: Actor, case: Case, now: datetime | None = None) -> frozenset[Role]:
    """The roles this actor holds in this case. A side of the dispute never also decides it."""
    if actor.is_system:
        return frozenset({Role.SYSTEM})
    if sides := _sides(actor, case, now):
        return sides
    return frozenset(_official_roles(actor, case))


def takes_part(roles: frozenset[Role]) -> bool:
    """Whether these roles handle the case or are a side of it; an office above only watches and directs."""
    return bool(roles - WATCHING)


def is_side(actor: Actor, case: Case) -> bool:
    return bool(_sides(actor, case, None))


def came_by_link(actor: Actor, case: Case) -> bool:
    """Whether an invitation link alone makes this actor a side: nobody has shown then who they are."""
    return _holds_link(actor, case) and not _own_sides(replace(actor, link=None), case, None)


def lacks_proof(actor: Actor, case: Case) -> bool:
    """Whether this actor may only read: the link may have been handed on (docs/decisions/0148).

    The link of whoever has just filed is made inside and sent to nobody.
    """
    link = actor.link
    return bool(link and link.side != Role.COMPLAINANT and not link.is_proved) and came_by_link(actor, case)


def require_proof(actor: Actor, case: Case) -> None:
    """Raises Unproved for whoever acts by a link that may be in the wrong hands."""
    if lacks_proof(actor, case):
        raise Unproved(case.ref)


def _sides(actor: Actor, case: Case, now: datetime | None) -> frozenset[Role]:
    """Who is a side in person stays that side: a link handed on to the other one gives its giver nothing."""
    if own := _own_sides(actor, case, now):
        return own
    return frozenset({Role(actor.link.side)}) if actor.link and _holds_link(actor, case) else frozenset()


def _holds_link(actor: Actor, case: Case) -> bool:
    return actor.link is not None and actor.link.case_id == case.pk


def _own_sides(actor: Actor, case: Case, now: datetime | None) -> frozenset[Role]:
    if case.kind == "complaint" and case.trader_id and case.trader_id in actor.trader_ids:
        return frozenset({Role.RESPONDENT})
    if not actor.person_id:
        return frozenset()
    own = [party for party in together.rows("parties", case.pk) if party.person_id == actor.person_id]
    return frozenset(Role(party.side) for party in own) or _represents(actor, case, now)


def _represents(actor: Actor, case: Case, now: datetime | None) -> frozenset[Role]:
    """Who speaks for the complainant acts as the complainant (Order 121 Art 11, 12), an agent while the term runs."""
    kinds = {row.kind for row in representations_of(actor, case, now)}
    if kinds & SPEAKING:
        return frozenset({Role.COMPLAINANT})
    return frozenset({Role.REPRESENTED}) if REPRESENTED in kinds else frozenset()


def representations_of(actor: Actor, case: Case, now: datetime | None = None) -> list[Representation]:
    """What this actor is to the complainant of a case, where that is in force then; no query in ordinary cases."""
    by_link = actor.link and actor.link.representation_id
    return [
        row for row in beside(case, now) if row.pk == by_link or (actor.person_id and row.person_id == actor.person_id)
    ]


def beside(case: Case, now: datetime | None = None) -> list[Representation]:
    """Who speaks for or files with the complainant on that day; no query in ordinary cases."""
    rows, today = together.rows("representations", case.pk) if case.is_represented else [], timezone.localdate(now)
    return [row for row in rows if (row.valid_from or today) <= today <= (row.valid_until or today)]


def is_agent(actor: Actor, case: Case, now: datetime) -> bool:
    """Whether this actor has a part in the case by a power of attorney alone."""
    if any(party.person_id == actor.person_id for party in together.rows("parties", case.pk)):
        return False
    rows = representations_of(actor, case, now)
    return bool(rows) and all(row.kind == AGENT for row in rows)


def lacking_powers(actor: Actor, case: Case, now: datetime) -> frozenset[str]:
    """What an agent's power of attorney does not cover; nothing for everybody else."""
    if not case.is_represented or not is_agent(actor, case, now):
        return frozenset()
    return frozenset(POWERS).difference(*(row.powers for row in representations_of(actor, case, now)))


def in_force(rows: QuerySet[Representation], now: datetime | None) -> QuerySet[Representation]:
    """Those whose term runs on that day, or who have none."""
    today = timezone.localdate(now)
    begun, running = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today)
    return rows.filter(begun, running)


def _official_roles(actor: Actor, case: Case) -> set[Role]:
    held = {Role(post.role) for post in actor.posts if post.authority_id == case.office_id and post.role in OFFICIAL}
    if any(post.role in DECIDING and _is_above(post, case) for post in actor.posts):
        held.add(Role.SUPERIOR)
    if actor.advises == case.pk:
        held.add(Role.ADVISER)
    held |= _roles_in_a_dispute(actor, case)
    if actor.person_id and case.mediator_id == actor.person_id and _may_mediate(actor, case):
        held.add(Role.MEDIATOR)
    return held


def _may_mediate(actor: Actor, case: Case) -> bool:
    """While they hold a mediator's post at the office or above: whoever left has no part in what they had."""
    return any(post.role == Role.MEDIATOR and case.office.path.startswith(post.authority_path) for post in actor.posts)


def _roles_in_a_dispute(actor: Actor, case: Case) -> set[Role]:
    """The office asked whether the case is its own, and the lowest office above both (Order 121 Art 33)."""
    if case.asked_office is None:
        return set()
    deciding = [post for post in actor.posts if post.role in DECIDING]
    asked = {Role.ASKED for post in deciding if post.authority_id == case.asked_office_id}
    above = common_path(case.office.path, case.asked_office.path)
    return asked | {Role.COMMON_SUPERIOR for post in deciding if post.authority_path == above}


def _is_above(post: PostInfo, case: Case) -> bool:
    return post.authority_id != case.office_id and case.office.path.startswith(post.authority_path)


def hidden_from(rows: Iterable[CaseRecord], roles: frozenset[Role]) -> frozenset[int]:
    """The places in a case's chain that are not for a reader with these roles.

    What stood there when a mixed paper was divided holds the report: it is for its filer and the offices alone
    (Order 121 Art 9, 37).
    """
    every = list(rows)
    divided = 0 if roles & INSIDE else max((row.seq for row in every if row.fact == DIVIDED), default=0)
    return frozenset(row.seq for row in every if row.seq <= divided or not may_read(row.visible_to, roles))


def readers_of(move: Move, role: Role | None = None) -> str:
    """For whom the record of a move made by this role is, as `visible_to` says it."""
    if move.is_own and role:
        return str(role)
    if move.is_internal:
        return AMONG_OFFICES
    if move.is_for_staff:
        return FOR_STAFF
    return CONFIDED if move.is_private else ALL


def may_read(visible_to: str, roles: frozenset[Role]) -> bool:
    """Whether a record is for a reader with these roles: for all, or for the roles it names, one after the other."""
    return visible_to == ALL or not roles.isdisjoint(visible_to.split())


ALL = "all"
CONFIDED = " ".join((Role.COMPLAINANT, Role.OFFICER, Role.HEAD))  # who someone is stays between them and the office
DIVIDED = "case_split"
INSIDE = frozenset({Role.COMPLAINANT, Role.OFFICER, Role.HEAD, Role.SUPERIOR, Role.SYSTEM})
FOR_STAFF = " ".join((Role.MEDIATOR, Role.OFFICER, Role.HEAD))
AMONG_OFFICES = " ".join((Role.OFFICER, Role.HEAD, Role.SUPERIOR))
DECIDING = frozenset({Role.OFFICER, Role.HEAD})
WATCHING = frozenset({Role.SUPERIOR, Role.ASKED, Role.COMMON_SUPERIOR})
OFFICIAL = DECIDING | {Role.OPERATOR}
