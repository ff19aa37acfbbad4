"""One tap for a time to meet: on the pages of both sides and by the link of the message, without an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hejie.mediation.links import link_for
from hejie.mediation.models import Meeting
from hejie.rules.model import Role
from tests.apps.agreements.scene import Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words
from tests.web.desks import MEDIATED

scene = MEDIATED.fixture()


@pytest.fixture
def mediator(scene: Scene) -> Client:
    """The mediator's browser, with a case in mediation."""
    return sit_down(scene.people["mediator"])


def card(response: HttpResponse) -> str:
    """The part of a page about the meeting."""
    found = re.search(r'<section id="meeting".*?</section>', response.content.decode(), re.DOTALL)
    assert found
    return found[0]


def press(browser: Client, page: str, button: str) -> HttpResponse:
    """Submit the form with this button as a browser without script does: what is hidden or ticked, and the button."""
    for form in re.findall(r"<form method=\"post\" action=\"([^\"]*)\"(.*?)</form>", page, re.DOTALL):
        pressed = next(
            (one for one in re.findall(r"<button([^>]*)>(.*?)</button>", form[1], re.DOTALL) if button in one[1]), None
        )
        if pressed is None:
            continue
        data: dict[str, list[str]] = {}
        for tag in (*re.findall(r"<input([^>]*)>", form[1]), pressed[0]):
            given = dict(re.findall(r'(name|value|type)="([^"]*)"', tag))
            if "name" in given and (given.get("type") not in ("checkbox", "radio") or " checked" in tag):
                data.setdefault(given["name"], []).append(given.get("value", ""))
        return browser.post(form[0], data, follow=True)
    raise AssertionError(f"no button {button}")


def test_from_the_proposal_to_the_calendar_with_one_tap_each(scene: Scene, mediator: Client) -> None:
    address = f"/rooms/{number(scene.case)}/"
    response = press(mediator, card(mediator.get(address)), "发给双方选")
    assert "还没选的：投诉人、被投诉人" in words(response)
    meeting = Meeting.objects.get()
    assert len(meeting.times) == 3

    consumer = sit_down(scene.people["consumer"])
    case_page = consumer.get(f"/cases/{number(scene.case)}/")
    assert "哪些时间您方便？" in words(case_page)
    assert "等对方选时间" in words(press(consumer, card(case_page), "这几个时间都行"))

    shop = Client()  # has only the link of the message
    link = link_for(meeting.pk, Role.RESPONDENT).removeprefix("http://localhost:8000")
    page = shop.get(link[link.index("/t/") :])
    assert words(page).count("对方也行，点了就定") == 3
    fixed = press(shop, card(page), "对方也行，点了就定")
    meeting.refresh_from_db()
    assert meeting.fixed_for
    assert "调解时间定了" in words(fixed)
    assert "看整个案件" not in words(fixed)

    entry = shop.get(link[link.index("/t/") :] + "meeting.ics")
    assert entry.headers["Content-Type"].startswith("text/calendar")
    assert b"METHOD:PUBLISH" in entry.content
    mine = consumer.get(f"/cases/{number(scene.case)}/meeting.ics")
    assert mine.content == entry.content
    assert "约好的调解" in words(mediator.get("/rooms/"))


def test_none_suits_and_moving_are_on_the_page_too(scene: Scene, mediator: Client) -> None:
    press(mediator, card(mediator.get(f"/rooms/{number(scene.case)}/")), "发给双方选")
    clerk = sit_down(scene.people["clerk"])
    page = clerk.get(f"/desk/cases/{number(scene.case)}/")
    assert "等别的调解时间" in words(press(clerk, card(page), "都不行，告诉调解员"))
    assert "还没选的：投诉人" in words(mediator.get(f"/rooms/{number(scene.case)}/"))


def test_a_second_absence_leads_to_the_termination_and_a_person_decides(scene: Scene, mediator: Client) -> None:
    address, on = f"/rooms/{number(scene.case)}/", (timezone.localdate() + timedelta(days=8)).isoformat()
    for turn in (1, 2):
        scene.act("mediator", "call_meeting", on=on, at="09:00", place="网上调解室", online=True, recusal_days=3)
        at = timezone.now() - timedelta(minutes=30)
        Meeting.objects.filter(ended_at=None).update(
            fixed_for=at, called_for=at, remind_day_at=None, remind_hour_at=None
        )
        page = mediator.get(address)
        assert "第二十三条第一款第二项" in words(page)
        given = {"absent": "respondent", "waited": "20", "cause": "none", "reason": "电话里说不想来"}
        mediator.post(f"/cases/{number(scene.case)}/moves/record_absence/", given)
        page = mediator.get(address)
        assert f"被投诉人没来 {turn} 次" in words(page)
        assert ("以这个理由终止调解" in words(page)) == (turn == 2)
        assert "再约：" in words(page)
    leads = re.search(r'href="([^"]*moves/terminate/[^"]*)"', page.content.decode())
    assert leads
    form = mediator.get(leads[1].replace("&amp;", "&"))
    assert (
        'value="absent_or_refused" checked' in re.sub(r"\s+", " ", form.content.decode())
        or "absent_or_refused" in form.content.decode()
    )
    assert "被投诉人 2 次" in words(form)
    scene.case.refresh_from_db()
    assert scene.case.state == "mediating"
    consumer = sit_down(scene.people["consumer"])
    assert "上次约好的调解，对方没有来" in words(consumer.get(f"/cases/{number(scene.case)}/"))
    assert "三个时间" not in words(press(mediator, card(mediator.get(address)), "再约："))
    assert Meeting.objects.filter(ended_at=None).exists()


def test_a_forged_link_opens_nothing_and_an_old_one_tells_that_it_is_over(scene: Scene, mediator: Client) -> None:
    press(mediator, card(mediator.get(f"/rooms/{number(scene.case)}/")), "发给双方选")
    address = link_for(Meeting.objects.get().pk, Role.COMPLAINANT)
    link = address[address.index("/t/") :]
    stranger = Client()
    assert stranger.get(link[:-2] + "x/").status_code == 404
    assert stranger.post(link, {"move": "withdraw"}).status_code == 404
    scene.act("mediator", "cancel_meeting", reason="双方已经谈好")
    assert "约好的调解取消了" in words(stranger.get(link))
    assert stranger.post(link, {"move": "choose_times", "times": []}).status_code == 404
