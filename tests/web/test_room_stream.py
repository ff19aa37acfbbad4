"""The stream of a mediation room as its pages meet it: a real live process, a real PostgreSQL, plain HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from hejie.base.doors import free_port
from hejie.rooms.actions import act
from hejie.web.stream import RoomSeat, ticket
from tests.apps.agreements.scene import set_scene
from tests.apps.rooms.sitting import Sitting
from tests.databases import a_copy, address_of
from tests.eventually import eventually
from tests.web.listening import Page, health, live_process

SECRET = "最低八百我就签"
pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker, the_day: datetime) -> Iterator[Sitting]:
    """A database of these tests alone, with one room and everybody in it."""
    with django_db_blocker.unblock(), a_copy() as copy, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", address_of(copy))
        scene = set_scene(the_day)
        scene.mediate()
        scene.act("mediator", "open_session")
        sitting = Sitting(scene)
        sitting.enter("mediator")
        sitting.everybody()
        yield sitting


@pytest.fixture(scope="module")
def live(house: Sitting) -> Iterator[int]:
    with live_process() as port:
        yield port


class RoomPage(Page):
    """A guest's open page; `seen` keeps every happening in the order it came, and `last` the id of the last event."""

    def __init__(self, sitting: Sitting, who: str, port: int, last: str = "", after: int | None = None) -> None:
        seat = RoomSeat(str(sitting.session.pk), sitting.id(who))
        text = ticket([f"case:{sitting.scene.case.pk}"], room=seat)
        text += f"&after={sitting.session.seq if after is None else after}"
        super().__init__(port, text, last or None)  # type: ignore[arg-type] - a room's id is no number
        self.last = last
        self.seen: list[dict[str, Any]] = []

    def until(self, seq: int) -> list[dict[str, Any]]:
        """Read on until this happening has come."""
        while not self.seen or self.seen[-1]["seq"] < seq:
            self.next_of("happening")
        return self.seen

    def next_of(self, kind: str) -> Any:
        while True:
            event = self.next_event()
            self.last = event.get("id", self.last)
            data = json.loads(event["data"])
            if event["event"] == "happening":
                self.seen.append(data)
            if event["event"] == kind:
                return data


@contextmanager
def opened(sitting: Sitting, port: int, *people: str) -> Iterator[list[RoomPage]]:
    pages = [RoomPage(sitting, who, port) for who in people]
    assert {page.answer.status for page in pages} == {200}
    yield pages
    for page in pages:
        page.close()


def texts(page: RoomPage) -> list[str]:
    return [one["body"]["text"] for one in page.seen if "text" in one["body"]]


def test_words_go_to_their_audience_and_to_nobody_else(house: Sitting, live: int) -> None:
    people = ("mediator", "consumer", "clerk", "法务", "旁听")
    with opened(house, live, *people) as pages:
        house.do("consumer", "say", text="东西是坏的", to="all")
        house.do("法务", "say", text="参考第五十五条", to="staff")
        house.do("mediator", "step_aside", side="complainant")
        house.do("consumer", "say", text=SECRET, to="complainant")
        house.do("consumer", "signal", guest=house.id("mediator"), payload="{}")
        house.do("mediator", "come_back")
        end = house.do("clerk", "say", text="好", to="all").seq
        heard = {who: texts(page) for who, page in zip(people, pages, strict=True) if page.until(end)}
        kinds = {who: [one["kind"] for one in page.seen] for who, page in zip(people, pages, strict=True)}
    assert heard == {
        "mediator": ["东西是坏的", "参考第五十五条", SECRET, "好"],
        "consumer": ["东西是坏的", SECRET, "好"],
        "clerk": ["东西是坏的", "好"],
        "法务": ["东西是坏的", "参考第五十五条", "好"],
        "旁听": ["东西是坏的", "好"],
    }
    assert [who for who in people if "signal" in kinds[who]] == ["mediator"]


def test_a_page_that_comes_back_goes_on_where_it_was(house: Sitting, live: int) -> None:
    with opened(house, live, "clerk") as [page]:
        page.until(house.do("consumer", "say", text="一", to="all").seq)
        last = page.last
    house.do("consumer", "say", text="二", to="all")
    with closing(RoomPage(house, "clerk", live, last)) as again:
        again.until(house.do("consumer", "say", text="三", to="all").seq)
        assert texts(again) == ["二", "三"]


def test_a_killed_process_and_a_broken_database_lose_nothing(house: Sitting) -> None:
    """kill -9, and every connection cut; senders repeat with their key, pages resume by their last id."""
    port = free_port(None)
    numbers, last, heard = [], "", []
    for round_ in range(2):
        process = subprocess.Popen([sys.executable, "-m", "hejie.web.live", "--port", str(port)], env=os.environ.copy())
        eventually(lambda: health(port) == 200)
        with closing(RoomPage(house, "旁听", port, last, after=house.session.seq if not last else 0)) as page:
            for number in range(4):
                words = {"key": f"{round_}-{number}", "text": f"{round_}-{number}", "to": "all"}
                said = [house.do("clerk", "say", **words) for _ in "ab"]
                assert said[0].seq == said[1].seq
                numbers.append(said[0].seq)
                if number == 1:
                    cut_connections()
            page.until(numbers[-1])
            process.send_signal(signal.SIGKILL)
            process.wait()
            with suppress(EOFError, OSError):
                page.next_of("never")
        last, heard = page.last, [*heard, *(one["seq"] for one in page.seen)]
        numbers.append(house.do("clerk", "say", text="没人在听", to="all").seq)
    assert heard == numbers[:-1]


def cut_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name = 'hejie-live' AND datname = current_database()"
        )
        assert cursor.fetchone()[0] > 0


def test_many_at_once_get_numbers_without_gaps(house: Sitting, live: int) -> None:
    """Four speak at the same moment, each word sent twice: every word once, in one order for all."""
    people = ("consumer", "clerk", "mediator", "法务")
    before, seats = house.session.seq, {who: house.seat(who) for who in people}

    def speak(who: str) -> list[int]:
        try:
            wish = [{"text": f"{who} {number}", "to": "all"} for number in range(5) for _ in "ab"]
            return [
                act(seat=seats[who], act="say", inputs=one, key=one["text"], now=house.scene.now).seq for one in wish
            ]
        finally:
            connection.close()

    with opened(house, live, "旁听") as [page], ThreadPoolExecutor(4) as pool:
        numbers = [seq for found in pool.map(speak, people) for seq in found]
        heard = [one["seq"] for one in page.until(before + 20)]
    assert sorted(set(numbers)) == heard == list(range(before + 1, before + 21))
    assert len(numbers) == 40


def test_who_is_here_is_told_by_open_pages(house: Sitting, live: int) -> None:
    with opened(house, live, "mediator") as [mediator]:
        assert mediator.next_of("present")["guests"] == [house.id("mediator")]
        with opened(house, live, "clerk"):
            assert set(mediator.next_of("present")["guests"]) == {house.id("mediator"), house.id("clerk")}
        assert mediator.next_of("present")["guests"] == [house.id("mediator")]


def test_the_lobby_hears_of_being_let_in_and_the_removed_hear_nothing_more(house: Sitting, live: int) -> None:
    house.invite("同事", "respondent")
    house.enter("同事")
    with opened(house, live, "同事", "mediator") as [newcomer, mediator]:
        house.do("mediator", "say", text="外面听不到", to="all")
        house.do("mediator", "admit", guest=house.id("同事"), identity="shown")
        newcomer.until(house.do("mediator", "say", text="欢迎", to="all").seq)
        assert [one["kind"] for one in newcomer.seen] == ["admit", "say"]
        house.do("mediator", "remove", guest=house.id("同事"))
        house.do("mediator", "say", text="他走了", to="all")
        assert newcomer.next_of("out") == {"why": "removed"}
        assert texts(newcomer) == ["欢迎"]
        mediator.until(house.session.seq)
        with closing(RoomPage(house, "同事", live)) as shut:
            assert shut.answer.status == 403


def test_the_end_shuts_every_page(house: Sitting, live: int) -> None:
    with opened(house, live, "consumer") as [page]:
        house.scene.act("mediator", "end_session", outcome="again")
        assert page.next_of("out") == {"why": "ended"}
        assert page.seen[-1]["kind"] == "end_session"
        last = page.last
    with closing(RoomPage(house, "consumer", live, last)) as late:
        assert late.next_of("out") == {"why": "ended"}
