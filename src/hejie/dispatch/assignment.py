"""Who takes a case: candidates in order with the reasons in words; a person chooses, or the office's own setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hejie.base.compiled import A_DAY, CompiledRows, Several, stand_in_id
from hejie.cases.actions import Act, advance, performs
from hejie.cases.models import Case, Party
from hejie.dispatch.models import Leave, StaffProfile
from hejie.people.access import SYSTEM
from hejie.people.models import Person
from hejie.people.queries import holders
from hejie.places.models import Authority, OfficeSetting
from hejie.places.queries import below
from hejie.places.settings import holding_along, ids_of, setting
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text

ASSIGNABLE = (Role.OFFICER, Role.HEAD)
UNASSIGNED = ("received", "accepted")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take a case. `rank` is the open load less what skill and grid outweigh; lower comes first."""

    person_id: UUID
    name: str
    load: int
    rank: int
    is_away: bool
    reasons: tuple[Text, ...]

    @property
    def said(self) -> Text:
        """Name and reasons in one line."""
        zh, en = "，".join(one.zh for one in self.reasons), ", ".join(one.en for one in self.reasons)
        return Text(f"{self.name}（{zh}）", f"{self.name} ({en})")


def suggest_officers(case: Case, now: datetime) -> list[Candidate]:
    """Who at the case's office could take it, the best first; who is away comes last. One query, whatever there is.

    Nobody who is a side of the case is among them.
    """
    line = ids_of(case.office.path)
    known = _people({A_CASE: case.pk, AN_OFFICE: case.office_id, OFFICES: line, A_DAY: shanghai_date(now)})
    found = [_candidate(case, person) for person in known]
    return sorted(found, key=lambda one: (one.is_away, one.rank, one.load, one.person_id))


A_CASE, AN_OFFICE, OFFICES = stand_in_id("case"), stand_in_id("offi"), Several("offices")


@CompiledRows
def _people() -> QuerySet[Person]:
    sides = Party.objects.filter(case=A_CASE, person__isnull=False).values("person")
    people = holders(AN_OFFICE, *ASSIGNABLE).exclude(pk__in=sides).only("id", "name", "username")
    return people.annotate(**_known(A_DAY), worth=holding_along("fit_outweighs", OFFICES))


def _known(today: date) -> Mapping[str, Any]:
    """What is known of each person, read with the person: open cases, leave, and the profile."""
    mine = Case.objects.filter(officer=OuterRef("pk"), closed_at=None).order_by().values("officer")
    away = Leave.objects.filter(person=OuterRef("pk"), first_on__lte=today, last_on__gte=today)
    profile = StaffProfile.objects.filter(person=OuterRef("pk"))
    return {
        "load": Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0),
        "is_away": Exists(away),
        "skills": Subquery(profile.values("skills")),
        "grid": Subquery(profile.values("grid")),
    }


def _candidate(case: Case, person: Any) -> Candidate:
    """`person` carries what `_known` reads, and what a fit is worth at the office."""
    fits = _fit(case, person.skills or (), person.grid or ())
    said = (Text(f"在办 {person.load} 件", f"{person.load} open"),)
    leave = (Text("休假中", "on leave"),) if person.is_away else ()
    name = person.name or person.username or ""
    rank = person.load - person.worth * len(fits)
    return Candidate(person.pk, name, person.load, rank, person.is_away, (*leave, *fits, *said))


def _fit(case: Case, skills: Sequence[str], grid: Sequence[str]) -> list[Text]:
    """What of a profile fits the case: one entry for the matter, one for the place."""
    named = {case.category: CATEGORIES.get(case.category), case.problem: PROBLEMS.get(case.problem)}
    matter = [text for key, text in named.items() if key in skills and text]
    skill = [Text(f"熟悉{matter[0].zh}", f"knows {matter[0].en}")] if matter else []
    place = [Text("负责这一片", "covers this area")] if _places_of(case) & set(grid) else []
    return [*skill, *place]


def _places_of(case: Case) -> set[str]:
    """Region and station in which the trader lies, and the office that has the case."""
    trader = case.trader
    places = {trader.region_id, str(trader.office_id)} if trader else set()
    return places | {str(case.office_id), case.office.region_id or ""}


@performs("assign_officer")
def assign_officer(act: Act) -> None:
    act.case.officer_id = UUID(act.inputs["officer"])
    _name_first_contact(act.case, act.case.officer_id)


@performs("accept", "refuse", "answer")
def take_on(act: Act) -> None:
    """Whoever decides before anybody was assigned is the first contact."""
    _name_first_contact(act.case, act.actor.person_id)


def _name_first_contact(case: Case, person_id: UUID | None) -> None:
    """First contact (首问): named once, and stays named wherever the case goes."""
    case.first_contact_id = case.first_contact_id or person_id


def assign_waiting(*, now: datetime, limit: int = 200) -> int:
    """Give what nobody has yet to the first on the list, at offices that want it so. Returns how many were given."""
    waiting = Case.objects.filter(
        office__in=_automatic_offices(), officer=None, closed_at=None, state__in=UNASSIGNED, received_at__isnull=False
    )
    return sum(_assign(case_id, now) for case_id in waiting.order_by("id").values_list("pk", flat=True)[:limit])


def _automatic_offices() -> list[UUID]:
    """Offices where `auto_assign` holds: those that say so, and those below that do not say otherwise."""
    wanting = OfficeSetting.objects.filter(key="auto_assign", value=True).select_related("office")
    under: dict[UUID, Authority] = {one.pk: one for row in wanting for one in below(row.office)}
    return [pk for pk, office in under.items() if setting(office, "auto_assign")]


@transaction.atomic
def _assign(case_id: UUID, now: datetime) -> bool:
    case = (
        Case.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("office", "trader")
        .filter(pk=case_id)
        .first()
    )
    if case is None or case.officer_id:
        return False
    best = next((one for one in suggest_officers(case, now) if not one.is_away), None)
    if best is None:
        return False
    advance(case_id=case_id, move="assign_officer", actor=SYSTEM, inputs={"officer": str(best.person_id)}, now=now)
    return True


@transaction.atomic
def set_profile(
    *, person: Person, skills: Sequence[str], grid: Sequence[str], by_id: UUID | None, now: datetime
) -> None:
    """What cases suit somebody. `skills`: keys of categories and problems; `grid`: region codes, ids of stations."""
    unknown = [key for key in skills if key not in CATEGORIES and key not in PROBLEMS]
    if unknown:
        raise ValueError(f"no such matter: {', '.join(unknown)}")
    values = {"skills": sorted(set(skills)), "grid": sorted(set(grid)), "changed_at": now, "changed_by_id": by_id}
    StaffProfile.objects.update_or_create(person=person, defaults=values)


def add_leave(*, person: Person, first_on: date, last_on: date) -> Leave:
    """Days on which somebody takes no new cases, both included. Raises ValueError when they end before they begin."""
    if last_on < first_on:
        raise ValueError("a leave ends after it begins")
    return Leave.objects.create(person=person, first_on=first_on, last_on=last_on)


def end_leave(*, leave: Leave, on: date) -> None:
    """Back on this day: the leave ends the day before, or falls away when it has not begun."""
    if on <= leave.first_on:
        leave.delete()
    elif on <= leave.last_on:
        leave.last_on = on - timedelta(days=1)
        leave.save(update_fields=["last_on"])
