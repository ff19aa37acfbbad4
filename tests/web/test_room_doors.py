"""The doors of the mediation room as a page's script uses them, beside the same by the API."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from hejie.demo.world import World
from hejie.evidence.models import File
from hejie.rooms import ice
from hejie.web.stream import read_ticket
from tests.apps.law.test_secrecy import TINY
from tests.stage import Stage, Story
from tests.tales import Tale
from tests.web.at_desk import sit_down


class Guest:
    """Somebody's browser at the door of a room."""

    def __init__(self, story: Story, browser: Client) -> None:
        self.ref, self.browser = story.ref, browser

    def state(self) -> dict[str, Any]:
        found = self.browser.get(f"/rooms/{self.ref}/state/")
        assert found.status_code == 200, found.content
        return dict(found.json())

    def post(self, body: Any) -> HttpResponse:
        return self.browser.post(f"/rooms/{self.ref}/act/", body, content_type="application/json")

    def do(self, act: str, key: str = "k", **inputs: Any) -> dict[str, Any]:
        found = self.post({"act": act, "inputs": inputs, "key": f"{act} {key}"})
        assert found.status_code == 200, found.content
        return dict(found.json())


@dataclass(frozen=True)
class Doors:
    """A session that the mediator opened and entered; the consumer stands outside."""

    story: Story
    mediator: Guest
    consumer: Guest


def mediate(world: World) -> Story:
    story = Stage(world).file()
    story.mediate()
    return story


def open_the_doors(story: Story) -> Doors:
    story.do("mediator", "open_session")
    mediator, consumer = (Guest(story, sit_down(story.stage.world.cast[who])) for who in ("mediator", "consumer"))
    mediator.do("enter", name="苏文清", rules_read=True)
    return Doors(story, mediator, consumer)


MEDIATED = Tale(mediate, place="world_stage")
mediated = MEDIATED.fixture()
doors = MEDIATED.then(open_the_doors).fixture()


@pytest.fixture
def story(doors: Doors) -> Story:
    return doors.story


@pytest.fixture
def mediator(doors: Doors) -> Guest:
    return doors.mediator


@pytest.fixture
def consumer(doors: Doors) -> Guest:
    return doors.consumer


def test_from_the_door_to_the_table(story: Story, consumer: Guest, mediator: Guest, settings: Settings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = ["stun:turn.example:3478", "turn:turn.example:3478"], "s3cret"
    outside = consumer.state()
    assert (outside["me"]["place"], outside["me"]["guest"], [one["act"] for one in outside["acts"]]) == (
        "outside",
        None,
        ["enter"],
    )
    knock = consumer.do("enter", name="林晓", rules_read=True)
    lobby = consumer.state()
    assert (lobby["me"]["place"], lobby["ice"], lobby["happenings"]) == ("lobby", [], [])
    mediator.do("admit", guest=knock["by"], identity="shown")
    inside = consumer.state()
    assert inside["me"] == {**inside["me"], "guest": knock["by"], "place": "main", "may_open_case": True}
    seat = read_ticket(inside["stream"].partition("ticket=")[2].partition("&after=")[0])
    assert seat is not None
    assert seat.room is not None
    assert seat.room.guest == knock["by"]
    assert inside["stream"].endswith(f"&after={inside['session']['seq']}")
    [stun, turn] = inside["ice"]
    digest = hmac.digest(b"s3cret", turn["username"].encode(), hashlib.sha1)
    assert (stun["urls"], turn["credential"]) == (["stun:turn.example:3478"], base64.b64encode(digest).decode())
    assert turn["username"].endswith(f":{knock['by']}")
    file = {"file": SimpleUploadedFile("小票.png", TINY), "to": "all", "note": "付款那天的", "key": "lay"}
    laid = consumer.browser.post(f"/rooms/{story.ref}/table/", file).json()
    assert laid["body"] == {"file": str(File.objects.get().pk), "name": "小票.png", "note": "付款那天的"}
    heard = mediator.browser.get(f"/rooms/{story.ref}/happenings/?after={laid['seq'] - 1}").json()
    assert heard == {"items": [laid]}
    assert story.stage.get("mediator", f"/rooms/{story.ref}/happenings", after=laid["seq"] - 1).json == heard


def test_what_goes_wrong_is_said_in_json(story: Story, consumer: Guest) -> None:
    consumer.do("enter", name="林晓", rules_read=True)
    answers = {
        "not_open": ({"act": "say", "inputs": {"text": "喂", "to": "all"}, "key": "1"}, 409),
        "not_yours": ({"act": "lock", "inputs": {}, "key": "2"}, 403),
        "unknown_move": ({"act": "dance", "inputs": {}, "key": "3"}, 404),
        "request": ({"act": "leave", "inputs": {}}, 400),
    }
    for code, (body, status) in answers.items():
        answer = consumer.post(body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["detail"]
    assert [consumer.post(wrong).status_code for wrong in ("no json", "[]", '{"act": 1, "key": "x"}')] == [400] * 3
    nobody = Guest(story, sit_down(story.stage.world.cast["outsider"]))
    assert nobody.browser.get(f"/rooms/{story.ref}/state/").status_code == 404
    empty = story.stage.post("consumer", f"/rooms/{story.ref}/acts/enter", {})
    assert (empty.status, empty.json["code"]) == (409, "not_open")


def test_before_the_session_there_is_only_to_wait(mediated: Story) -> None:
    waiting = Guest(mediated, sit_down(mediated.stage.world.cast["consumer"])).state()
    assert (waiting["session"], waiting["acts"]) == (None, [])
    ticket = read_ticket(waiting["stream"].partition("ticket=")[2])
    assert ticket is not None
    assert ticket.room is None


def test_a_link_to_the_room_is_told_by_get_and_taken_by_post(story: Story, mediator: Guest) -> None:
    mediator.do("invite", side="support", name="法务小周")
    [link] = [one["link"] for one in mediator.state()["guests"] if one["link"]]
    invited = Guest(story, Client())
    page = invited.browser.get(link)
    assert "法务小周" in page.content.decode()
    assert invited.browser.get(f"/rooms/{story.ref}/state/").status_code == 404
    assert invited.browser.post(link).headers["Location"].startswith("/rooms/")
    state = invited.state()
    assert (state["me"]["side"], state["me"]["name"], state["me"]["may_open_case"]) == ("support", "法务小周", False)
    assert invited.browser.get(f"/cases/{story.ref}/").status_code in (302, 404)
    assert invited.browser.get(f"{link[:-3]}xx/").status_code == 404
    story.do("mediator", "end_session", outcome="apart")
    assert invited.browser.get(link).status_code == 404
    assert invited.browser.get(f"/rooms/{story.ref}/state/").status_code == 404


def test_without_settings_there_are_no_servers(settings: Settings, consumer: Guest, mediator: Guest) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = [], ""
    assert mediator.state()["ice"] == []
    settings.TURN_URLS = ["turn:turn.example"]
    assert mediator.state()["ice"] == [], "a relay without its secret is of no use"
    assert ice.password("1:a", "k") != ice.password("2:a", "k")


def test_what_lies_on_the_table_is_read_by_those_it_was_laid_for(
    story: Story, consumer: Guest, mediator: Guest
) -> None:
    """Guests who came by a link to the room too, as long as the session is open."""
    mediator.do("admit", guest=consumer.do("enter", name="林晓", rules_read=True)["by"], identity="shown")
    guests = {}
    for side in ("complainant", "observer"):
        mediator.do("invite", key=side, side=side, name=side)
        [link] = [one["link"] for one in mediator.state()["guests"] if one["link"]]
        guests[side] = Guest(story, Client())
        guests[side].browser.post(link)
        knock = guests[side].do("enter", name=side, rules_read=True)
        mediator.do("admit", key=side, guest=knock["by"], identity="asked")
    for_all = on_the_table(consumer, "合同.png", "all")
    mediator.do("step_aside", side="complainant")
    for_one_side = on_the_table(consumer, "收据.png", "complainant")
    read = {
        who: [one.browser.get(address).status_code for address in (for_all, for_one_side)]
        for who, one in {
            **guests,
            "consumer": consumer,
            "mediator": mediator,
            "stranger": Guest(story, Client()),
        }.items()
    }
    assert read == {
        "complainant": [200, 200],
        "observer": [200, 404],
        "consumer": [200, 200],
        "mediator": [200, 200],
        "stranger": [404, 404],
    }
    shown = guests["complainant"].browser.get(for_all)
    assert (shown.headers["Content-Type"], "no-store" in shown.headers["Cache-Control"]) == ("image/png", True)
    elsewhere = for_all.replace(for_all.split("=")[-1], "01a201d3-5681-7d92-ae8a-9f07efa0df86")
    assert guests["observer"].browser.get(elsewhere).status_code == 404
    story.do("mediator", "end_session", outcome="again")
    assert guests["complainant"].browser.get(for_all).status_code == 404, "the pass ends with its session"
    assert consumer.browser.get(for_all).status_code == 404


def on_the_table(guest: Guest, name: str, to: str) -> str:
    """Lay a new file there; its address in the room."""
    png = TINY if to == "all" else TINY + b" "
    posted = {"file": SimpleUploadedFile(name, png), "to": to, "note": "", "key": name}
    found = guest.browser.post(f"/rooms/{guest.ref}/table/", posted)
    assert found.status_code == 200, found.content
    return f"/rooms/{guest.ref}/table/?file={found.json()['body']['file']}"
