"""The day of an office: the board equals a recount, and the day is not closed by waving a hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hejie.cases.models import Case, Deadline
from hejie.oversight.board import boards, recount
from hejie.oversight.days import NotClosed, Word, board_of, close_day, left_overs_of, matters_of
from hejie.people.actions import appoint, register_person
from tests.apps.agreements.scene import SCENE, Scene


def appoint_head(scene: Scene) -> None:
    scene.people["head"] = register_person(now=scene.now, name="方局", phone="13800000921", phone_verified=True)
    appoint(person=scene.people["head"], role="head", authority=scene.county, now=scene.now)


scene = SCENE.then(appoint_head).fixture()


def due(case: Case, days: int, rule: str = "acceptance") -> None:
    """Move a deadline to so many days from the day of the tests."""
    row = Deadline.objects.get(case=case, rule=rule)
    row.due_on = datetime(2026, 11, 19).date() + timedelta(days=days)
    row.save()
    Case.objects.filter(pk=case.pk).update(next_due_on=row.due_on)


def a_busy_day(scene: Scene) -> None:
    """One late, one due today, one decided today, one ahead, a supervision due, a bad review that is late."""
    for days in (-2, 0, 5):
        due(scene.file("authority"), days)
    due(scene.file("authority"), 0)
    scene.act("officer", "accept")
    scene.act("director", "supervise", asked="请说明进展", reason="群众来电", by_date="2026-11-19")
    scene.file("authority")
    scene.act("officer", "refuse", ground="no_consumer_dispute", reasons="发票抬头是公司，用于公司办公。")
    scene.act("consumer", "rate", solved="not_solved", score=1)
    scene.file()
    scene.act("clerk", "make_offer", terms=[{"kind": "refund", "amount": "10.00", "within_days": 3}])


def test_the_board_equals_a_recount_from_deadlines_and_records(scene: Scene) -> None:
    a_busy_day(scene)
    for later in (timedelta(), timedelta(hours=2), timedelta(days=1), timedelta(days=6)):
        at = scene.now + later
        assert board_of(scene.county, at) == recount(scene.county, at), later
    shown = board_of(scene.county, scene.now)
    assert (shown.left, shown.late, shown.done, shown.ahead) == (6, 1, 3, 1)


def test_what_an_office_did_stays_its_own_when_the_case_goes_on(scene: Scene) -> None:
    """Dispatched to the county, spoken to and sent back there, sent there again, all on one day."""
    scene.file("authority", office_id=scene.city.pk)
    scene.act("director", "dispatch", office=str(scene.county.pk))
    scene.act("officer", "note_contact", how="phone", note="说了先看商家地址")
    scene.act("officer", "return_case", reason="商家不在本辖区")
    scene.act("director", "dispatch", office=str(scene.county.pk))
    scene.act("officer", "accept")
    for later in (timedelta(), timedelta(days=1)):
        for office in (scene.city, scene.county):
            assert board_of(office, scene.now + later) == recount(office, scene.now + later), (office.name, later)
    county, city = board_of(scene.county, scene.now), board_of(scene.city, scene.now)
    assert county.figures["first_contact"].done == 2
    assert (county.ahead, city.ahead) == (2, 0), "sent back in time, and accepted in time"


def test_one_query_counts_any_number_of_offices(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_busy_day(scene)
    with django_assert_num_queries(1):
        found = boards(scene.city.path, scene.now)
    assert found[scene.county.pk].left == board_of(scene.county, scene.now).left
    assert scene.city.pk not in found, "an office without matters has no board to show"


def test_matters_stand_by_time_left_with_who_handles_them(scene: Scene) -> None:
    a_busy_day(scene)
    found = matters_of(scene.county, scene.now)
    assert sorted(one.rule for one in found) == ["acceptance"] * 2 + ["first_contact"] * 3 + ["supervision_answer"]
    assert [one.due_at for one in found] == sorted(one.due_at for one in found)
    assert found[0].left(scene.now) < 0 < found[-1].left(scene.now)
    assert next(one for one in found if one.rule == "supervision_answer").officer == "周正"


def test_every_matter_left_names_a_person_and_a_reason(scene: Scene) -> None:
    a_busy_day(scene)
    head, officer = scene.actor("head"), str(scene.people["officer"].pk)
    with pytest.raises(NotClosed) as refused:
        close_day(office=scene.county, actor=head, words={}, now=scene.now)
    assert len(refused.value.problems) == 12, "two things are missing for each of six matters"

    words = {one.key: Word(officer, "商家明天送材料来") for one in matters_of(scene.county, scene.now)}
    first = next(iter(words))
    for wrong in (Word(str(scene.people["consumer"].pk), "商家明天送材料来"), Word(officer, "  忙 ")):
        with pytest.raises(NotClosed):
            close_day(office=scene.county, actor=head, words={**words, first: wrong}, now=scene.now)

    closing = close_day(office=scene.county, actor=head, words=words, now=scene.now)
    assert (closing.done, closing.left, closing.closed_by) == (3, 6, scene.people["head"])
    assert [(one.person.name, one.reason) for one in left_overs_of(closing)] == [("周正", "商家明天送材料来")] * 6
    with pytest.raises(NotClosed, match="1"):
        close_day(office=scene.county, actor=head, words=words, now=scene.now)


def test_an_empty_day_closes_without_a_word(scene: Scene) -> None:
    closing = close_day(office=scene.county, actor=scene.actor("head"), words={}, now=scene.now)
    assert (closing.done, closing.left) == (0, 0)
