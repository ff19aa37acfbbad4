"""A dispute as these tests play it: five people, one case, every act through the one door, a minute apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hejie.cases import records
from hejie.cases.actions import Filing, Refused, Side, open_case, perform
from hejie.cases.exports import covered
from hejie.cases.facts import gather
from hejie.cases.models import Case, CaseRecord
from hejie.messaging.models import Message
from hejie.people.access import Actor, actor_for_person
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person
from hejie.places.actions import invent_regions, register_authority
from hejie.places.models import Authority
from hejie.rules.model import Facts, Refusal
from hejie.traders.actions import add_clerk, register_trader
from tests.tales import Tale

REFUND = {"kind": "refund", "amount": "1299.00", "within_days": 7}
LESS = {"kind": "refund", "amount": "900.00", "within_days": 7}
RETURN = {"kind": "return_refund", "amount": "1299.00", "within_days": 3}
PEOPLE = {
    "consumer": ("林晓", "13800000916"),
    "clerk": ("方青", "13800000917"),
    "officer": ("周正", "13800000918"),
    "mediator": ("何平", "13800000919"),
    "director": ("宋岳", "13800000920"),
}
DRAWN = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="
)


@dataclass
class Scene:
    """`now` moves on by a minute with every act."""

    now: datetime
    city: Authority
    county: Authority
    people: dict[str, Person]
    case: Case = field(init=False)

    def actor(self, who: str | Actor) -> Actor:
        return who if isinstance(who, Actor) else actor_for_person(self.people[who])

    def file(self, how: str = "direct", **more: Any) -> Case:
        consumer, clerk = self.people["consumer"], self.people["clerk"]
        trader = next(iter(actor_for_person(clerk).trader_ids))
        values: dict[str, Any] = {
            "complainant": Side(name="林晓", phone=consumer.phone, person_id=consumer.pk),
            "respondent": Side(name="青禾电器有限公司", trader_id=trader),
            "office_id": self.county.pk,
            "title": "电饭煲坏了不给换",
            "story": "买了三天就不加热了，店里说过了三天不退。",
            "category": "goods",
            "problem": "quality",
            "amount": Decimal("1299.00"),
            "wanted": [REFUND],
        }
        filing = Filing(kind="complaint", how=how, **{**values, **more})
        self.case = open_case(filing=filing, actor=self.actor("consumer"), now=self.now)
        return self.case

    def act(self, who: str | Actor, move: str, key: str | None = None, **inputs: Any) -> CaseRecord:
        self.now += timedelta(minutes=1)
        actor = self.actor(who)
        return perform(ref=self.case.ref, move=move, actor=actor, inputs=inputs, now=self.now, key=key)

    def refusal(self, who: str | Actor, move: str, **inputs: Any) -> Refusal:
        """What is said when the act is not allowed."""
        try:
            self.act(who, move, **inputs)
        except Refused as refused:
            return refused.refusal
        raise AssertionError(f"{move} was allowed")

    def sign(self, *people: str, **more: Any) -> None:
        for who in people:
            actor = self.actor(who)
            self.act(actor, "request_code")
            self.act(actor, "sign", code=self.code(who), **more)

    def code(self, who: str) -> str:
        """The six digits on the phone of this person, or with this number."""
        phone = self.people[who].phone if who in self.people else who
        sent = Message.objects.filter(template="code", medium="sms").order_by("-queued_at")
        mine = next(sms for sms in sent if sms.address == phone)
        return re.findall(r"\d{6}", mine.text or "")[0]

    def agree_on_the_draft(self) -> None:
        """Both sides to the version that stands."""
        version = next(iter(self.facts.options["draft_version"]))
        self.act("consumer", "agree_draft", version=version)
        self.act("clerk", "agree_draft", version=version)

    def settle(self) -> None:
        """Up to the moment before the first signature, directly between the sides."""
        self.file()
        self.act("clerk", "make_offer", terms=[REFUND])
        self.act("consumer", "accept_offer")

    def mediate(self) -> None:
        """Up to the room of the mediator."""
        self.file("authority")
        self.act("officer", "accept")
        self.act("officer", "assign_mediator", mediator=str(self.people["mediator"].pk))

    @property
    def state(self) -> str:
        self.case.refresh_from_db()
        return self.case.state

    @property
    def facts(self) -> Facts:
        self.case.refresh_from_db()
        return gather(self.case, self.now)

    @property
    def history(self) -> list[str]:
        return list(CaseRecord.objects.filter(case=self.case).order_by("seq").values_list("fact", flat=True))

    def broken_chain(self) -> records.Break | None:
        rows = CaseRecord.objects.filter(case=self.case).select_related("content").order_by("seq")
        return records.first_break([{**covered(self.case, row), "hash": row.hash, **_held(row)} for row in rows])


def _held(row: CaseRecord) -> dict[str, Any]:
    return {"content": row.content.body, "salt": row.content.salt} if hasattr(row, "content") else {}


def set_scene(now: datetime) -> Scene:
    """One city with a county under it, its officer, mediator and director, a trader with a clerk, and a consumer."""
    regions = [("990000", "云川省", "province", None), ("990100", "蓝田市", "city", "990000")]
    invent_regions(rows=[*regions, ("990102", "云溪区", "county", "990100"), ("990103", "柳河区", "county", "990100")])
    nation = register_authority(name="总局", short_name="总局", level="nation", seal_code="国市监")
    city = register_authority(
        name="蓝田市局", short_name="蓝田市局", level="city", seal_code="蓝市监", parent=nation, region_code="990100"
    )
    county = register_authority(
        name="云溪区局", short_name="云溪区局", level="county", seal_code="云溪市监", parent=city, region_code="990102"
    )
    people = {
        who: register_person(now=now, name=name, phone=phone, phone_verified=True)
        for who, (name, phone) in PEOPLE.items()
    }
    appoint(person=people["officer"], role="officer", authority=county, now=now)
    appoint(person=people["mediator"], role="mediator", authority=city, now=now)
    appoint(person=people["director"], role="officer", authority=city, now=now)
    trader = register_trader(now=now, name="青禾电器有限公司", kind="company", region_code="990102")
    add_clerk(trader=trader, person=people["clerk"], now=now)
    return Scene(now, city, county, people)


SCENE = Tale(set_scene)
SETTLED = SCENE.then(Scene.settle)
MEDIATED = SCENE.then(Scene.mediate)
