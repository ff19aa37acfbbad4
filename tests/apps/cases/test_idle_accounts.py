"""Accounts nobody needs any more go after the retention period; those a case, a trader or an office knows stay."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, timedelta

from hejie.cases.erasure import erase_idle_accounts
from hejie.operate.commands import persons as command
from hejie.people.actions import register_person
from hejie.people.models import Person
from tests.apps.agreements.scene import SCENE, Scene

LONG = timedelta(days=4 * 365)


scene = SCENE.fixture()


def test_an_account_without_case_trader_or_post_goes_when_it_was_long_not_used(scene: Scene) -> None:
    scene.file()
    idle = register_person(now=scene.now, name="周默", phone="13800000555", phone_verified=True)
    used = register_person(now=scene.now, name="钱用", phone="13800000556", phone_verified=True)
    Person.objects.filter(pk=used.pk).update(last_login=scene.now + LONG)
    assert erase_idle_accounts(scene.now + timedelta(days=300)) == 0
    erase_idle_accounts(scene.now + LONG)
    assert Person.objects.get(pk=idle.pk).name is None
    kept = Person.objects.filter(pk__in=[used.pk, *(scene.people[who].pk for who in ("consumer", "clerk", "officer"))])
    assert [one.is_erased for one in kept] == [False] * 4


def erase(*words: str) -> int:
    parser = ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["erase", *words]))


def test_the_command_asks_once_more_and_then_erases(db: None, now: datetime) -> None:
    person = register_person(now=now, name="周默", phone="13800000555", phone_verified=True)
    assert erase("--person", "13800000555") == 1
    assert not Person.objects.get(pk=person.pk).is_erased
    assert erase("--person", "13800000555", "--yes") == 0
    assert Person.objects.get(pk=person.pk).phone is None
    assert erase("--person", str(person.pk), "--yes") == 1
