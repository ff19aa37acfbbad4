"""A district for a day: matters come in by the minute, officers act by script through the API, the head closes the day.

Django's clock stands where the story is, so pages and API take a simulated day for today. Some of what came in earlier
falls due on the day itself; of that a little is left, as in life, and has to be named when the day is closed.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest import mock

from django.test import Client
from django.utils import timezone

from hejie.cases.deadlines import calendar
from hejie.cases.sweep import sweep_deadlines
from hejie.demo.cast import id_number
from hejie.demo.world import World
from hejie.oversight.contacts import escalate_contacts
from hejie.oversight.days import matters_of
from hejie.oversight.ledger import escalate_missed
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.clock import SHANGHAI
from tests.journeys.scripts import FIRST, LAST, Act, Matter, Script
from tests.stage import MATTER, Stage
from tests.web.at_desk import sit_down

BEFORE = {"complaint": 7, "report": 15, "enquiry": 5}  # working days until the first thing falls due
KINDS = ("complaint",) * 6 + ("report",) * 2 + ("enquiry",) * 2
TRADERS = ("qinghe", "yuedong", "shiguang", "chengji", "yunshang", "qingyan")
CARRIED = 4  # for every so many new matters, one of an earlier day falls due
ROUND = timedelta(minutes=5)
ACTS_A_ROUND = 2
HOURS = ((time(9), time(12)), (time(13, 30), time(17, 30)))
BY_HOUR = (1, 1, 1, 1, 1, 1, 2, 4, 8, 12, 12, 10, 8, 8, 10, 10, 9, 8, 6, 6, 6, 5, 3, 2)
REASON = "材料明天上午送到，收到后马上办。"


@dataclass
class District:
    """`size` new matters and `officers` at the district's office. `left` counts what the closings named."""

    world: World
    day: date
    size: int
    officers: int
    now: datetime = field(init=False)
    made: Counter[str] = field(default_factory=Counter)
    left: int = 0

    def __post_init__(self) -> None:
        self.now = self.at(time(6))
        self.rng = random.Random(12315)
        self.stage = Stage(self.world)
        self.office = self.world.offices["qinghe"]
        self.head = self.world.cast["county_head"]
        self.queues: dict[str, list[tuple[int, int, Matter, Act]]] = {}
        self.returned: list[Matter] = []

    def live(self) -> None:
        """From the earlier days to the last minute before midnight."""
        with self.clock():
            self._people()
            coming = [(self._some_minute(), n) for n in range(self.size)]
            due = [self._carried_over(n) for n in range(self.size // CARRIED)]
            self._work(deque(sorted(coming)), due)
            self._close()
            self.now = self.at(time(23, 59, 30))

    @contextmanager
    def clock(self) -> Iterator[None]:
        """While it is open, it is `now` for everybody in this process."""
        with mock.patch.object(timezone, "now", self._time):
            yield

    def _time(self) -> datetime:
        return self.now

    def at(self, when: time, day: date | None = None) -> datetime:
        return datetime.combine(day or self.day, when, SHANGHAI)

    def time_passes(self) -> None:
        """What the worker does by itself every minute."""
        for timer in (sweep_deadlines, escalate_contacts, escalate_missed):
            timer(self.now, limit=10_000)

    def _people(self) -> None:
        since = self.now - timedelta(days=60)
        people = [
            register_person(now=since, name=f"承办{n + 1}号", phone=f"1390001{n:04d}") for n in range(self.officers)
        ]
        for person in people:
            appoint(person=person, role="officer", authority=self.office, now=since)
        self.queues = {str(one.pk): [] for one in people}
        self.by_id = {str(one.pk): one for one in people}
        self.filers = [self._filer(n, since) for n in range(max(8, self.size // 3))]

    def _filer(self, n: int, since: datetime) -> Person:
        return register_person(
            now=since,
            name="赵钱孙李周吴郑王"[n % 8] + "甲乙丙丁戊己庚辛壬癸"[n // 8 % 10],
            phone=f"1390002{n:04d}",
            phone_verified=True,
            id_number=id_number(date(1904, 3, 8), n % 1000),
            address="青禾区柳湾路 3 号",
        )

    # What comes in

    def _some_minute(self) -> datetime:
        hour = self.rng.choices(range(24), BY_HOUR)[0]
        return self.at(time(hour, self.rng.randrange(60), self.rng.randrange(60)))

    def _carried_over(self, n: int) -> Matter:
        """Filed so long ago that its first period ends on the day; somebody spoke to the filer then."""
        kind = KINDS[n % len(KINDS)]
        self.now = self.at(time(10), _working_days_before(self.day, BEFORE[kind])) + timedelta(seconds=n)
        matter = self._file(n, kind)
        self._make(self.head, matter, Act("note_contact", {"how": "phone", "note": "来件收到，正在核实。"}))
        return matter

    def _file(self, n: int, kind: str) -> Matter:
        """Through the API, by one of the filers; what is told differs from matter to matter."""
        told = {"category": "appliances", "story": f"第 {n} 件：{MATTER['story']}"}
        trader = self.world.traders[self.rng.choice(TRADERS)]
        body: dict[str, Any] = {"kind": kind, "trader_id": str(trader.pk), **told}
        if kind != "enquiry":
            body |= {"problem": "quality", "happened_on": (self.now - timedelta(days=2)).date().isoformat()}
        if kind == "complaint":
            body |= {**MATTER, **body, "how": "authority"}
        answer = self.stage.post(self.filers[n % len(self.filers)], "/cases", body)
        assert answer.status == 201, answer.json
        self.made["file"] += 1
        return Matter(answer.json["ref"], kind, n)

    # The day

    def _work(self, coming: deque[tuple[datetime, int]], due: list[Matter]) -> None:
        self.now = self.at(HOURS[0][0])
        for matter in due:
            self._hand_out(matter, LAST)
        for opens, closes in HOURS:
            self.now = self.at(opens)
            while self.now < self.at(closes):
                self._round(coming)
        self.now = self.at(HOURS[-1][-1])
        self._receive(coming, self.at(time(23, 59, 59)), assign=False)

    def _round(self, coming: deque[tuple[datetime, int]]) -> None:
        """Five minutes of an office: what came in is handed out, everybody does what presses most."""
        begun = self.now
        self._receive(coming, begun, assign=True)
        self.now = begun
        if begun.minute in (0, 30):
            self.time_passes()
        for officer, queue in self.queues.items():
            for _ in range(min(ACTS_A_ROUND, len(queue))):
                self.now += timedelta(milliseconds=200)
                self._act(officer, *heapq.heappop(queue)[2:])
        self._superior()
        self.now = begun + ROUND

    def _receive(self, coming: deque[tuple[datetime, int]], until: datetime, *, assign: bool) -> None:
        while coming and coming[0][0] <= until:
            self.now, n = coming.popleft()
            matter = self._file(self.size + n, KINDS[n % len(KINDS)])
            if assign:
                self.now = until
                self._hand_out(matter, FIRST)

    def _hand_out(self, matter: Matter, script: Script) -> None:
        """The head assigns; first contacts go ahead of what is due today, and that ahead of the rest."""
        officer = min(self.queues, key=lambda one: (len(self.queues[one]), one))
        self._make(self.head, matter, Act("assign_officer", {"officer": officer}))
        scripts = script[matter.kind]
        for step, act in enumerate(scripts[matter.n % len(scripts)]):
            rank = 1 if script is LAST else 2 * step
            heapq.heappush(self.queues[officer], (rank, self.made.total() * 10 + step, matter, act))

    def _act(self, officer: str, matter: Matter, act: Act) -> None:
        who = self.head if act.by_head else self.by_id[officer]
        read = self.stage.get(who, f"/cases/{matter.ref}")
        open_now = {one["move"] for one in read.json["moves"]}
        assert act.move in open_now, (act.move, read.json["state"], open_now)
        self._make(who, matter, act)
        if act.move == "return_case":
            self.returned.append(matter)

    def _superior(self) -> None:
        """The city's office dispatches what came back to another district, whose officer speaks to the filer."""
        for matter in self.returned:
            elsewhere = self.world.offices["chengxi"]
            self._make("city_officer", matter, Act("dispatch", {"office": str(elsewhere.pk)}))
            spoken = Act("note_contact", {"how": "phone", "note": "改由本局处理，请放心。"})
            self._make(self._officer_of(elsewhere), matter, spoken)
        self.returned = []

    def _officer_of(self, office: Authority) -> Person:
        return Person.objects.get(posts__authority=office, posts__role="officer", posts__until=None)

    def _make(self, who: str | Person, matter: Matter, act: Act) -> None:
        inputs = dict(act.inputs)
        if act.in_days:
            inputs["by_date"] = (self.now + timedelta(days=act.in_days)).date().isoformat()
        answer = self.stage.post(who, f"/cases/{matter.ref}/moves/{act.move}", inputs)
        assert answer.status == 200, (act, answer.json)
        self.made[act.move] += 1

    # The end of it

    def _close(self) -> None:
        """The head's page asks for a person and a reason for each matter left, and takes nothing less."""
        self.now = max(self.now, self.at(time(23, 50)))
        desk = sit_down(self.head)
        names = next(iter(self.queues))
        self.left = len(matters_of(self.office, self.now))
        if self.left:
            assert desk.post("/office/today/closing/", {}).status_code == 422
        _closed(desk, {one.key: names for one in matters_of(self.office, self.now)})
        _closed(sit_down(self._head_of("chengxi")), {})

    def _head_of(self, key: str) -> Person:
        return Person.objects.get(posts__authority=self.world.offices[key], posts__role="head", posts__until=None)


def _closed(desk: Client, left: Mapping[str, str]) -> None:
    words = {f"person-{key}": person for key, person in left.items()} | {f"reason-{key}": REASON for key in left}
    answer = desk.post("/office/today/closing/", words)
    assert answer.status_code == 302, answer.content.decode()


def _working_days_before(day: date, count: int) -> date:
    known = calendar()
    while count:
        day -= timedelta(days=1)
        count -= known.is_working(day)
    return day
