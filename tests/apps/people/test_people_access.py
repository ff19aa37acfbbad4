"""Who is asking: actors of sessions, tokens and links."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hejie.base.ids import uuid7
from hejie.operate.commands import token as command
from hejie.people import access, actions
from hejie.people.models import Person, Token
from hejie.people.queries import contact_of, holders, person_cards, person_named
from hejie.places.models import Authority

DAY = timedelta(days=1)


def test_an_actor_knows_the_posts_held_now(
    chen: Person, county: Authority, now: datetime, django_assert_num_queries: Any
) -> None:
    post = actions.appoint(person=chen, role="officer", authority=county, now=now)
    assert actions.appoint(person=chen, role="officer", authority=county, now=now + DAY) == post
    with django_assert_num_queries(1):
        actor = access.actor_for_person(chen)
    assert actor.posts == (access.PostInfo("officer", county.pk, county.path),)
    assert actor.is_staff
    assert actor.has_post("head", "officer")
    actions.end_post(post=post, now=now + DAY)
    assert access.actor_for_person(chen).posts == ()


def test_a_consumer_is_no_staff_and_an_inactive_person_nobody(lin: Person) -> None:
    actor = access.actor_for_person(lin)
    assert (actor.person_id, actor.name, actor.via, actor.is_staff) == (lin.pk, "林晓", "session", False)
    lin.is_active = False
    assert access.actor_for_person(lin) is access.ANONYMOUS


def test_an_actor_never_shows_the_name_in_logs(lin: Person) -> None:
    assert "林" not in repr(access.actor_for_person(lin))
    assert repr(access.SYSTEM) == "<Actor system system>"


def test_the_holder_of_a_link_is_one_side_of_one_case() -> None:
    case_id = uuid4()
    actor = access.link_actor(case_id=case_id, side="respondent")
    assert (actor.person_id, actor.link, actor.via) == (None, access.LinkInfo(case_id, "respondent"), "link")


def test_a_token_works_until_it_expires_or_is_revoked(chen: Person, now: datetime) -> None:
    secret = actions.issue_token(person=chen, name="测试", now=now, days=30, partner="hotline")
    assert secret.startswith("hj_")
    actor = access.actor_for_token(secret, now + DAY)
    assert actor is not None
    assert (actor.person_id, actor.via, actor.partner) == (chen.pk, "token", "hotline")
    assert access.person_for_token(secret, now + 30 * DAY) is None
    assert access.person_for_token(secret + "x", now) is None
    assert access.person_for_token("", now) is None
    actions.revoke_token(token=Token.objects.get(), now=now + DAY)
    assert access.person_for_token(secret, now + DAY) is None


def test_the_secret_of_a_token_is_not_kept(chen: Person, now: datetime) -> None:
    secret = actions.issue_token(person=chen, name="测试", now=now)
    row = Token.objects.values().get()
    assert secret not in str(row)
    assert secret[3:] not in str(row)


def test_use_is_noted_once_a_minute(chen: Person, now: datetime, django_assert_num_queries: Any) -> None:
    secret = actions.issue_token(person=chen, name="测试", now=now)
    access.person_for_token(secret, now)
    with django_assert_num_queries(1):
        access.person_for_token(secret, now + timedelta(seconds=59))
    access.person_for_token(secret, now + timedelta(seconds=61))
    assert Token.objects.get().last_used_at == now + timedelta(seconds=61)


def test_tokens_of_an_inactive_person_are_dead(chen: Person, now: datetime) -> None:
    secret = actions.issue_token(person=chen, name="测试", now=now)
    Person.objects.update(is_active=False)
    assert access.actor_for_token(secret, now) is None


def test_a_person_is_named_by_id_user_name_or_verified_phone(lin: Person, chen: Person) -> None:
    assert person_named(str(lin.pk)) == person_named("+86 13800000916") == lin
    assert person_named("chen") == chen
    assert person_named("nobody") is person_named("13900000000") is None


def hejie_token(*words: str) -> int:
    parser = ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_the_command_prints_a_working_token(chen: Person, capsys: pytest.CaptureFixture[str]) -> None:
    from django.utils import timezone

    assert hejie_token("--person", "chen", "--days", "2", "--partner", "12345") == 0
    secret = capsys.readouterr().out.strip()
    assert access.person_for_token(secret, timezone.now() + DAY) == chen
    assert access.person_for_token(secret, timezone.now() + 3 * DAY) is None


def test_the_command_says_when_there_is_no_such_person(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert hejie_token("--person", "nobody") == 1
    assert "no such person" in capsys.readouterr().err


def test_a_person_of_an_id_is_the_one_the_orm_finds(lin: Person, chen: Person, django_assert_num_queries: Any) -> None:
    meant = {person.pk: person for person in Person.objects.all()}
    with django_assert_num_queries(2):
        found = [Person.objects.get(pk=person.pk) for person in (lin, chen)]
    names = [field.attname for field in Person._meta.concrete_fields]
    assert [[getattr(row, name) for name in names] for row in found] == [
        [getattr(meant[row.pk], name) for name in names] for row in found
    ]
    for nobody in (uuid7(), str(uuid7())):
        with pytest.raises(Person.DoesNotExist):
            Person.objects.get(pk=nobody)


def test_cards_mask_and_contacts_do_not(lin: Person, chen: Person, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        cards = person_cards([lin.pk, chen.pk])
    assert (cards[lin.pk].masked, cards[lin.pk].phone) == ("林**", "138****0916")
    for known in (access.Actor(person_id=lin.pk), access.actor_for_person(lin)):
        assert contact_of(known).as_answers() == {"name": "林晓", "phone": "13800000916"}
    assert contact_of(access.ANONYMOUS).as_answers() == {}


def test_holders_of_a_post_at_an_office(chen: Person, lin: Person, county: Authority, now: datetime) -> None:
    actions.appoint(person=chen, role="mediator", authority=county, now=now)
    actions.appoint(person=lin, role="officer", authority=county, now=now)
    assert [person.name for person in holders(county, "mediator")] == ["陈安"]
    assert [person.name for person in holders(county, "mediator", "officer")] == ["陈安", "林晓"]
