"""What an office knows of those who take its cases: matters and places of each, and when they are away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie.dispatch.assignment import ASSIGNABLE
from hejie.dispatch.models import Leave, StaffProfile
from hejie.people.models import Person
from hejie.people.queries import holders
from hejie.places.models import Authority
from hejie.places.queries import below, regions_under
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text


@dataclass(frozen=True, slots=True)
class Staffed:
    """Somebody who takes cases. `skills` and `grid` are as `set_profile` keeps them; `leaves` those not over yet."""

    person: Person
    skills: Sequence[str]
    grid: Sequence[str]
    leaves: Sequence[Leave]
    today: date

    @property
    def name(self) -> str:
        return self.person.name or self.person.username or ""

    @property
    def is_away(self) -> bool:
        return any(one.first_on <= self.today for one in self.leaves)

    @property
    def knows(self) -> list[Text]:
        """The matters in words."""
        return [text for key in self.skills if (text := matters().get(key))]


def matters() -> Mapping[str, Text]:
    """What somebody may be good at: kinds of goods, then kinds of problems."""
    return {**CATEGORIES, **PROBLEMS}


def places_of(office: Authority) -> dict[str, Text]:
    """Into what an office's area may be divided among its people: stations, and divisions below. Two queries."""
    stations = [one for one in below(office).order_by("path") if one.parent_id == office.pk]
    named = {str(one.pk): one.short_name for one in stations}
    if office.region_id:
        named |= {one.code: one.name for one in regions_under(office.region_id)}
    return {key: Text(name, name) for key, name in named.items()}


def staff_at(office: Authority, now: datetime) -> list[Staffed]:
    """Everybody at an office to whom cases are given. Three queries."""
    return staffed(list(holders(office, *ASSIGNABLE)), now)


def staffed(people: Sequence[Person], now: datetime) -> list[Staffed]:
    """The same of these people, in their order. Two queries."""
    today = shanghai_date(now)
    profiles = {one.person_id: one for one in StaffProfile.objects.filter(person__in=people)}
    leaves: defaultdict[UUID, list[Leave]] = defaultdict(list)
    for leave in Leave.objects.filter(person__in=people, last_on__gte=today).order_by("first_on"):
        leaves[leave.person_id].append(leave)
    return [_staffed(one, profiles.get(one.pk), leaves[one.pk], today) for one in people]


def _staffed(person: Person, profile: StaffProfile | None, leaves: Sequence[Leave], today: date) -> Staffed:
    return Staffed(person, profile.skills if profile else (), profile.grid if profile else (), leaves, today)


def one_of(office: Authority, person_id: UUID, now: datetime) -> Staffed | None:
    """One of those people; None for whoever takes no cases here."""
    return next((one for one in staff_at(office, now) if one.person.pk == person_id), None)
