"""The roster of those who mediate: what an office knows of each, and who guides whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from hejie.cases.models import Case
from hejie.mediation.models import BodyMember, MediatorProfile
from hejie.people.models import Person
from hejie.people.queries import holders
from hejie.places.models import Authority
from hejie.rules.mediators import GRADES, HALF_DAYS, LANGUAGES
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class Mediator:
    """One line of the roster. `bodies` are those a person mediates for; none: the office's own."""

    person: Person
    name: str
    grade: str
    languages: Sequence[str]
    hours: Sequence[str]
    mentor_id: UUID | None
    mentor: str
    load: int
    bodies: tuple[str, ...]

    @property
    def grade_said(self) -> Text:
        return GRADES[self.grade]

    @property
    def languages_said(self) -> list[Text]:
        return [LANGUAGES[key] for key in self.languages]

    @property
    def hours_said(self) -> list[Text]:
        return [text for key, text in HALF_DAYS.items() if key in self.hours]


class NotAMentor(Exception):
    """Trainees are guided by those who are none; nobody guides themselves."""


def set_mediator(
    *,
    person: Person,
    grade: str,
    languages: Sequence[str],
    hours: Sequence[str],
    mentor: Person | None,
    by_id: UUID | None,
    now: datetime,
) -> None:
    """Keep what is known of somebody who mediates. Raises NotAMentor, and ValueError for words nobody knows."""
    unknown = {grade} - GRADES.keys() | set(languages) - LANGUAGES.keys() | set(hours) - HALF_DAYS.keys()
    if unknown:
        raise ValueError(f"no such word: {', '.join(sorted(unknown))}")
    if mentor and (mentor == person or _is_trainee(mentor)):
        raise NotAMentor
    values = {
        "grade": grade,
        "languages": sorted(set(languages)),
        "hours": sorted(set(hours)),
        "mentor": mentor if grade == "trainee" else None,
        "changed_at": now,
        "changed_by_id": by_id,
    }
    MediatorProfile.objects.update_or_create(person=person, defaults=values)


def _is_trainee(person: Person) -> bool:
    return MediatorProfile.objects.filter(person=person, grade="trainee").exists()


def roster_of(office: Authority) -> list[Mediator]:
    """Everybody who mediates at an office, those of its bodies among them. Four queries."""
    people = list(holders(office, Role.MEDIATOR))
    profiles = {
        one.person_id: one for one in MediatorProfile.objects.filter(person__in=people).select_related("mentor")
    }
    open_cases = Case.objects.filter(mediator__in=people, closed_at=None).order_by().values("mediator")
    loads = {row["mediator"]: row["n"] for row in open_cases.annotate(n=Count("pk"))}
    members = BodyMember.objects.filter(person__in=people, team="mediation", body__until=None, body__office=office)
    bodies: dict[UUID, tuple[str, ...]] = {}
    for person_id, name in members.order_by("body__name").values_list("person_id", "body__name"):
        bodies[person_id] = (*bodies.get(person_id, ()), name)
    return [_line(one, profiles.get(one.pk), loads.get(one.pk, 0), bodies.get(one.pk, ())) for one in people]


def _line(person: Person, known: MediatorProfile | None, load: int, bodies: tuple[str, ...]) -> Mediator:
    mentor = known.mentor if known else None
    return Mediator(
        person=person,
        name=_name(person),
        grade=known.grade if known else "mediator",
        languages=known.languages if known else (),
        hours=known.hours if known else (),
        mentor_id=mentor.pk if mentor else None,
        mentor=_name(mentor) if mentor else "",
        load=load,
        bodies=bodies,
    )


def mediator_at(office: Authority, person_id: UUID) -> Mediator | None:
    """One of the roster; None for whoever does not mediate here."""
    return next((one for one in roster_of(office) if one.person.pk == person_id), None)


def _name(person: Person) -> str:
    return person.name or person.username or ""
