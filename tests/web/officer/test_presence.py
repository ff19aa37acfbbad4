"""Two people on one case see each other; nobody else hears of it, and no address names them."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from urllib.parse import unquote

from hejie.web.live.hub import Hub, Listener
from hejie.web.stream import Here, read_ticket, ticket
from tests.apps.agreements.scene import Scene
from tests.web.desks import browser_of, number

CASE = "case:1"


def comes_in(hub: Hub, who: str, name: str, case: str = "1") -> Listener:
    read = read_ticket(ticket([f"case:{case}"], Here(case, who, name)))
    assert read
    return hub.join(read, None)


def test_each_hears_of_the_other_and_when_they_leave() -> None:
    hub = Hub()
    first = comes_in(hub, "a", "罗立")
    assert first.news_of_company() is None
    second = comes_in(hub, "b", "方正平")
    assert (first.news_of_company(), second.news_of_company()) == (("方正平",), ("罗立",))
    assert first.news_of_company() is None, "said once"
    hub.leave(second)
    assert first.news_of_company() == ()
    hub.leave(first)
    assert not hub.presence.inside


def test_a_second_tab_of_ones_own_is_no_company_and_cases_are_apart() -> None:
    hub = Hub()
    first, again = comes_in(hub, "a", "罗立"), comes_in(hub, "a", "罗立")
    comes_in(hub, "b", "方正平", case="2")
    assert first.news_of_company() is None
    assert again.news_of_company() is None


def test_pages_of_the_sides_are_neither_seen_nor_told() -> None:
    hub = Hub()
    officer = comes_in(hub, "a", "罗立")
    read = read_ticket(ticket([CASE]))
    assert read
    consumer = hub.join(read, None)
    assert officer.news_of_company() is None
    assert consumer.news_of_company() is None


def test_the_page_of_the_office_says_who_opened_it_and_its_address_does_not(scene: Scene) -> None:
    scene.file("authority")
    for path in ("", "pane/"):
        html = browser_of(scene.people["officer"]).get(f"/office/cases/{number(scene)}/{path}").content.decode()
        [text] = re.findall(r"ticket=([^\"]+)\"", html)
        read = read_ticket(unquote(text))
        assert read
        assert read.here == Here(str(scene.case.pk), str(scene.people["officer"].pk), "周正")
        payload = text.lstrip(".").split(":")[0]
        assert "周正".encode() not in urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    party = browser_of(scene.people["consumer"]).get(f"/cases/{number(scene)}/").content.decode()
    [text] = re.findall(r"ticket=([^\"]+)\"", party)
    assert read_ticket(unquote(text)).here is None  # type: ignore[union-attr]
