"""A number or a name taken down wrongly: put right by the office, and what went to the wrong phone is worth nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from hejie.base.ids import show_case_number
from hejie.cases.actions import Refused, perform
from hejie.cases.invitations import find_invitation, invite
from hejie.cases.joining import join_cases, waiting_for
from hejie.cases.models import Case, Party
from hejie.demo.world import World
from hejie.messaging.models import Message
from hejie.people.access import Actor, actor_for_person
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.rules.model import Role
from tests.stage import Stage, Story, broken_chain
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.operator.test_hotline import CALLER, call

RIGHT = "13900000027"
CHECKED = "来电人报出了案件号和登记的地址"


@pytest.fixture
def filed(world: World) -> Case:
    """A call whose number was misheard, about a trader whose clerks are not on the platform."""
    here = world.offices["qinghe"].pk
    other = next(one for one in world.traders.values() if one.office_id == here and one.pk not in world.clerks)
    sit_down(world.cast["operator"]).post("/hotline/", call(world, trader=str(other.pk)))
    return Case.objects.get(channel="hotline")


@pytest.fixture
def officer(world: World) -> Actor:
    return actor_for_person(world.cast["county_officer"])


def correct(case: Case, officer: Actor, **said: Any) -> None:
    inputs = {"reason": CHECKED, **said}
    perform(ref=case.ref, move="correct_contact", actor=officer, inputs=inputs, now=timezone.now())


def party(case: Case, side: Role = Role.COMPLAINANT) -> Party:
    return Party.objects.get(case=case, side=side)


def holder(phone: str, now: datetime) -> Actor:
    return actor_for_person(register_person(now=now, name="", phone=phone, phone_verified=True))


def test_the_right_phone_opens_the_case_and_the_wrong_one_no_more(filed: Case, officer: Actor, now: datetime) -> None:
    stranger, caller = holder(CALLER, now), holder(RIGHT, now)
    assert waiting_for(stranger, now)

    correct(filed, officer, side="complainant", phone=RIGHT)

    assert waiting_for(stranger, now) == []
    assert len(join_cases(actor=caller, name="何田田", now=now)) == 1
    told = {one.address for one in Message.objects.filter(case_id=filed.pk, template="contact_corrected")}
    assert told == {RIGHT}


def test_the_record_holds_neither_number_nor_name(filed: Case, officer: Actor) -> None:
    correct(filed, officer, side="complainant", phone=RIGHT, name="何恬恬")

    record = filed.records.get(fact="contact_corrected")
    said = str(record.data) + str(record.content.body)
    assert CHECKED in said
    assert not [one for one in (RIGHT, "何恬恬", CALLER, "何田田") if one in said]
    assert record.visible_to == "complainant officer head"
    assert broken_chain(Case.objects.get(pk=filed.pk)) is None


def test_another_name_is_to_be_proved_anew(filed: Case, officer: Actor, now: datetime) -> None:
    Party.objects.filter(case=filed, side=Role.COMPLAINANT).update(identity_checked_at=now)
    correct(filed, officer, side="complainant", phone=CALLER, name="何恬恬")
    assert (party(filed).name, party(filed).phone, party(filed).identity_checked_at) == ("何恬恬", CALLER, None)


def test_a_traders_links_end_and_a_new_one_goes_to_the_right_phone(filed: Case, officer: Actor, now: datetime) -> None:
    code = invite(case_id=filed.pk, side=Role.RESPONDENT, now=now)
    Party.objects.filter(case=filed, side=Role.RESPONDENT).update(reached_at=now)

    correct(filed, officer, side="respondent", phone=RIGHT)

    assert find_invitation(code, now) is None
    assert (party(filed, Role.RESPONDENT).phone, party(filed, Role.RESPONDENT).reached_at) == (RIGHT, None)
    [sent] = [one for one in Message.objects.filter(case_id=filed.pk, medium="sms") if one.address == RIGHT]
    assert "/i/" in (sent.text or "")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"side": "complainant"}, "phone"),
        ({"side": "complainant", "phone": CALLER, "name": "何田田"}, "phone"),
        ({"side": "complainant", "phone": "1390000"}, "phone"),
        ({"side": "respondent", "phone": RIGHT, "name": "别的店"}, "name"),
        ({"side": "mediator", "phone": RIGHT}, "side"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(filed: Case, officer: Actor, said: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        correct(filed, officer, **said)
    assert [one.field for one in refused.value.refusal.problems] == [field]
    assert (party(filed).phone, party(filed).name) == (CALLER, "何田田")


def test_who_lost_the_phone_of_the_account_opens_the_case_with_another(
    filed: Case, officer: Actor, now: datetime
) -> None:
    before, after = holder(CALLER, now), holder(RIGHT, now)
    join_cases(actor=before, name="何田田", now=now)
    mine = sit_down(Person.objects.get(pk=before.person_id))
    page = f"/cases/{show_case_number(filed.ref)}/"
    assert mine.get(page).status_code == 200

    correct(filed, officer, side="complainant", phone=RIGHT)

    assert mine.get(page).status_code == 404
    told = Message.objects.filter(case_id=filed.pk, template="left_account", person=before.person_id)
    assert {(one.medium, one.address) for one in told} == {("inapp", None), ("sms", CALLER)}
    assert RIGHT not in "".join(one.text or "" for one in told)
    assert len(join_cases(actor=after, name="何田田", now=now)) == 1
    assert sit_down(Person.objects.get(pk=after.person_id)).get(page).status_code == 200


def test_an_account_keeps_its_case_when_the_name_alone_was_wrong(filed: Case, officer: Actor, now: datetime) -> None:
    join_cases(actor=(owner := holder(CALLER, now)), name="何田田", now=now)
    correct(filed, officer, side="complainant", phone=CALLER, name="何恬恬")
    assert (party(filed).name, party(filed).person_id) == ("何恬恬", owner.person_id)
    assert not Message.objects.filter(case_id=filed.pk, template="left_account").exists()


def test_a_trader_with_clerks_keeps_its_phone_itself(world: World, officer: Actor) -> None:
    sit_down(world.cast["operator"]).post("/hotline/", call(world))
    with pytest.raises(Refused):
        correct(Case.objects.get(channel="hotline"), officer, side="respondent", phone=RIGHT)


def test_the_schema_says_whose_name_may_be_corrected(filed: Case, world: World) -> None:
    asked = Story(Stage(world), filed.ref).schema("county_officer", "correct_contact")
    validator = Draft202012Validator(asked)
    given = {"phone": RIGHT, "name": "何恬恬", "reason": CHECKED}
    assert validator.is_valid({**given, "side": "complainant"})
    assert not validator.is_valid({**given, "side": "respondent"})


def test_the_officers_page_offers_it_and_keeps_what_was_typed(filed: Case, world: World) -> None:
    desk: Client = sit_down(world.cast["county_officer"])
    address = f"/cases/{show_case_number(filed.ref)}/moves/correct_contact/"
    assert "更正登记的手机号或姓名" in words(desk.get(address))
    answer = desk.post(address, {"side": "complainant", "phone": "1390000", "reason": CHECKED})
    assert answer.status_code == 422
    assert "手机号不对" in words(answer)
    assert 'value="1390000"' in answer.content.decode()
    assert desk.post(address, {"side": "complainant", "phone": RIGHT, "reason": CHECKED}).status_code == 302
    assert party(filed).phone == RIGHT


def test_it_stands_beside_who_filed(filed: Case, world: World) -> None:
    desk = sit_down(world.cast["county_officer"])
    assert "更正手机号或姓名" in words(desk.get(f"/office/cases/{show_case_number(filed.ref)}/"))


def test_where_one_phone_alone_may_be_wrong_its_owner_is_chosen(filed: Case, world: World) -> None:
    desk = sit_down(world.cast["county_officer"])
    address = f"/cases/{show_case_number(filed.ref)}/moves/correct_contact/"
    assert "checked" not in desk.get(address).content.decode()
    Case.objects.filter(pk=filed.pk).update(trader=next(iter(world.clerks)))
    assert 'value="complainant" checked' in desk.get(address).content.decode()
