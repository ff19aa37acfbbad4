"""What is said to the mediator alone, and what staff note: the others read all they can, and find none of it.

Planted are words that stand nowhere else: in a caucus with each side, in a file laid there, in a note of legal support,
in a question to it and its answer, in a panel's question, opinion and resolution.
Then everybody goes through every address of the house, every link they find, every file, export and search, their API,
what was sent to them and what was logged; and the database itself is searched. The stream: tests/web/test_room_stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.invitations import invite
from hejie.cases.models import Case
from hejie.evidence.models import File
from hejie.mediation.delegation import admit_to_body, list_body
from hejie.messaging.models import Message
from hejie.rooms import minutes
from hejie.rules.model import Role
from tests.apps.law.test_secrecy import TINY
from tests.journeys.reader import Reader, asking, routes
from tests.stage import STAGE, Stage, Story
from tests.surfaces import OWN, columns
from tests.web.at_desk import sit_down

OF_CONSUMER = ("其实退我八百我就签了", "银杏路收据.png", "这张收据别给店家看")
OF_TRADER = ("老板说最多能给到一千一",)
OF_STAFF = ("法务备注：店家这点站不住脚",)
OF_PANEL = (
    "请看：发票有两处涂改",
    "法务答：涂改的发票不能单独作数",
    "会商问：涂改发票算不算欺诈",
    "少数意见：算欺诈，应退一赔三",
    "会商结论：不算欺诈，补开发票",
)
SHORT = ("退我八百", "银杏路", "两处涂改")
pytestmark = pytest.mark.walk


@dataclass
class Room:
    """A room played through the API, whose invited guests come by their links."""

    stage: Stage
    story: Story
    browsers: dict[str, Client]

    def do(self, who: str, act: str, **inputs: Any) -> dict[str, Any]:
        if who in self.browsers:
            address, body = f"/rooms/{self.story.ref}/act/", {"act": act, "inputs": inputs, "key": f"{who} {act}"}
            found = self.browsers[who].post(address, body, content_type="application/json")
            assert found.status_code == 200, found.content
            return dict(found.json())
        answer = self.stage.post(who, f"/rooms/{self.story.ref}/acts/{act}", inputs)
        assert answer.status == 200, (act, answer.json)
        return dict(answer.json)

    def come(self, who: str) -> None:
        guest = self.do(who, "enter", name=who, rules_read=True)["by"]
        if who != "mediator":
            self.do("mediator", "admit", guest=guest, identity="shown")

    def invite(self, name: str, side: str) -> None:
        self.do("mediator", "invite", side=side, name=name)
        guests = self.stage.get("mediator", f"/rooms/{self.story.ref}").json["guests"]
        [link] = [one["link"] for one in guests if one["link"]]
        self.browsers[name] = Client()
        self.browsers[name].post(link)
        self.come(name)


def play_the_room(stage: Stage) -> Room:
    """A session with two caucuses and a note of legal support, still open, and what was asked beside it."""
    story = stage.file()
    story.mediate()
    story.do("mediator", "open_session")
    room = Room(stage, story, {})
    for who in ("mediator", "consumer", "clerk"):
        room.come(who)
    room.invite("support", "support")
    room.invite("observer", "observer")
    room.do("mediator", "step_aside", side="complainant")
    room.do("consumer", "say", text=OF_CONSUMER[0], to="complainant")
    photo = {"file": SimpleUploadedFile(OF_CONSUMER[1], TINY), "to": "complainant", "note": OF_CONSUMER[2]}
    laid = stage.upload("consumer", f"/rooms/{story.ref}/table", **photo)
    assert laid.status == 200, laid.json
    room.do("support", "say", text=OF_STAFF[0], to="staff")
    room.do("mediator", "come_back")
    room.do("mediator", "step_aside", side="respondent")
    room.do("clerk", "say", text=OF_TRADER[0], to="respondent")
    consult(room)
    return room


room = STAGE.then(play_the_room).fixture()


def consult(room: Room) -> None:
    """A question to the head's legal support, and a panel with a dissent, played to its end."""
    cast, story = room.stage.world.cast, room.story
    body = list_body(office=Case.objects.get(ref=story.ref).office, name="青禾区法律援助站", now=timezone.now())
    admit_to_body(body=body, person=cast["county_head"], team="legal_support", now=timezone.now())
    story.do("mediator", "ask_help", whom=[str(cast["county_head"].pk)], question=OF_PANEL[0])
    advise(room, "county_head", "answer_help", answer=OF_PANEL[1])
    members = [str(cast[one].pk) for one in ("county_officer", "county_head", "city_officer")]
    called = {"triggers": ["novel_law"], "question": OF_PANEL[2], "proposal": "不算欺诈"}
    story.do("county_officer", "call_panel", **called, members=members)
    advise(room, "county_head", "give_opinion", stance="disagree", reasons=OF_PANEL[3])
    for who in ("city_officer", "county_officer"):
        advise(room, who, "give_opinion", stance="agree", reasons="发票不是欺诈的理由")
    advise(room, "county_officer", "resolve_panel", resolution=OF_PANEL[4])


def advise(room: Room, who: str, move: str, **inputs: str) -> None:
    """Through the page of whoever was asked."""
    address = f"/panels/{show_case_number(room.story.ref)}/"
    found = sit_down(room.stage.world.cast[who]).post(address, {"move": move, **inputs})
    assert found.status_code == 302, found.content.decode()


def over(room: Room) -> None:
    """The session ends, and its minutes are drafted, laid and confirmed."""
    room.story.do("mediator", "end_session", outcome="again")
    room.story.do("mediator", "lay_minutes", text=minutes.draft(Case.objects.get(ref=room.story.ref)))
    room.story.do("consumer", "confirm_minutes")


def readers(room: Room) -> dict[str, tuple[Client, Iterable[str], Iterable[str]]]:
    """Who reads, what they must not find, and what they must or the rest shows nothing."""
    office = OF_CONSUMER + OF_TRADER
    by_link, case = Client(), Case.objects.get(ref=room.story.ref)
    by_link.post(f"/i/{invite(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now())}/")
    return {
        "clerk": (both(room, "clerk"), OF_CONSUMER + OF_STAFF + OF_PANEL, OF_TRADER),
        "by the link of the trader": (by_link, OF_CONSUMER + OF_STAFF + OF_PANEL, ()),
        "consumer": (both(room, "consumer"), OF_TRADER + OF_STAFF + OF_PANEL, OF_CONSUMER[:1]),
        "observer": (room.browsers["observer"], office + OF_STAFF + OF_PANEL, ()),
        "support": (room.browsers["support"], office + OF_PANEL, ()),
        "county_officer": (both(room, "county_officer"), office + OF_STAFF, OF_PANEL),
        "other_clerk": (both(room, "other_clerk"), office + OF_STAFF + OF_PANEL, ()),
        "mediator": (both(room, "mediator"), (), (*office, *OF_STAFF, *OF_PANEL)),
    }


def both(room: Room, who: str) -> Client:
    """A browser and a client of the API in one."""
    return sit_down(room.stage.world.cast[who], room.stage.token(who))


def known(room: Room) -> dict[str, list[str]]:
    return {
        "ref": [show_case_number(room.story.ref)],
        "file_id": [str(pk) for pk in File.objects.values_list("pk", flat=True)],
        "trader_id": [str(room.stage.world.traders["qinghe"].pk)],
        "move": ["say", "lay_minutes"],
    }


def searches() -> list[str]:
    pages = ("/desk/", "/my/", "/office/search/", "/notices/", "/rooms/")
    return [f"{page}?q={one}" for page in pages for one in SHORT]


def test_nobody_finds_what_was_said_to_others(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    """While the session is open in the room, on everybody's own pages and where these lead; then everywhere.

    Everywhere: pages, API, files, case file, search.
    """
    doors = [f"/rooms/{room.story.ref}/{door}/" for door in ("state", "happenings")]
    read_by_all(room, [*doors, f"/api/v1{doors[1]}".rstrip("/"), *OWN], about="ref")
    over(room)
    read_by_all(room, [*routes(known(room), "ref"), *searches()])
    assert [one for one in every_phrase() if one in caplog.text] == []
    sent = "\n".join(one.text or "" for one in Message.objects.all())
    assert [one for one in every_phrase() if one in sent] == []
    assert "继续一起调解" in minutes.draft(Case.objects.get(ref=room.story.ref))


def read_by_all(room: Room, addresses: list[str], about: str = "") -> None:
    """Each of these addresses, and what of the case they link to; without `about` every address of the house."""
    number = show_case_number(room.story.ref)
    for who, (client, hidden, told) in readers(room).items():
        reader = Reader(asking(client))
        follows = partial(is_of_the_case, number, bool(about))
        reader.read_everything({}, extra=addresses, about=about, follows=follows)
        assert reader.finds(hidden) == [], who
        assert {phrase for _address, phrase in reader.finds(told)} == set(told), f"{who} has read nothing"


def is_of_the_case(number: str, as_it_stands: bool, link: str) -> bool:
    """And no form of a move; of a page that answers questions, `as_it_stands`, the page before one is asked."""
    return number in link and "move" not in link and not (as_it_stands and "?" in link)


def test_the_database_holds_it_sealed_alone(room: Room) -> None:
    """No column of any table has the words in the clear."""
    over(room)
    written = "\n".join(held for _table, held in columns())
    in_hex = [one.encode().hex() for one in every_phrase()]
    assert [one for one in (*every_phrase(), *in_hex) if one in written] == []
    assert "complainant" in written


def every_phrase() -> tuple[str, ...]:
    return (*OF_CONSUMER, *OF_TRADER, *OF_STAFF, *OF_PANEL)
