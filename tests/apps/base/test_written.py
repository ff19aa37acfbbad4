"""Rows of several tables written in one statement: numbers come back, and what is there already is left out."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from hejie.base.crypto import blind_index
from hejie.base.models import ThrottleWindow
from hejie.base.written import change_later, one_writing, write, write_if_new, write_later, write_new, write_waiting
from hejie.cases.models import Case, CaseRecord, Deadline, Party, RecordContent
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


def test_others_come_with_the_first_or_not_at_all(
    db: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = small_world(now).case

    def written(place: int) -> bool:
        [record] = records_of(case, now, place)
        words = RecordContent(record=record, salt="00", body={"text": f"第{place}条"})
        clock = Deadline(case=case, rule=f"r{place}", edition="b", of="officer", started_at=now, due_on=now.date())
        with django_assert_num_queries(1):
            return write_if_new(ThrottleWindow(scope="test", subject=b"a", opened_at=now), record, words, clock)

    assert (written(90), written(91)) == (True, False)
    kept = list(CaseRecord.objects.filter(seq__gte=90).select_related("content"))
    assert [(row.seq, row.content.body) for row in kept] == [(90, {"text": "第90条"})]
    assert [row.rule for row in Deadline.objects.filter(rule__startswith="r9")] == ["r90"]


def test_rows_nobody_looks_for_are_written_at_the_end(
    db: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = small_world(now).case
    [record] = records_of(case, now, 90)
    window, again, other = (ThrottleWindow(scope="test", subject=name, opened_at=now) for name in (b"a", b"a", b"b"))
    with django_assert_num_queries(1):
        write_later(window)
    with django_assert_num_queries(1), one_writing():
        write_later(record)
        with one_writing():
            write_later(again, other, unless_there=True)
        write_later(RecordContent(record=record, salt="00", body={"text": "水箱漏水"}))
        write_later()
    assert (window.pk is None, again.pk is None, other.pk is None) == (False, True, False)
    assert CaseRecord.objects.get(pk=record.pk).content.body == {"text": "水箱漏水"}


def test_what_changes_in_rows_that_are_there_waits_with_new_ones(
    db: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = small_world(now).case
    party = case.parties.get(side="complainant")
    window = ThrottleWindow.objects.create(scope="test", subject=b"a", opened_at=now)
    with django_assert_num_queries(2), one_writing():
        window.hits = 3
        change_later(window, "hits")
        window.hits, window.scope = 4, "said of it twice"
        change_later(window, "scope")
        write_later(*records_of(case, now, 90))
        write_waiting()
        write_waiting()
        party.phone, party.name = "13900000917", "not said to have changed"
        change_later(party, "phone", "phone_index")
    there = ThrottleWindow.objects.get(pk=window.pk)
    assert CaseRecord.objects.filter(seq=90).exists()
    assert (there.hits, there.scope) == (4, "said of it twice")
    kept = Party.objects.get(phone_index=blind_index("phone", "13900000917"))
    assert (kept, kept.phone, kept.name) == (party, "13900000917", "林晓")
    window.hits = 5
    with django_assert_num_queries(1):
        change_later(window, "hits")
    assert ThrottleWindow.objects.get(pk=window.pk).hits == 5


def test_a_row_that_was_read_twice_keeps_both_changes(db: None, now: datetime) -> None:
    case = small_world(now).case
    with one_writing():
        for name, value in (("title", "电饭煲不加热"), ("problem", "delay")):
            again = Case.objects.get(pk=case.pk)
            setattr(again, name, value)
            change_later(again, name)
    case.refresh_from_db()
    assert (case.title, case.problem) == ("电饭煲不加热", "delay")


def test_a_block_that_fails_writes_nothing(db: None, now: datetime) -> None:
    case = small_world(now).case

    def failing() -> None:
        with one_writing():
            write_later(*records_of(case, now, 91))
            raise LookupError

    with pytest.raises(LookupError):
        failing()
    assert not CaseRecord.objects.filter(seq=91).exists()
