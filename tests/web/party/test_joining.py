"""A case filed on the telephone is opened by the caller's own account: the phone shown, the name said."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hejie.base.crypto import blind_index
from hejie.cases.joining import join_cases
from hejie.cases.models import Case, Party, Representation
from hejie.demo.world import World
from hejie.messaging.models import Message
from hejie.people.access import actor_for_person
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.rules.model import Role
from hejie.web import saidname
from tests.stage import broken_chain
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.desks import code_sent_to
from tests.web.operator.test_hotline import CALLER, call

HERE = "/my/filed/"


@pytest.fixture
def filed(world: World) -> Case:
    """Told on the telephone by somebody without an account."""
    sit_down(world.cast["operator"]).post("/hotline/", call(world))
    return Case.objects.get(channel="hotline")


@pytest.fixture
def caller(filed: Case, now: datetime) -> Person:
    """Signs up afterwards, with the code that went to the phone."""
    return register_person(now=now, name="", phone=CALLER, phone_verified=True)


def page_of(case: Case) -> str:
    return f"/cases/{case.ref[:4]}-{case.ref[4:8]}-{case.ref[8:]}/"


def test_whoever_follows_the_link_of_the_message_says_the_name_and_goes_on(caller: Person, filed: Case) -> None:
    client = sit_down(caller)
    sent = client.get(page_of(filed))
    assert (sent.status_code, sent.headers["Location"]) == (302, HERE)
    asked = words(client.get(HERE))
    assert page_of(filed)[7:-1] in asked
    assert "除湿机" not in asked, "nothing of what the case tells, before the name is said"
    opened = client.post(HERE, {"name": " 何田田 "}, follow=True)
    assert opened.redirect_chain[-1] == ("/my/", 302)
    assert "打开了：" in words(opened)
    assert client.get(page_of(filed)).status_code == 200
    assert "withdraw" in client.get(page_of(filed)).content.decode()
    assert client.get(HERE).headers["Location"] == "/my/"


def test_a_code_to_sign_in_goes_to_whoever_something_was_filed_for(filed: Case) -> None:
    """And to nobody else without an account; the account is there once, however often they ask."""
    asking = [(Client(), phone) for phone in ("13900000018", CALLER, CALLER)]
    for client, phone in asking:
        client.post("/accounts/login/code/", {"phone": phone})
    texts = {(one.address, one.template) for one in Message.objects.filter(medium="sms")}
    assert {("13900000018", "no_account"), (CALLER, "code")} <= texts
    assert (CALLER, "no_account") not in texts
    [person] = Person.objects.filter(phone_index=blind_index("phone", CALLER))
    assert person.phone_verified_at is None, "until the code is typed"
    code = code_sent_to(CALLER)
    answer = client.post("/accounts/login/code/confirm/", {"code": code, "next": page_of(filed)})
    assert answer.headers["Location"] == page_of(filed)
    client.post(HERE, {"name": "何田田"})
    person.refresh_from_db()
    assert (person.name, person.phone_verified_at is not None) == ("何田田", True)


def test_my_cases_say_that_something_waits(caller: Person, filed: Case) -> None:
    client = sit_down(caller)
    page = words(client.get("/my/"))
    assert "有 1 件用您的手机号登记的案件" in page
    assert "您还没有案件" not in page
    client.post(HERE, {"name": "何田田"})
    assert "用您的手机号登记" not in words(client.get("/my/"))


def test_another_name_opens_nothing_and_stays_in_its_field(caller: Person, filed: Case) -> None:
    client = sit_down(caller)
    answer = client.post(HERE, {"name": "何甜甜"})
    assert answer.status_code == 422
    assert 'value="何甜甜"' in answer.content.decode()
    assert "和登记的姓名对不上" in words(answer)
    assert "请填写姓名" in words(client.post(HERE, {"name": " "}))
    assert client.get(page_of(filed)).headers["Location"] == HERE
    assert Party.objects.get(case=filed, side=Role.COMPLAINANT).person is None


def test_names_are_not_guessed(caller: Person, filed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saidname, "MISSES", 2)
    client = sit_down(caller)
    for name in ("何甜", "何天天"):
        client.post(HERE, {"name": name})
    assert "今天试的次数太多了" in words(client.post(HERE, {"name": "何田田"}))
    assert Party.objects.get(case=filed, side=Role.COMPLAINANT).person is None


def test_another_phone_sees_no_such_case(world: World, filed: Case) -> None:
    other = sit_down(world.cast["outsider"])
    assert other.get(page_of(filed)).status_code == 404
    assert other.post(HERE, {"name": "何田田"}).headers["Location"] == "/my/"
    assert Client().get(page_of(filed)).status_code == 404
    assert Client().get(HERE).headers["Location"] == f"/accounts/login/?next={HERE}"


def test_a_phone_that_was_not_shown_opens_nothing(filed: Case, now: datetime) -> None:
    person = register_person(now=now, name="何田田", phone=CALLER)
    assert join_cases(actor=actor_for_person(person), name="何田田", now=now) == []


def test_it_stands_in_the_chain_once(caller: Person, filed: Case, now: datetime) -> None:
    actor = actor_for_person(caller)
    number = page_of(filed)[7:-1]
    assert [join_cases(actor=actor, name="何田田", now=now) for _ in range(2)] == [[number], []]
    filed.refresh_from_db()
    record = filed.records.get(fact="account_joined")
    assert (record.role, record.person_id, record.seq) == (Role.COMPLAINANT, caller.pk, filed.seq)
    assert broken_chain(filed) is None


def test_an_agent_without_an_account_joins_while_the_power_runs(filed: Case, now: datetime) -> None:
    today, phone = timezone.localdate(now), "13900000019"
    term = {"valid_from": today, "valid_until": today}
    row = Representation.objects.create(case=filed, kind="agent", name="柳青", phone=phone, **term)
    agent = actor_for_person(register_person(now=now, name="", phone=phone, phone_verified=True))

    assert join_cases(actor=agent, name="柳青", now=now + timedelta(days=1)) == []
    assert len(join_cases(actor=agent, name="柳青", now=now)) == 1

    row.refresh_from_db()
    assert row.person_id == agent.person_id
    assert Party.objects.get(case=filed, side=Role.COMPLAINANT).person is None, "the complainant joins by themselves"


def test_progress_says_how_the_caller_goes_on(caller: Person, filed: Case) -> None:
    answer = Client().post("/progress/", {"number": filed.ref, "phone": CALLER})
    assert "再说出登记时的姓名" in words(answer)
    assert f"/accounts/login/?next={page_of(filed)}" in answer.content.decode()


def test_the_page_speaks_english(caller: Person, filed: Case) -> None:
    client = sit_down(caller)
    client.cookies["hejie_language"] = "en"
    page = words(client.post(HERE, {"name": "何甜甜"}))
    assert "Cases filed for you" in page
    assert "This is not the name that was filed" in page
