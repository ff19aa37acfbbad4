"""A province with two cities as these tests play it: an office at each level, an officer and a head in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hejie.cases.access import visible_cases
from hejie.cases.actions import Filing, Refused, Side, advance, open_case, perform
from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.people.access import SYSTEM, Actor, actor_for_person
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person
from hejie.places.actions import invent_regions, register_authority
from hejie.places.models import Authority
from hejie.rules.model import Refusal
from tests.tales import Tale

# key, level, parent, region
OFFICES = (
    ("nation", "nation", None, None),
    ("province", "province", "nation", "990000"),
    ("other_province", "province", "nation", "980000"),
    ("city", "city", "province", "990100"),
    ("other_city", "city", "province", "990200"),
    ("county", "county", "city", "990101"),
    ("sister", "county", "city", "990102"),
    ("far", "county", "other_city", "990201"),
    ("abroad", "county", "other_province", "980101"),
    ("station", "station", "county", "990101"),
)
REGIONS = (
    ("980000", "东林省", "province", None),
    ("980100", "东陵市", "city", "980000"),
    ("980101", "松原区", "county", "980100"),
    ("990000", "云青省", "province", None),
    ("990100", "云汀市", "city", "990000"),
    ("990200", "望川市", "city", "990000"),
    ("990101", "青禾区", "county", "990100"),
    ("990102", "澄溪区", "county", "990100"),
    ("990201", "临江区", "county", "990200"),
)


@dataclass
class Country:
    """Offices by key; an officer (`county`) and a head (`county_head`) of each. `now` moves on with every act."""

    now: datetime
    offices: dict[str, Authority]
    people: dict[str, Person]
    consumer: Person
    case: Case = field(init=False)

    def actor(self, who: str) -> Actor:
        if who == "system":
            return SYSTEM
        return actor_for_person(self.consumer if who == "consumer" else self.people[who])

    def file(self, at: str = "county", kind: str = "complaint", **more: Any) -> Case:
        filing = Filing(
            kind=kind,
            how="authority",
            complainant=Side(name="林晓", phone=self.consumer.phone, person_id=self.consumer.pk),
            respondent=Side(name="青禾电器"),
            office_id=self.offices[at].pk,
            title="电饭煲坏了不给换",
            story="买了三天就不加热了。",
            category="appliances",
            problem="quality",
            **more,
        )
        self.case = open_case(filing=filing, actor=actor_for_person(self.consumer), now=self.now)
        return self.case

    def act(self, who: str, move: str, **inputs: Any) -> CaseRecord:
        self.now += timedelta(minutes=1)
        named = {key: str(self.offices[value].pk) if value in self.offices else value for key, value in inputs.items()}
        if who == "system":
            return advance(case_id=self.case.pk, move=move, actor=SYSTEM, inputs=named, now=self.now)
        return perform(ref=self.case.ref, move=move, actor=self.actor(who), inputs=named, now=self.now)

    def refusal(self, who: str, move: str, **inputs: Any) -> Refusal:
        try:
            self.act(who, move, **inputs)
        except Refused as refused:
            return refused.refusal
        raise AssertionError(f"{move} was allowed")

    def sees(self, who: str) -> bool:
        return visible_cases(self.actor(who)).filter(pk=self.case.pk).exists()

    @property
    def stands(self) -> tuple[str, str]:
        """State, and the key of the office that has it."""
        self.case = Case.objects.select_related("office").get(pk=self.case.pk)
        return self.case.state, next(key for key, office in self.offices.items() if office.pk == self.case.office_id)

    @property
    def clocks(self) -> dict[str, str]:
        """Running periods and the day they are due."""
        running = Deadline.objects.filter(case=self.case, closed_at=None)
        return {row.rule: row.due_on.isoformat() for row in running}


def build_country(now: datetime) -> Country:
    invent_regions(rows=REGIONS)
    offices: dict[str, Authority] = {}
    people: dict[str, Person] = {}
    for n, (key, level, parent, region) in enumerate(OFFICES):
        offices[key] = register_authority(
            name=f"{key}市场监督管理局",
            short_name=key,
            level=level,
            seal_code=key,
            parent=offices[parent] if parent else None,
            region_code=region,
        )
        for m, (who, role) in enumerate(((key, "officer"), (f"{key}_head", "head"))):
            people[who] = register_person(now=now, name=f"{who}某", phone=f"1380001{n:02d}{m:02d}", phone_verified=True)
            appoint(person=people[who], role=role, authority=offices[key], now=now)
    consumer = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    return Country(now, offices, people, consumer)


COUNTRY = Tale(build_country)
