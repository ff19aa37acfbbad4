"""Savepoints end as they do with Django's own backend, though their end is told with what comes next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hejie.places.models import Region


class Undone(Exception):
    """What makes an outer act fail after its inner ones went well."""


@pytest.fixture(autouse=True)
def _no_regions(db: None) -> Iterator[None]:
    Region.objects.all().delete()
    yield
    assert connection.savepoint_ids == []


@transaction.atomic
def add(*codes: str) -> None:
    Region.objects.bulk_create([Region(code=code, name=code, level="province", is_invented=True) for code in codes])


@transaction.atomic
def add_each(*codes: str) -> None:
    for code in codes:
        add(code)


@transaction.atomic
def add_in_vain(*codes: str) -> None:
    add_each(*codes[:-1])
    Region.objects.create(code=codes[-1], name="", level="province", is_invented=True)
    raise Undone


@transaction.atomic
def pass_over_an_error() -> None:
    add("500000")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def codes() -> str:
    return "".join(code[0] for code in Region.objects.order_by("code").values_list("code", flat=True))


def test_what_fails_takes_back_its_own_alone() -> None:
    with transaction.atomic():
        add_each("100000", "200000")
        with pytest.raises(IntegrityError):
            add_each("300000", "100000")
        assert codes() == "12"
        add("400000")
        with pytest.raises(Undone):
            add_in_vain("500000", "600000", "700000")
        add("800000")
    assert codes() == "1248"


def test_somebody_goes_back_to_one_mark_again_and_again() -> None:
    mark = transaction.savepoint()
    for code in ("100000", "200000"):
        add_each(code)
        assert codes() == code[0]
        transaction.savepoint_rollback(mark)


def test_an_error_passed_over_inside_is_heard_of_at_the_end() -> None:
    with pytest.raises(DatabaseError):
        pass_over_an_error()
    add("100000")
    assert codes() == "1"


def test_a_savepoint_is_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        add_each("100000", "200000")
        add("300000")
    said = [one["sql"].split()[0] for one in asked]
    assert said == ["SAVEPOINT", "SAVEPOINT", "INSERT", "RELEASE", "INSERT", "RELEASE", "INSERT"]
