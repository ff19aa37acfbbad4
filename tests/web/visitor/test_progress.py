"""Where does my matter stand: number and phone, and not a word to anybody else."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hejie.base.ids import case_number, show_case_number
from hejie.cases.models import Party
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, Scene
from tests.small_case import World, small_world
from tests.web.conftest import words
from tests.web.desks import FILED

PHONE = "13800000916"


@pytest.fixture
def world(db: None) -> World:
    return small_world(timezone.now(), phone=PHONE)


filed = FILED.fixture()


def look_up(client: Client, number: str, phone: str) -> tuple[int, str]:
    answer = client.post("/progress/", {"number": number, "phone": phone})
    return answer.status_code, words(answer)


def test_who_filed_sees_whose_turn_it_is_and_by_when(client: Client, world: World) -> None:
    status, text = look_up(client, show_case_number(world.case.ref), "138 0000 0916")
    assert status == 200
    for part in (show_case_number(world.case.ref), "轮到商家", "10 个工作日", "到期没办会怎样"):
        assert part in text


def test_who_has_to_answer_is_told_so_briefly_and_led_to_the_case(client: Client, filed: Scene) -> None:
    filed.act("clerk", "make_offer", terms=[LESS])
    number = show_case_number(filed.case.ref)

    answer = client.post("/progress/", {"number": number, "phone": PHONE})
    title, button = card_of(answer.content.decode())

    assert title == "请答复对方的方案"
    assert button == f'href="/accounts/login/?next=/cases/{number}/">登录去答复'
    assert "青禾" not in words(answer)
    assert "900" not in words(answer)


def test_who_waits_is_told_for_whom_and_given_nothing_to_press(client: Client, filed: Scene) -> None:
    page = client.post("/progress/", {"number": filed.case.ref, "phone": PHONE}).content.decode()

    assert card_of(page) == ("等商家答复", "")


def test_who_filed_by_phone_is_led_to_where_the_name_is_asked_for(client: Client, filed: Scene) -> None:
    filed.act("clerk", "make_offer", terms=[LESS])
    Party.objects.filter(case=filed.case, side=Role.COMPLAINANT).update(person=None)
    number = show_case_number(filed.case.ref)

    answer = client.post("/progress/", {"number": number, "phone": PHONE})

    login = f'href="/accounts/login/?next=/cases/{number}/">登录去答复'
    assert card_of(answer.content.decode()) == ("请答复对方的方案", login)
    assert "请用这个手机号登录，再说出登记时的姓名" in words(answer)


def test_what_was_told_without_a_name_can_only_be_followed(client: Client, filed: Scene) -> None:
    party = Party.objects.get(case=filed.case, side=Role.COMPLAINANT)
    party.name, party.person = "", None
    party.save()

    answer = client.post("/progress/", {"number": filed.case.ref, "phone": PHONE})

    assert "登记时没有留姓名" in words(answer)
    assert "/accounts/login/?next=/cases/" not in answer.content.decode()


def card_of(page: str) -> tuple[str, str]:
    """Heading of the Next Step card, and its button."""
    card = page[page.index('id="next-step"') : page.index('id="way"')]
    button = re.search(r'<a class="btn[^>]*(href=[^<]*)</a>', card)
    return re.findall(r'id="next-title"[^>]*>([^<]*)<', card)[0], button[1] if button else ""


def test_progress_shows_no_name_and_no_word_anybody_wrote(client: Client, world: World) -> None:
    _, text = look_up(client, world.case.ref, PHONE)
    for private in ("林晓", "买了三天就不加热了", "电饭煲", PHONE):
        assert private not in text


def test_a_wrong_phone_and_an_unknown_number_get_the_same_answer(client: Client, world: World) -> None:
    wrong_phone = look_up(client, world.case.ref, "13900000000")
    unknown_number = look_up(client, "261112047182", PHONE)
    assert wrong_phone[0] == unknown_number[0] == 404
    assert wrong_phone[1].replace(world.case.ref, "") == unknown_number[1].replace("261112047182", "")


def test_guessing_is_slowed_down_even_with_the_right_pair(client: Client, world: World) -> None:
    for _ in range(10):
        look_up(client, "261112047182", "13900000000")
    status, text = look_up(client, world.case.ref, PHONE)
    assert status == 429
    assert "查得太频繁了" in text
    assert "12315" in text


def test_a_right_pair_never_counts(client: Client, world: World) -> None:
    """Twenty people of one village, or one who looks every minute."""
    assert {look_up(client, world.case.ref, PHONE)[0] for _ in range(20)} == {200}
    assert {look_up(client, world.case.ref, "13900000000")[0] for _ in range(10)} == {404}
    assert look_up(client, world.case.ref, "13900000000")[0] == 429


def test_a_right_pair_does_not_show_a_guesser_that_the_number_exists(client: Client, world: World) -> None:
    """Nine wrong tries from many addresses, the right one by whoever filed, and still only one wrong try is left."""
    phones = ["13900000001"] * 9 + [PHONE] + ["13900000001"] * 2
    answers = [
        client.post("/progress/", {"number": world.case.ref, "phone": phone}, REMOTE_ADDR=f"10.0.0.{n}")
        for n, phone in enumerate(phones)
    ]
    assert [answer.status_code for answer in answers] == [404] * 9 + [200, 404, 429]


def test_a_wrong_pair_costs_the_same_whether_the_number_exists_or_not(client: Client, world: World) -> None:
    """Else the time of the answer would tell."""
    asked = []
    for number in (world.case.ref, case_number(timezone.localdate())):
        with CaptureQueriesContext(connection) as queries:
            look_up(client, number, "13900000000")
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1]
    assert asked[0].count("INSERT") == 2


def test_what_is_missing_is_said_beside_the_number_typed(client: Client, db: None) -> None:
    answer = client.post("/progress/", {"number": "2611", "phone": ""})
    assert answer.status_code == 422
    assert "请填写提交时用的手机号" in words(answer)
    assert 'value="2611"' in answer.content.decode()
    for wrong in ("number", "phone"):
        assert f'id="{wrong}-problem"' in answer.content.decode()


def test_what_is_no_case_number_is_said_so_and_what_was_typed_stays(client: Client, db: None) -> None:
    answer = client.post("/progress/", {"number": "😀12", "phone": "13800000916"})
    assert answer.status_code == 422
    assert "12 位数字" in words(answer)
    for typed in ("😀12", "13800000916"):
        assert f'value="{typed}"' in answer.content.decode()


def test_neither_number_nor_phone_stands_in_an_address(client: Client) -> None:
    page = client.get("/progress/?number=261112047182&phone=13800000916").content.decode()
    assert 'method="post"' in page
    assert 'value="261112047182"' not in page


def test_a_look_up_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/progress/").headers["Cache-Control"]


def test_progress_reads_in_english(client: Client, world: World, now: datetime) -> None:
    client.cookies["hejie_language"] = "en"
    _, text = look_up(client, world.case.ref, PHONE)
    assert "Turn: the trader" in text
    assert "If nothing happens by then" in text


def test_tries_are_counted_per_number_too(client: Client, world: World) -> None:
    """From ever new addresses: an existing number and an invented one answer alike."""
    absent = case_number(timezone.localdate())
    for number in (world.case.ref, absent):
        answers = [
            client.post("/progress/", {"number": number, "phone": "13900000001"}, REMOTE_ADDR=f"10.0.{number[-1]}.{n}")
            for n in range(11)
        ]
        assert [answer.status_code for answer in answers] == [404] * 10 + [429]


def test_a_scanned_code_brings_the_number(client: Client, world: World) -> None:
    number = show_case_number(world.case.ref)
    assert f'value="{number}"' in client.get("/progress/", {"number": number}).content.decode()
    assert "script" not in words(client.get("/progress/", {"number": "<script>"}))
