"""The key ring, and moving everything to a new key while the application runs."""

from __future__ import annotations

import base64
import json
import os
import stat
import threading
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from hejie.base import keys, reseal
from hejie.base.crypto import InvalidSeal, key_of, seal, unseal
from hejie.operate.commands import keys as command
from hejie.people.actions import set_totp
from hejie.people.models import Person
from hejie.people.queries import usable_totp

Command = Callable[..., int]


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HEJIE_VAR", str(tmp_path))
    monkeypatch.delenv("HEJIE_KEYS", raising=False)
    keys.look_again()
    yield tmp_path / "keys" / "keys.json"
    keys.look_again()


@pytest.fixture
def hejie_keys() -> Command:
    def run(*words: str) -> int:
        parser = ArgumentParser()
        command.add_arguments(parser)
        return command.run(parser.parse_args(words))

    return run


def phones_by_key() -> dict[str, int]:
    return dict(reseal.counts()["people_person.phone"])


def test_the_file_is_made_once_for_its_owner_only(own_keys: Path) -> None:
    first = keys.ring()
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    assert first.current == "k1"
    assert keys.ring() == first
    assert list(own_keys.parent.iterdir()) == [own_keys]


def test_starters_at_the_same_moment_agree_on_one_ring() -> None:
    rings: list[keys.KeyRing] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        rings.append(keys.ring())

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({ring.index for ring in rings}) == 1


def test_a_running_process_notices_a_replaced_file() -> None:
    sealed = seal(b"x", "t:f:1")
    keys.replace(keys.ring().with_new_key())
    assert key_of(seal(b"x", "t:f:1")) == "k2"
    assert unseal(sealed, "t:f:1") == b"x"


def test_keys_never_show_in_their_representation() -> None:
    ring = keys.ring()
    assert "data" not in repr(ring)
    assert "index" not in repr(ring)


def test_the_environment_comes_first_and_cannot_be_rotated_from_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = base64.b64encode(os.urandom(32)).decode()
    monkeypatch.setenv("HEJIE_KEYS", json.dumps({"current": "k7", "data": {"k7": key}, "index": key}))
    keys.look_again()
    assert key_of(seal(b"x", "p")) == "k7"
    with pytest.raises(keys.KeyRingError, match="HEJIE_KEYS"):
        keys.replace(keys.ring())


@pytest.mark.parametrize(
    "text", ["", "[]", '{"current":"k1"}', '{"current":"k1","data":{"k1":"c2hvcnQ="},"index":"a"}']
)
def test_a_broken_ring_is_named_without_its_values(text: str) -> None:
    with pytest.raises(keys.KeyRingError) as caught:
        keys.parse(text)
    assert "c2hvcnQ=" not in str(caught.value)


@pytest.mark.django_db
def test_rotation_moves_every_row_and_drops_the_old_key(
    hejie_keys: Command, capsys: pytest.CaptureFixture[str], own_keys: Path
) -> None:
    people = [Person.objects.create(name=f"林{n}", phone=f"138000009{n:02}") for n in range(7)]
    set_totp(person=people[0], secret="JBSWY3DPEHPK3PXP")
    assert hejie_keys("rotate", "--drop-old") == 0
    assert phones_by_key() == {"k2": 7}
    assert [Person.objects.get(pk=person.pk).phone for person in people] == [f"138000009{n:02}" for n in range(7)]
    assert len(usable_totp(people[0])) == 6
    assert list(keys.ring().data) == ["k2"]
    shown = capsys.readouterr().out
    assert "people_person.phone" in shown
    assert "mfa_authenticator.data" in shown
    for secret in json.loads(own_keys.read_text())["data"].values():
        assert secret not in shown


@pytest.mark.django_db
def test_blind_indexes_survive_rotation(hejie_keys: Command) -> None:
    before = Person.objects.create(phone="13800000916").phone_index
    hejie_keys("rotate", "--drop-old")
    assert Person.objects.get(phone_index=before).phone == "13800000916"


@pytest.mark.django_db
def test_a_stopped_rotation_is_finished_by_the_next(hejie_keys: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reseal, "BATCH", 2)
    for n in range(5):
        Person.objects.create(phone=f"1380000090{n}")
    keys.replace(keys.ring().with_new_key())
    phone = next(field for field in reseal.columns() if field.model is Person and field.name == "phone")
    reseal._reseal_batch(phone, reseal.UUID(int=0))
    assert phones_by_key() == {"k1": 3, "k2": 2}
    assert hejie_keys("rotate", "--resume", "--drop-old") == 0
    assert phones_by_key() == {"k2": 5}
    assert reseal.rotate(new_key=False).moved["people_person.phone"] == 0


@pytest.mark.django_db
def test_show_counts_per_key_and_reports_a_lost_one(hejie_keys: Command, capsys: pytest.CaptureFixture[str]) -> None:
    Person.objects.create(phone="13800000916")
    keys.replace(keys.ring().with_new_key())
    Person.objects.create(phone="13800000917")
    assert hejie_keys("show") == 0
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [["k1", "1"], ["k2", "1"]]
    keys.replace(keys.ring().without({"k1"}))
    assert hejie_keys("show") == 1
    assert "k1" in capsys.readouterr().err
    with pytest.raises(InvalidSeal, match="k1"):
        _ = Person.objects.order_by("pk")[0].phone


def test_dropping_waits_for_transactions_that_may_use_the_old_key(own_database: str, hejie_keys: Command) -> None:
    Person.objects.create(phone="13800000916")
    writer = connection.copy()
    try:
        with writer.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1")
            since = reseal.timezone.now()
            assert not reseal.wait_for_writers(since, patience=reseal.timedelta(seconds=0.3))
            cursor.execute("ROLLBACK")
        assert reseal.wait_for_writers(since)
    finally:
        writer.close()
