"""One case on the stage of the demonstration: who acts, and how acts are made — through the common actions."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from hejie.cases.actions import Refused, perform
from hejie.cases.queries import CaseView, case_by_id, view_case
from hejie.demo.disputes import DISPUTES, ENQUIRIES, REPORTS, Dispute
from hejie.demo.world import World
from hejie.evidence.actions import receive_file
from hejie.intake.actions import Answers, file_case
from hejie.people.access import ANONYMOUS, Actor, actor_for_person, link_actor
from hejie.people.models import Person
from hejie.rules.model import Role

Story = Iterator[timedelta]
MONEY = {"refund", "return_refund", "compensation", "price_difference"}


@dataclass
class Stage:
    """The world, chance, and what time it is."""

    world: World
    rng: random.Random
    now: datetime

    def hours(self, low: float, high: float) -> timedelta:
        return timedelta(hours=self.rng.uniform(low, high))

    def complaint(self, how: str, *, member: bool | None = None) -> Played:
        """File a complaint about one of the disputes; `member` picks traders that are, or are not, members."""
        fitting = [d for d in DISPUTES if member is None or self.is_member(d) is member]
        dispute = self.rng.choice(fitting)
        return Played(self, self.rng.choice(self.world.consumers), dispute, how)

    def is_member(self, dispute: Dispute) -> bool:
        return self.world.traders[dispute.trader].pk in {pk for a in self.world.clerks.values() for pk in a.trader_ids}

    def file(self, person: Person, kind: str, how: str, fields: Mapping[str, Any], trader: str = "") -> UUID:
        answers = Answers(
            kind=kind,
            how=how,
            fields=fields,
            phone=person.phone,
            trader_id=self.world.traders[trader].pk if trader else None,
            region_code="990101",
        )
        return file_case(answers=answers, actor=actor_for_person(person), now=self.now).pk

    def report(self) -> Played:
        trader, category, problem, story = self.rng.choice(REPORTS)
        person = self.rng.choice(self.world.consumers)
        name = self.world.traders[trader].name
        fields = {"trader_name": name, "category": category, "problem": problem, "story": story, **self._day()}
        return Played.of(self, self.file(person, "report", "authority", fields, trader), person)

    def enquiry(self) -> Played:
        category, story = self.rng.choice(ENQUIRIES)
        person = self.rng.choice(self.world.consumers)
        fields = {"category": category, "story": story, "name": person.name}
        return Played.of(self, self.file(person, "enquiry", "authority", fields), person)

    def _day(self) -> dict[str, str]:
        return {"happened_on": (self.now - timedelta(days=self.rng.randint(2, 30))).date().isoformat()}


class Played:
    """One case being played."""

    def __init__(self, stage: Stage, person: Person, dispute: Dispute, how: str) -> None:
        self.stage, self.person, self.dispute = stage, person, dispute
        self.case_id = stage.file(person, "complaint", how, self._fields(), dispute.trader)
        if stage.rng.random() < PHOTOS:
            self._photo()

    @classmethod
    def of(cls, stage: Stage, case_id: UUID, person: Person) -> Played:
        played = cls.__new__(cls)
        played.stage, played.person, played.case_id = stage, person, case_id
        return played

    def _fields(self) -> dict[str, Any]:
        d, person = self.dispute, self.person
        wanted: dict[str, Any] = {"kind": d.wanted}
        if d.wanted in MONEY:
            wanted["amount"] = d.amount
        return {
            "trader_name": self.stage.world.traders[d.trader].name,
            "category": d.category,
            "goods": d.goods,
            "problem": d.problem,
            "story": d.story,
            "happened_on": (self.stage.now - timedelta(days=self.stage.rng.randint(2, 40))).date().isoformat(),
            "amount": d.amount,
            "wanted": [wanted],
            "name": person.name,
            "id_number": person.id_number,
            "address": person.address,
            "may_publish": True,
        }

    def _photo(self) -> None:
        """A drawn receipt, so that evidence is there to look at."""
        picture = Image.new("RGB", (640, 880), "#f7f6f1")
        pen = ImageDraw.Draw(picture)
        pen.rectangle((60, 60, 580, 820), outline="#1a2621", width=4)
        for line in range(9):
            pen.rectangle((100, 140 + 66 * line, 340 + 20 * (line % 4), 160 + 66 * line), fill="#5a6963")
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=80)
        data.seek(0)
        receive_file(
            stream=data, name="小票.jpg", actor=self.consumer, now=self.stage.now, case=case_by_id(self.case_id)
        )

    @cached_property
    def consumer(self) -> Actor:
        return actor_for_person(self.person)

    def actor(self, role: Role) -> Actor:
        """Who acts for a role in this case now; nobody (anonymous) while the place is empty."""
        case, world = case_by_id(self.case_id), self.stage.world
        if role is Role.COMPLAINANT:
            return self.consumer
        if role is Role.MEDIATOR:
            return world.mediators.get(case.mediator_id, ANONYMOUS) if case.mediator_id else ANONYMOUS
        if role is Role.RESPONDENT:
            clerk = world.clerks[case.trader_id]  # type: ignore[index]
            return clerk if case.trader_id in clerk.trader_ids else link_actor(case_id=case.pk, side=role)
        return (world.heads if role is Role.HEAD else world.officers).get(case.office_id, ANONYMOUS)

    def view(self, role: Role) -> CaseView:
        return view_case(self.actor(role), case_by_id(self.case_id).ref, self.stage.now)

    @property
    def state(self) -> str:
        return case_by_id(self.case_id).state

    def do(self, role: Role, move: str, **inputs: Any) -> bool:
        """Make a move; False when it is no longer open (a sweep was faster, or the other side was)."""
        ref, actor = case_by_id(self.case_id).ref, self.actor(role)
        if actor is ANONYMOUS:
            return False
        try:
            perform(ref=ref, move=move, actor=actor, inputs=inputs, now=self.stage.now)
        except Refused as error:
            if error.refusal.code == "inputs":
                raise
            return False
        return True

    def offer(self, role: Role, share: float) -> bool:
        """An offer of a share of the sum, as refund or compensation, within a few days."""
        amount = (Decimal(self.dispute.amount) * Decimal(str(share))).quantize(Decimal("0.01"))
        kind = self.dispute.wanted if self.dispute.wanted in MONEY else "compensation"
        term = {"kind": kind, "amount": str(amount), "within_days": self.stage.rng.choice([3, 5, 7])}
        return self.do(role, "make_offer", terms=[term])

    def sign(self, role: Role) -> bool:
        """Ask for the code, read it from the demonstration's phone, and sign."""
        if not self.do(role, "request_code"):
            return False
        code = next(iter(self.view(role).facts.options[f"code:{role}"]))
        return self.do(role, "sign", code=code)

    def receive_everything(self) -> None:
        """Each side confirms what it was promised, in the order the agreement sets."""
        for _ in range(MOST_PROMISES):
            for role in (Role.RESPONDENT, Role.COMPLAINANT):
                if self.state == "performing":
                    self._confirm(role)

    def _confirm(self, role: Role) -> None:
        mine = self.view(role).facts.options.get(f"promises:{role}", {})
        if mine:
            self.do(role, "confirm_promise", promise=next(iter(mine)))


MOST_PROMISES = 4
PHOTOS = 0.4
