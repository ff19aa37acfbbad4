"""A number that nobody used goes to somebody else: the account is opened by its code and its name together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.invitations import find_invitation, invite
from hejie.cases.joining import join_cases
from hejie.cases.models import Case, Party, Representation
from hejie.demo.world import World
from hejie.messaging.models import Message
from hejie.people.access import actor_for_person
from hejie.people.actions import register_person
from hejie.people.held import KEPT_BACK
from hejie.people.models import Person
from hejie.rules.model import Role
from hejie.web import saidname
from tests.stage import broken_chain
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.desks import code_sent_to
from tests.web.operator.test_hotline import CALLER, call

NAME = "何田田"
HERE = "/accounts/name/"


@pytest.fixture
def owner(world: World) -> Person:
    """Called the hotline, opened the case with an account, and has not been here for three months."""
    sit_down(world.cast["operator"]).post("/hotline/", call(world))
    long_ago = timezone.now() - KEPT_BACK
    person = register_person(now=long_ago, name="", phone=CALLER, phone_verified=True)
    join_cases(actor=actor_for_person(person), name=NAME, now=timezone.now())
    return person


def code_typed(client: Client, phone: str = CALLER, leads_to: str = "/my/") -> HttpResponse:
    client.post("/accounts/login/code/", {"phone": phone})
    typed = {"code": code_sent_to(phone), "next": leads_to}
    return client.post("/accounts/login/code/confirm/", typed)  # type: ignore[return-value]


def test_after_three_months_the_code_alone_opens_nothing(client: Client, owner: Person) -> None:
    assert code_typed(client, leads_to="/notices/")["Location"] == HERE
    assert client.get("/my/").status_code == 302, "nobody is signed in yet"
    asked = client.get(HERE)
    assert "号码停用以后会给别人用" in words(asked)
    assert NAME not in asked.content.decode()
    assert client.post(HERE, {"name": f" {NAME} "})["Location"] == "/notices/", "where the reader was going"
    assert "除湿机" in words(client.get("/my/"))


def test_whoever_was_here_lately_is_asked_for_nothing_more(client: Client, owner: Person) -> None:
    just = timezone.now() - KEPT_BACK + timedelta(minutes=5)
    Person.objects.filter(pk=owner.pk).update(phone_verified_at=just)
    assert code_typed(client)["Location"] == "/my/"
    owner.refresh_from_db()
    assert owner.phone_verified_at is not None
    assert owner.phone_verified_at > just, "and the three months begin anew"


def test_another_name_opens_nothing_and_is_not_tried_for_ever(client: Client, owner: Person) -> None:
    code_typed(client)
    empty = client.post(HERE, {"name": " "})
    assert (empty.status_code, "请填写姓名" in words(empty)) == (422, True)
    for _ in range(saidname.MISSES):
        wrong = client.post(HERE, {"name": "吴归"})
        assert "和账户登记的姓名对不上" in words(wrong)
        assert 'value="吴归"' in wrong.content.decode()
    assert "今天试的次数太多了" in words(client.post(HERE, {"name": NAME}))
    assert client.get("/my/").status_code == 302


def test_whoever_typed_a_wrong_number_takes_another(client: Client, owner: Person) -> None:
    code_typed(client)
    assert "换个号码" in words(client.get(HERE))
    left = client.post("/accounts/logout/", {"next": "/accounts/login/"})
    assert left["Location"] == "/accounts/login/"
    assert client.get(HERE)["Location"] == "/accounts/login/", "the code counts no more"


def test_the_new_holder_lets_go_of_the_account_and_its_messages_stop(client: Client, owner: Person) -> None:
    case = Case.objects.get(channel="hotline")
    code_typed(client)
    done = client.post(HERE, {"another": "1"}, follow=True)
    assert "这个号码已和原来的账户分开" in words(done)
    assert client.get("/my/").status_code == 302
    owner.refresh_from_db()
    party = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (owner.phone, owner.phone_verified_at, owner.name) == (None, None, NAME)
    assert (party.phone, party.phone_index, party.person_id) == (None, None, owner.pk)
    record = case.records.get(fact="phone_released")
    assert (record.visible_to, CALLER in str(record.data)) == ("officer head superior", False)
    assert broken_chain(Case.objects.get(pk=case.pk)) is None
    told = Message.objects.filter(case_id=case.pk, template="phone_released")
    assert {one.medium for one in told} == {"inapp"}


def test_two_taps_let_go_once(owner: Person) -> None:
    taps = [Client(), Client()]
    for tap in taps:
        code_typed(tap)
        Message.objects.filter(template="code").delete()
    for tap in taps:
        tap.post(HERE, {"another": "1"})
    assert Case.objects.get(channel="hotline").records.filter(fact="phone_released").count() == 1


def test_a_link_that_was_sent_to_the_phone_ends_with_it(client: Client, owner: Person) -> None:
    """Or whoever has it would show any phone, and be known by that from then on."""
    case = Case.objects.get(channel="hotline")
    given = Representation.objects.create(
        case=case, kind="represented", person=owner, name=NAME, phone=CALLER, settlement_seq=None
    )
    code = invite(case_id=case.pk, side=Role.COMPLAINANT, now=timezone.now(), representation_id=given.pk)
    assert find_invitation(code, timezone.now()) is not None
    code_typed(client)
    client.post(HERE, {"another": "1"})
    assert find_invitation(code, timezone.now()) is None
    given.refresh_from_db()
    assert given.phone is None


def test_the_office_reads_that_the_phone_is_somebody_elses(client: Client, owner: Person, world: World) -> None:
    code_typed(client)
    client.post(HERE, {"another": "1"})
    desk = sit_down(world.cast["county_officer"])
    number = show_case_number(Case.objects.get(channel="hotline").ref)
    assert "提交时留的手机号换了主人" in words(desk.get(f"/office/cases/{number}/"))
    assert "提交人的手机号换了主人" in words(desk.get("/notices/"))


def test_the_page_is_for_whoever_has_just_given_the_code(client: Client, owner: Person) -> None:
    for reader in (client, sit_down(owner)):
        answered = reader.post(HERE, {"another": "1"})
        assert answered.headers["Location"].startswith("/accounts/login/")
    owner.refresh_from_db()
    assert owner.phone == CALLER
