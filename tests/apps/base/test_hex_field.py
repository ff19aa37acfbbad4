"""Hashes are digits to everybody who reads them, and half as many bytes in the database."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from hejie.cases.models import Case, CaseRecord
from tests.small_case import small_world


@pytest.fixture
def case(db: None, now: datetime) -> Case:
    return small_world(now).case


def test_a_hash_is_read_and_found_by_its_digits(case: Case) -> None:
    record = CaseRecord.objects.get(case=case)
    assert len(record.hash) == 64
    assert CaseRecord.objects.get(hash=record.hash) == record
    assert Case.objects.get(head=record.hash) == case
    assert Case.objects.exclude(pk=case.pk).filter(head="").count() == 0


def test_it_lies_in_the_database_as_bytes(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash, octet_length(prev) FROM cases_caserecord WHERE case_id = %s", [case.pk])
        kept, length = cursor.fetchone()
    assert (bytes(kept).hex(), length) == (case.head, 32)


def test_what_is_no_hash_is_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        Case.objects.filter(head="no digits").exists()
