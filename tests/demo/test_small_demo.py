"""The demonstration tells every story it has: nobody meets a state that does not occur, and every desk has work."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client

from hejie.cases.access import visible_cases
from hejie.cases.models import Case, CaseRecord, Deadline, Party
from hejie.cases.queries import cases_of_mediator, cases_of_person, cases_of_traders
from hejie.demo.cast import BY_KEY, CAST, PASSWORD
from hejie.messaging.models import Message
from hejie.negotiation.queries import live_sums
from hejie.operate.commands.cast import cast_with_tokens, table
from hejie.people.access import Actor, actor_for_person, actor_for_token
from hejie.people.models import Person
from hejie.people.queries import person_named
from hejie.places.models import Authority
from hejie.rules import machine
from hejie.rules.model import Role

pytestmark = pytest.mark.usefixtures("demo")


def person(key: str) -> Person:
    found = person_named(BY_KEY[key].phone)
    assert found
    return found


def actor(key: str) -> Actor:
    return actor_for_person(person(key))


def test_every_state_of_every_procedure_occurs(demo: datetime) -> None:
    procedures = machine.edition_for(demo.date()).procedures
    known = {(kind, state) for kind, procedure in procedures.items() for state in procedure.states}
    assert known - set(Case.objects.values_list("kind", "state")) == set()


def test_five_levels_of_authorities_and_some_terms_are_missed() -> None:
    assert set(Authority.objects.values_list("level", flat=True)) == {"nation", "province", "city", "county", "station"}
    assert Deadline.objects.filter(closed_at=None, missed_at__isnull=False).exists(), "late and still open"
    assert Deadline.objects.filter(closed_as="late").exists(), "late and done"
    assert Deadline.objects.filter(closed_at=None, missed_at=None).exists()


def test_records_of_a_case_stand_in_the_order_of_time_and_none_in_the_future(demo: datetime) -> None:
    for case in Case.objects.all():
        times = list(CaseRecord.objects.filter(case=case).order_by("seq").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] <= demo


def test_lin_xiao_has_something_to_answer_to_sign_to_wait_for_and_to_look_back_at() -> None:
    cases = list(cases_of_person(person("consumer").pk).select_related("trader"))
    assert {case.state for case in cases} >= {"negotiating", "signing", "performing", "closed", "mediating"}
    [talking] = [case for case in cases if case.state == "negotiating"]
    assert talking.trader
    assert talking.trader_id in actor("clerk").trader_ids
    assert live_sums([talking.pk])[talking.pk].by is Role.RESPONDENT


def test_every_desk_of_the_cast_has_work() -> None:
    clerk, mediator = actor("clerk"), person("mediator")
    assert Counter(cases_of_traders(clerk.trader_ids).values_list("state", flat=True))["negotiating"] >= 3
    assert cases_of_mediator(mediator.pk).filter(state="mediating").exists()
    for key, least in (("county_officer", 5), ("station_officer", 3), ("city_officer", 1)):
        offices = [post.authority_id for post in actor(key).posts]
        assert Case.objects.filter(office__in=offices, closed_at=None).count() >= least, key
    assert cases_of_person(person("second_consumer").pk).count() >= 3


def test_the_outsider_sees_no_case() -> None:
    assert not Party.objects.filter(person=person("outsider")).exists()
    assert not visible_cases(actor("outsider")).exists()


def test_what_was_said_in_the_past_was_sent_in_the_past(demo: datetime) -> None:
    assert Message.objects.exists()
    assert not Message.objects.filter(sent_at=None).exists()
    for message in Message.objects.all():
        assert message.queued_at <= message.sent_at <= demo
    days = sorted((settings.VAR / "messages").glob("*.jsonl"))
    assert len(days) > 20
    lines = [json.loads(line) for line in days[-1].read_text(encoding="utf-8").splitlines()]
    assert {line["at"][:10] for line in lines} == {days[-1].stem}


def test_cast_gives_everybody_a_token_that_works(demo: datetime) -> None:
    people = cast_with_tokens(demo)
    assert [one["key"] for one in people] == [member.key for member in CAST]
    for one in people:
        found = actor_for_token(one["token"], demo)
        assert found
        assert found.name == one["name"]
    assert all(one["token"] in table(people) for one in people)
    assert cast_with_tokens(demo)[0]["token"] != people[0]["token"]


def test_the_open_phone_shows_codes_and_links_of_one_person_or_of_all(client: Client) -> None:
    everybody = client.get("/demo/phone/").content.decode()
    assert "http://localhost:8000/" in everybody
    lins = client.get("/demo/phone/", {"who": "consumer"}).content.decode()
    assert BY_KEY["consumer"].phone in lins
    assert BY_KEY["clerk"].phone not in lins


def test_the_phone_is_silent_while_nothing_new_came(client: Client) -> None:
    newest = Message.objects.filter(medium="sms").latest("queued_at").queued_at.isoformat()
    ask = {"HTTP_HX_REQUEST": "true"}
    assert client.get("/demo/phone/", {"seen": newest}, **ask).status_code == 204
    assert client.get("/demo/phone/", {"seen": "-"}, **ask).status_code == 200


def test_enter_as_shows_what_to_type_and_it_opens_the_door(client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert all(member.name in page and member.way_in in page for member in CAST)
    assert PASSWORD in page
    signed = client.post("/accounts/login/", {"login": "clerk", "password": PASSWORD})
    assert signed.status_code == 302
    assert person("clerk").check_password(PASSWORD)


def test_both_pages_take_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    for address in ("/demo/", "/demo/phone/", "/demo/phone/?who=clerk"):
        with django_assert_max_num_queries(4):  # type: ignore[operator]
            assert client.get(address).status_code == 200
