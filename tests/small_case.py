"""The smallest world in which a case can stand: one office, one consumer, one trader, one case opened by the action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.models import Case
from hejie.people.access import Actor, actor_for_person
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.places.models import Authority, Region


@dataclass(frozen=True, slots=True)
class World:
    office: Authority
    person: Person
    consumer: Actor
    case: Case


def small_world(now: datetime, phone: str = "13800000916") -> World:
    """Everything committed or rolled back by the caller."""
    person = register_person(now=now, name="林晓", phone=phone, phone_verified=True)
    office = the_office()
    consumer = actor_for_person(person)
    return World(office, person, consumer, open_another(office, person, now))


def the_office() -> Authority:
    region, _ = Region.objects.get_or_create(code="990000", name="云川省", level="province")
    nation, _ = Authority.objects.get_or_create(
        name="国家市场监管部门", level="nation", defaults={"short_name": "总局", "path": "n/", "seal_code": "国市监"}
    )
    office, _ = Authority.objects.get_or_create(
        name="云川省市场监管局",
        level="province",
        parent=nation,
        region=region,
        defaults={"short_name": "云川局", "path": "n/y/", "seal_code": "云市监"},
    )
    return office


def open_another(office: Authority, person: Person, now: datetime, how: str = "direct") -> Case:
    return open_case(filing=a_filing(office, person, how), actor=actor_for_person(person), now=now)


def a_filing(office: Authority, person: Person, how: str = "direct") -> Filing:
    return Filing(
        kind="complaint",
        how=how,
        complainant=Side(name="林晓", phone=person.phone, person_id=person.pk),
        respondent=Side(name="青禾电器"),
        office_id=office.pk,
        title="电饭煲坏了不给换",
        story="买了三天就不加热了。",
        category="goods",
        problem="quality",
        amount=Decimal("1299.00"),
    )
