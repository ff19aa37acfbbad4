"""Mediation delegated to a consumers' association or another lawful body (Order 121 Art 19).

The body mediates in the office's name: its people act as the case's mediator, and every decision that is the office's
stays with the office. Only the office delegates, so nothing can be passed on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.actions import Act, performs
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.mediation.consents import DELEGATION, agree, who_agreed
from hejie.mediation.models import Body, BodyMember, Consent, Delegation
from hejie.mediation.suggestion import suggest_of_body
from hejie.people.actions import appoint
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.mediators import ROADS, TEAMS
from hejie.rules.model import Role, Text
from hejie.traders.models import Trader


@dataclass(frozen=True, slots=True)
class Delegated:
    """To whom a complaint was proposed, or delegated when `since` is set."""

    body: str
    since: datetime | None
    road: str = "association"


@dataclass(frozen=True, slots=True)
class Team:
    """One of a body's four teams, and who is in it."""

    label: Text
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyShown:
    """One body on an office's list: its road, its teams, the trader that runs it. `members` mediate."""

    id: UUID
    name: str
    contact: str
    since: datetime
    road: Text
    teams: tuple[Team, ...]
    members: tuple[str, ...]
    trader: str = ""


def list_body(
    *,
    office: Authority,
    name: str,
    now: datetime,
    contact: str = "",
    road: str = "association",
    trader: Trader | None = None,
) -> Body:
    """Put a body on an office's list; the one of this name that is on it is returned unchanged."""
    given = {"contact": contact, "since": now, "road": road, "trader": trader}
    return Body.objects.get_or_create(office=office, name=name, until=None, defaults=given)[0]


def unlist_body(*, body: Body, now: datetime) -> None:
    """Nothing more is delegated to it; what it has it keeps until it is over or taken back."""
    body.until = now
    body.save(update_fields=["until"])


def listed_body(*, office: Authority, body_id: UUID) -> Body | None:
    """A body that is on this office's list now."""
    return Body.objects.filter(office=office, pk=body_id, until=None).first()


def bodies_of(office: Authority) -> list[BodyShown]:
    """An office's list. Two queries."""
    listed = Body.objects.filter(office=office, until=None).select_related("trader").order_by("name")
    rows = listed.prefetch_related("members__person")
    return [_shown(row) for row in rows]


def _shown(row: Body) -> BodyShown:
    found = [(one.team, _name(one.person)) for one in row.members.all()]
    named = {key: tuple(name for team, name in found if team == key) for key in TEAMS}
    teams = tuple(Team(TEAMS[key], names) for key, names in named.items() if names)
    trader = row.trader.name if row.trader else ""
    return BodyShown(row.pk, row.name, row.contact, row.since, ROADS[row.road], teams, named["mediation"], trader)


@transaction.atomic
def admit_to_body(*, body: Body, person: Person, now: datetime, team: str = "mediation") -> BodyMember:
    """Let somebody into a team of a body. Who mediates gets a mediator's post at the office, for what is delegated
    alone; the other teams get none.
    """
    if team == "mediation":
        appoint(person=person, role=Role.MEDIATOR, authority=body.office, now=now)
    return BodyMember.objects.get_or_create(body=body, person=person, team=team)[0]


def body_said(body_id: str) -> Text:
    """What the record of a proposal names, listed still or not, and which trader runs it. One query."""
    names = Body.objects.values_list("name", "trader__name").get(pk=body_id)
    return _named(*names)


def _named(name: str, trader: str | None) -> Text:
    """Both sides read whose body it is before they agree to it."""
    return Text(f"{name}（{trader}办的）", f"{name} (run by {trader})") if trader else Text(name, name)


def delegated(case_id: UUID) -> Delegated | None:
    """The open delegation of a case. One query."""
    row = _open(case_id)
    return Delegated(row.body.name, row.delegated_at, row.body.road) if row else None


def _open(case_id: UUID) -> Delegation | None:
    return Delegation.objects.filter(case=case_id, ended_at=None).select_related("body").first()


@performs("propose_delegation")
def propose(act: Act) -> None:
    """A new proposal replaces the one before. Who ticked the box of form 1 has agreed already."""
    _close(act.case, act.now)
    Delegation.objects.create(case=act.case, body_id=UUID(act.inputs["body"]), proposed_at=act.now)
    if act.case.may_delegate:
        agree(act, Role.COMPLAINANT, DELEGATION)


@performs("consent_delegation")
def consent(act: Act) -> None:
    agree(act, act.role, DELEGATION)


@performs("decline_delegation")
def decline(act: Act) -> None:
    """The office goes on itself."""
    _close(act.case, act.now)


@performs("delegate_mediation")
def delegate(act: Act) -> None:
    Delegation.objects.filter(case=act.case, ended_at=None).update(delegated_at=act.now)
    act.case.mediator_id = UUID(act.inputs["mediator"])


def take_back(case: Case, now: datetime) -> None:
    """A delegation ends with the body's mediator: when somebody of the office takes over, or nobody does."""
    row = _open(case.pk)
    if row and row.delegated_at and not row.body.members.filter(person=case.mediator_id, team="mediation").exists():
        _close(case, now)


def _close(case: Case, now: datetime) -> None:
    Delegation.objects.filter(case=case, ended_at=None).update(ended_at=now)
    Consent.objects.filter(case=case, about=DELEGATION).delete()


@part("delegations")
def _delegations(case_id: UUID) -> QuerySet[Delegation]:
    return Delegation.objects.filter(case=case_id, ended_at=None)


@provides_facts
def facts_of_the_delegation(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "propose_delegation"):
        return {}
    row = next(iter(together.rows("delegations", case.pk)), None)
    lists = {"bodies": ReadLate(lambda: _bodies(case))}
    if not row:
        return {"options": lists}
    return {
        "road": _road(row),
        "is_delegation_proposed": True,
        "is_delegated": row.delegated_at is not None,
        "delegation_consents": who_agreed(case.pk, DELEGATION),
        "options": {**lists, "body_mediators": ReadLate(lambda: _members(row, case, now))},
    }


def _road(row: Delegation) -> str:
    """Key of `rules.mediators.ROADS` once the body mediates; empty while the office does."""
    return row.body.road if row.delegated_at else ""


@part("bodies", for_pages_alone=True)
def _listed(case_id: UUID) -> QuerySet[Body]:
    office = Case.objects.filter(pk=case_id).values("office")
    return Body.objects.filter(office__in=office, until=None).order_by("name")


def _bodies(case: Case) -> Mapping[str, Text]:
    """The list of the office that handles the case; a trader's own body stands there in its cases alone, a platform's
    also in those of who sells on it.
    """
    run_by = {None, case.trader_id, case.trader.platform_id if case.trader else None}
    fitting = [one for one in together.rows("bodies", case.pk) if one.trader_id in run_by]
    return {str(row.pk): Text(row.name, row.name) for row in fitting}


def _members(row: Delegation, case: Case, now: datetime) -> Mapping[str, Text]:
    """Who mediates for the body, the best first; nobody with a stake in the case."""
    found = suggest_of_body(case, row.body_id, now)
    return {str(one.person_id): one.said for one in found if not one.conflicts}


def _name(person: Person) -> str:
    return person.name or person.username or ""
