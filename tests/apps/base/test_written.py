"""Rows of several tables written in one statement: numbers come back, and what is there already is left out."""

from __future__ import annotations

from datetime import datetime

from pytest_django import DjangoAssertNumQueries

from hejie.base.models import ThrottleWindow
from hejie.base.written import write, write_new
from hejie.cases.models import Case, CaseRecord, Deadline, RecordContent
from tests.small_case import small_world


def records_of(case: Case, now: datetime, *places: int) -> list[CaseRecord]:
    return [
        CaseRecord(case=case, seq=seq, at=now, fact="noted", source="", target="", role="officer", prev="aa", hash="bb")
        for seq in places
    ]


def test_rows_that_wait_for_each_others_numbers(
    db: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = small_world(now).case
    first, second = records_of(case, now, 90, 91)
    words = RecordContent(record=second, salt="00", body={"text": "水箱漏水"})
    clock = Deadline(
        case=case, rule="a", edition="b", of="officer", started_at=now, due_on=now.date(), pauses=[["x", None]]
    )
    with django_assert_num_queries(1):
        write(first, second, words, clock)
    kept = RecordContent.objects.select_related("record").get(pk=words.pk)
    assert (kept.record, kept.record.seq, kept.body) == (second, 91, {"text": "水箱漏水"})
    assert words.record_id == second.pk != first.pk
    assert Deadline.objects.get(pk=clock.pk).pauses == [["x", None]]
    assert not first._state.adding


def test_what_is_there_is_left_out(db: None, now: datetime) -> None:
    one, other = (ThrottleWindow(scope="test", subject=subject, opened_at=now) for subject in (b"a", b"b"))
    assert write_new(one) == [one]
    again = ThrottleWindow(scope="test", subject=b"a", opened_at=now)
    assert write_new(again, other) == [other]
    assert again.pk is None
    assert ThrottleWindow.objects.filter(scope="test").count() == 2
