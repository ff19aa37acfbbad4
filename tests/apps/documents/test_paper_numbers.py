"""Numbers of papers: one series per office, kind and year, without gaps and without doubles."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction

from hejie.documents import actions
from hejie.documents.kinds import KINDS
from hejie.documents.models import NumberSeries, Paper
from hejie.documents.records import Drawing, Office
from hejie.documents.render import BadDrawing

Issue = Callable[..., Paper]


def test_each_office_kind_and_year_counts_for_itself(issue: Issue, office: Office, now: datetime) -> None:
    county = replace(office, name="云青市澄湖区市场监督管理局", seal_code="云青澄市监")
    numbers = [
        issue().number,
        issue().number,
        issue("refusal_decision").number,
        issue(office=county).number,
        issue(now=now.replace(year=2027)).number,
    ]
    assert numbers == [
        "云青市监投受〔2026〕第1号",
        "云青市监投受〔2026〕第2号",
        "云青市监投不受〔2026〕第1号",
        "云青澄市监投受〔2026〕第1号",
        "云青市监投受〔2027〕第1号",
    ]


def test_the_year_is_the_year_in_beijing(issue: Issue) -> None:
    assert issue(now=datetime(2026, 12, 31, 17, 0, tzinfo=UTC)).number == "云青市监投受〔2027〕第1号"


def test_a_paper_that_fails_leaves_no_gap(issue: Issue) -> None:
    issue()

    def whole_step() -> None:
        with transaction.atomic():
            issue()
            raise RuntimeError("later step")

    with pytest.raises(RuntimeError, match="later step"):
        whole_step()
    assert issue().sequence == 2


@pytest.mark.usefixtures("own_database")
def test_thirty_papers_at_once_get_thirty_numbers_in_a_row(
    office: Office, now: datetime, django_db_blocker: Any
) -> None:
    """Six clerks press at the same moment, each five times; one of them gives up half-way each time."""
    data, start = KINDS["acceptance_decision"].sample, threading.Barrier(6)

    def clerk(gives_up: bool) -> None:
        start.wait()
        for _paper in range(5):
            try:
                with transaction.atomic():
                    actions.issue_paper(kind="acceptance_decision", subject=uuid4(), office=office, data=data, now=now)
                    if gives_up:
                        raise InterruptedError
            except InterruptedError:
                pass
        connections.close_all()

    with django_db_blocker.unblock():
        threads = [threading.Thread(target=clerk, args=(n == 0,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(Paper.objects.values_list("sequence", flat=True)) == list(range(1, 26))
        assert NumberSeries.objects.get().last == 25


def test_the_database_refuses_a_number_given_twice(issue: Issue) -> None:
    first, second = issue(), issue()
    with pytest.raises(IntegrityError, match="paper_sequence"):
        Paper.objects.filter(pk=second.pk).update(sequence=first.sequence)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost"}, "paper_state"),
        ({"state": "signed"}, "paper_signed_has_file"),
        ({"version": 1}, "paper_hash"),
        ({"verify_code": "7f2a-91c4-0b6e"}, "paper_code"),
    ],
)
def test_the_database_refuses_a_paper_that_cannot_be(issue: Issue, change: dict[str, Any], constraint: str) -> None:
    paper = issue()
    with pytest.raises(IntegrityError, match=constraint):
        Paper.objects.filter(pk=paper.pk).update(**change)


def test_data_that_lacks_a_key_is_refused_before_a_number_is_used(issue: Issue) -> None:
    with pytest.raises(ValueError, match="contact, subject"):
        issue(data={"addressee": "林某", "received_on": "2026-11-12", "law": "办法", "contact_phone": "1"})
    assert not NumberSeries.objects.exists()


def test_a_drawing_that_is_no_picture_is_refused(issue: Issue, now: datetime) -> None:
    with pytest.raises(BadDrawing):
        issue("mediation_agreement", drawings=[Drawing("complainant", "林**", now, "c-1", b"<svg/>")])


def test_what_a_paper_says_is_sealed_in_the_database(issue: Issue) -> None:
    paper = issue("mediation_agreement")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, p::text FROM documents_paper p WHERE id = %s", [paper.pk])
        sealed, row = cursor.fetchone()
    assert "林某".encode() not in bytes(sealed)
    assert "13800000916" not in row
    assert Paper.objects.get().content["data"]["complainant"]["phone"] == "13800000916"
