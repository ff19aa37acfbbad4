"""Playing disputes through the API as the demonstration's people: bearer tokens, JSON, nothing else.

`Stage` knows who is who and keeps a token for each; a `Story` is one case, told move by move. `STAGE` is what tales of
them begin with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hejie.cases import records
from hejie.cases.exports import covered
from hejie.cases.models import Case, CaseRecord, RecordContent
from hejie.demo.world import World
from hejie.people.actions import issue_token
from hejie.people.models import Person
from tests.tales import Tale

API = "/api/v1"
REFUND = {"kind": "refund", "amount": "1299.00", "within_days": 7}
MATTER: Mapping[str, Any] = {
    "kind": "complaint",
    "category": "appliances",
    "goods": "除湿机",
    "problem": "quality",
    "story": "买了九天水箱就漏水，客服让我寄回去修，我不想修，要求退货退款。",
    "amount": "1299.00",
    "wanted": [REFUND],
    "may_publish": True,
}


def yesterday() -> str:
    return (timezone.localdate() - timedelta(days=1)).isoformat()


@dataclass
class Stage:
    """The API as each of the cast meets it: `stage.get("consumer", "/cases")`. Answers carry status and JSON."""

    world: World
    client: Client = field(default_factory=Client)
    tokens: dict[str, str] = field(default_factory=dict)

    def __deepcopy__(self, memo: dict[int, Any]) -> Stage:
        """For a tale: nobody changes the world of a run."""
        return Stage(self.world, deepcopy(self.client, memo), dict(self.tokens))

    def token(self, who: str | Person) -> str:
        person = who if isinstance(who, Person) else self.world.cast[who]
        key = str(person.pk)
        if key not in self.tokens:
            self.tokens[key] = issue_token(person=person, name="test", now=timezone.now())
        return self.tokens[key]

    def get(self, who: str | Person, path: str, **query: Any) -> Answer:
        return Answer(self.client.get(API + path, query, headers=self._headers(who)))

    def post(self, who: str | Person, path: str, body: Any, key: str | None = None) -> Answer:
        headers = self._headers(who) | ({"Idempotency-Key": key} if key else {})
        data = body if isinstance(body, bytes) else json.dumps(body)
        return Answer(self.client.post(API + path, data, content_type="application/json", headers=headers))

    def upload(self, who: str | Person, path: str, **files: Any) -> Answer:
        return Answer(self.client.post(API + path, files, headers=self._headers(who)))

    def _headers(self, who: str | Person) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(who)}"} if who else {}

    def file(self, who: str = "consumer", trader: str = "qinghe", key: str | None = None, **more: Any) -> Story:
        """File a complaint, by default about the trader whose clerk is in the cast."""
        body = {**MATTER, "trader_id": str(self.world.traders[trader].pk), "happened_on": yesterday(), **more}
        answer = self.post(who, "/cases", body, key)
        assert answer.status == 201, answer.json
        return Story(self, answer.json["ref"])


@dataclass(frozen=True)
class Answer:
    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def json(self) -> Any:
        return json.loads(self.response.content)

    @property
    def media_type(self) -> str:
        return self.response.headers["Content-Type"].partition(";")[0]


@dataclass
class Story:
    """One case on the stage."""

    stage: Stage
    ref: str

    def seen_by(self, who: str) -> dict[str, Any]:
        answer = self.stage.get(who, f"/cases/{self.ref}")
        assert answer.status == 200, answer.json
        return dict(answer.json)

    def try_to(self, who: str, move: str, key: str | None = None, **inputs: Any) -> Answer:
        return self.stage.post(who, f"/cases/{self.ref}/moves/{move}", inputs, key)

    def do(self, who: str, move: str, **inputs: Any) -> dict[str, Any]:
        """Make a move that must be possible."""
        answer = self.try_to(who, move, **inputs)
        assert answer.status == 200, (move, answer.json)
        return dict(answer.json)

    def schema(self, who: str, move: str) -> dict[str, Any]:
        moves = self.seen_by(who)["moves"]
        return next(dict(one["inputs"]) for one in moves if one["move"] == move)

    def moves(self, who: str) -> set[str]:
        return {one["move"] for one in self.seen_by(who)["moves"]}

    def sign(self, *people: str) -> None:
        """Each asks for a code and gives back the one that the demonstration shows in the schema."""
        for who in people:
            self.do(who, "request_code")
            [code] = self.schema(who, "sign")["properties"]["code"]["enum"]
            self.do(who, "sign", code=code)

    def settle(self) -> None:
        """An offer made and accepted: the agreement awaits its signatures."""
        self.do("clerk", "make_offer", terms=[REFUND])
        self.do("consumer", "accept_offer")

    def mediate(self) -> None:
        """Accepted by the county's officer and with the mediator of the cast."""
        self.do("county_officer", "accept")
        self.do("county_officer", "assign_mediator", mediator=str(self.stage.world.cast["mediator"].pk))


STAGE = Tale(Stage, place="world_stage", under={"DEMO": True})  # signers' codes stand in the schema: decision 0018
FILED = STAGE.then(Stage.file)  # a complaint at the county's office
MEDIATED = FILED.then(Story.mediate)
DIRECT = STAGE.then(lambda stage: stage.file(how="direct"))  # between the sides
SETTLED = DIRECT.then(Story.settle)


def broken_chain(case: Case) -> records.Break | None:
    """The first place where the chain of a case does not hold."""
    rows = list(CaseRecord.objects.filter(case=case).select_related("content").order_by("seq"))
    return Chain(case).break_after(rows, [row.content for row in rows if hasattr(row, "content")])


@dataclass
class Chain:
    """The chain of a case while it grows: looked at as a whole, each record read and hashed once, for none may change.

    Of those that were looked at the links are kept.
    """

    case: Case
    links: list[dict[str, Any]] = field(default_factory=list)

    def break_after(self, rows: Iterable[CaseRecord], contents: Iterable[RecordContent]) -> records.Break | None:
        """The first place where the chain does not hold now that it has grown by these."""
        held = {one.record_id: {"content": one.body, "salt": one.salt} for one in contents}
        grown = [{**covered(self.case, row), "hash": row.hash, **held.get(row.pk, {})} for row in rows]
        broken = records.first_break([*self.links, *grown])
        self.links += [{"seq": one["seq"], "prev": one["prev"], "hash": one["hash"], "withheld": True} for one in grown]
        return broken
