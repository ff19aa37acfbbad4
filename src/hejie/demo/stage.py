"""One case on the stage of the demonstration: who acts, and how acts are made — through the common actions."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from PIL import Image, ImageDraw

from hejie.agreements.queries import latest_agreement
from hejie.cases.actions import Refused, perform, procedure_of
from hejie.cases.models import Case
from hejie.cases.queries import case_by_id
from hejie.demo.disputes import DISPUTES, ENQUIRIES, REPORTS, Dispute
from hejie.demo.world import World
from hejie.evidence.actions import receive_file
from hejie.intake.actions import Answers, file_case
from hejie.mediation.queries import mediators_for
from hejie.messaging.queries import demo_phone
from hejie.people.access import ANONYMOUS, Actor, actor_for_person, link_actor
from hejie.people.models import Person
from hejie.rules.model import Kind, Role

Story = Iterator[timedelta]
MONEY = {"refund", "return_refund", "compensation", "price_difference"}
PHOTOS = 0.4
OFTEN = 0.6
ARRIVING = frozenset({"turn_to_authority", "dispatch"})  # moves by which a case comes to an office that has not had it


@dataclass(frozen=True, slots=True)
class Part:
    """Who plays a story, by the keys of the cast and of the traders; chance decides what is left open.

    `others`: who complains together with the consumer, a name and a phone on each line.
    """

    consumer: str = ""
    trader: str = ""
    others: str = ""


@dataclass
class Stage:
    """The world, chance, and what time it is; `end` is when whoever looks at the demonstration finds it.

    `arrived`: cases that have come to an office since history last looked: whoever filed is called (`demo.calls`).
    """

    world: World
    rng: random.Random
    now: datetime
    end: datetime = field(init=False)
    chance_of_calls: random.Random = field(init=False)
    arrived: list[Played] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Calls have chance of their own, so that they change nothing else of a story."""
        self.end = self.now
        self.chance_of_calls = random.Random(copy(self.rng).random())  # noqa: S311 - a demonstration, not a secret

    def until_the_end(self, **before: float) -> timedelta:
        """The pause until so long before the end; none where that has passed."""
        return max(self.end - timedelta(**before) - self.now, timedelta())

    def hours(self, low: float, high: float) -> timedelta:
        return timedelta(hours=self.rng.uniform(low, high))

    def complaint(self, part: Part, how: str, *, member: bool | None = None) -> Played:
        """File a complaint about one of the disputes; `member` picks traders that are, or are not, members."""
        fitting = [d for d in DISPUTES if member is None or self.world.is_member(d.trader) is member]
        own = [d for d in DISPUTES if d.trader == part.trader]
        dispute, person = self.rng.choice(own or fitting), self._consumer(part)
        matter = self._matter(dispute, person) | ({"others": part.others} if part.others else {})
        played = self._file(person, "complaint", how, matter, dispute.trader)
        played.dispute = dispute
        if self.rng.random() < PHOTOS:
            played.add_photo()
        return played

    def report(self, part: Part) -> Played:
        trader, category, problem, story = self.rng.choice([r for r in REPORTS if part.trader in ("", r[0])])
        person, name = self._consumer(part), self.world.traders[trader].name
        who = {"name": person.name, "id_number": person.id_number, "address": person.address}
        told = {"trader_name": name, "category": category, "problem": problem, "story": story}
        fields = {**told, **who, **self._day()}
        return self._file(person, "report", "authority", fields, trader)

    def enquiry(self, part: Part) -> Played:
        category, story = self.rng.choice(ENQUIRIES)
        person = self._consumer(part)
        fields = {"category": category, "story": story, "name": person.name}
        return self._file(person, "enquiry", "authority", fields)

    def _consumer(self, part: Part) -> Person:
        return self.world.cast[part.consumer] if part.consumer else self.rng.choice(self.world.consumers)

    def _file(self, person: Person, kind: str, how: str, fields: Mapping[str, Any], trader: str = "") -> Played:
        answers = Answers(
            kind=kind,
            how=how,
            fields=fields,
            phone=person.phone,
            trader_id=self.world.traders[trader].pk if trader else None,
            region_code="990101",
        )
        case = file_case(answers=answers, actor=actor_for_person(person), now=self.now)
        played = Played(self, case, person)
        if how == "authority":
            self.arrived.append(played)
        return played

    def _matter(self, dispute: Dispute, person: Person) -> dict[str, Any]:
        wanted: dict[str, Any] = {"kind": dispute.wanted}
        if dispute.wanted in MONEY:
            wanted["amount"] = dispute.amount
        return {
            "trader_name": self.world.traders[dispute.trader].name,
            "category": dispute.category,
            "goods": dispute.goods,
            "problem": dispute.problem,
            "story": dispute.story,
            "amount": dispute.amount,
            "wanted": [wanted],
            "name": person.name,
            "id_number": person.id_number,
            "address": person.address,
            "may_publish": True,
            **self._day(),
        }

    def _day(self) -> dict[str, str]:
        return {"happened_on": (self.now - timedelta(days=self.rng.randint(2, 30))).date().isoformat()}


class Played:
    """One case being played."""

    dispute: Dispute

    def __init__(self, stage: Stage, case: Case, person: Person) -> None:
        self.stage, self.person = stage, person
        self.case_id, self.ref, self.trader_id, self.procedure = case.pk, case.ref, case.trader_id, procedure_of(case)

    def add_photo(self) -> None:
        """A drawn receipt, so that evidence is there to look at."""
        case, drawn = case_by_id(self.case_id), io.BytesIO(_receipt())
        receive_file(stream=drawn, name="小票.jpg", actor=self.consumer, now=self.stage.now, case=case)

    @cached_property
    def consumer(self) -> Actor:
        return actor_for_person(self.person)

    def actor(self, role: Role) -> Actor:
        """Who acts for a role in this case now; nobody (anonymous) while the place is empty."""
        world = self.stage.world
        if role is Role.COMPLAINANT:
            return self.consumer
        if role is Role.RESPONDENT:
            clerk = world.clerks.get(self.trader_id) if self.trader_id else None
            return clerk or link_actor(case_id=self.case_id, side=role, is_proved=True)
        office_id, mediator_id = Case.objects.values_list("office_id", "mediator_id").get(pk=self.case_id)
        if role is Role.MEDIATOR:
            return world.mediators.get(mediator_id, ANONYMOUS) if mediator_id else ANONYMOUS
        return world.holders[role].get(office_id, ANONYMOUS)

    @property
    def state(self) -> str:
        return Case.objects.values_list("state", flat=True).get(pk=self.case_id)

    def choices(self, move: str, field: str) -> list[str]:
        """The values a choice of a move may have, in the order of the law."""
        return list(next(one.choices for one in self.procedure.moves[move].fields if one.key == field))

    def chosen(self, move: str) -> list[str]:
        """The fields of a move that are a choice; editions of the law differ in them."""
        return [one.key for one in self.procedure.moves[move].fields if one.kind is Kind.CHOICE]

    def do(self, role: Role, move: str, **inputs: Any) -> bool:
        """Make a move; False when it is no longer open (a sweep was faster, or the other side was)."""
        actor = self.actor(role)
        if actor is ANONYMOUS:
            return False
        try:
            perform(ref=self.ref, move=move, actor=actor, inputs=inputs, now=self.stage.now)
        except Refused as error:
            if error.refusal.code == "inputs":
                raise
            return False
        if move in ARRIVING:
            self.stage.arrived.append(self)
        return True

    def offer(self, role: Role, share: float) -> bool:
        """A share of the sum within a few days; towards the end what was asked for, when that is not money."""
        days = self.stage.rng.choice([3, 5, 7])
        if self.dispute.wanted not in MONEY and share > OFTEN:
            return self.do(role, "make_offer", terms=[{"kind": self.dispute.wanted, "within_days": days}])
        amount = (Decimal(self.dispute.amount) * Decimal(str(share))).quantize(Decimal("0.01"))
        kind = self.dispute.wanted if self.dispute.wanted in MONEY else "compensation"
        return self.do(role, "make_offer", terms=[{"kind": kind, "amount": str(amount), "within_days": days}])

    def assign_mediator(self) -> bool:
        """One of those the law allows; the mediator of the cast always in cases of its consumer, else more often."""
        found = list(mediators_for(case_by_id(self.case_id), self.stage.now))
        known = self.stage.world.cast["mediator"].pk
        if not found:
            return False
        is_of_the_cast = self.consumer.person_id == self.stage.world.cast["consumer"].pk
        is_known = known in found and (is_of_the_cast or self.stage.rng.random() < OFTEN)
        chosen = known if is_known else self.stage.rng.choice(found)
        return self.do(Role.OFFICER, "assign_mediator", mediator=str(chosen))

    def sign(self, role: Role) -> bool:
        """Ask for the code, read it from the demonstration's phone, and sign."""
        if not self.do(role, "request_code"):
            return False
        [text] = demo_phone(limit=1, queued_at=[self.stage.now])
        return self.do(role, "sign", code="".join(c for c in text.text if c.isdecimal())[:6])

    def receive_everything(self) -> None:
        """Each side confirms what it was promised, in the order the agreement sets."""
        agreement = latest_agreement(self.case_id)
        for promise in agreement.promises if agreement else ():
            self.do(promise.receiver, "confirm_promise", promise=str(promise.index))


@cache
def _receipt() -> bytes:
    picture = Image.new("RGB", (640, 880), "#f7f6f1")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 580, 820), outline="#1a2621", width=4)
    for line in range(9):
        pen.rectangle((100, 140 + 66 * line, 340 + 20 * (line % 4), 160 + 66 * line), fill="#5a6963")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=80)
    return data.getvalue()
