"""An invented past is a true one: the rules derive every case of it again, and notice when one is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from hejie.cases import worklists
from hejie.cases.models import Case, Deadline, Party
from hejie.cases.wanted import Wanted
from hejie.demo.world import World
from hejie.people.access import SYSTEM, actor_for_person
from hejie.people.queries import person_named
from hejie.places.models import LEVELS
from hejie.search.models import CaseIndex
from hejie.search.queries import find_cases
from hejie.synth import tuning
from hejie.synth.check import check_sample
from hejie.synth.run import Report, fill
from tests.databases import a_copy, connected_to, undone

CASES = 40
STORIES = ("silent", "closed", "gave_up", "refused", "report_not_opened", "answered", "enquiry_redirected")
EVERYTHING = 1.01


@pytest.fixture(scope="module")
def filled(world_built: tuple[str, World], django_db_blocker: DjangoDbBlocker) -> Iterator[Report]:
    """Forty cases of the last two months, committed into a database of these tests alone."""
    before = settings.DEMO
    with django_db_blocker.unblock(), connected_to(world_built[0]), a_copy():
        yield fill(cases=CASES, months=2, now=timezone.now(), processes=1, stories=STORIES)
        settings.DEMO = before


def test_the_rules_derive_every_case_again_without_a_difference(filled: Report) -> None:
    assert Case.objects.count() == filled.cases >= CASES
    checked = check_sample(share=EVERYTHING, now=timezone.now())
    assert checked.differences == []
    assert checked.cases == filled.cases
    assert checked.records > 2 * filled.cases


def test_a_changed_case_is_noticed(filled: Report) -> None:
    def differences() -> list[str]:
        return check_sample(share=EVERYTHING, now=timezone.now()).differences

    with undone():
        Case.objects.filter(pk=Case.objects.filter(state="refused")[0].pk).update(state="closed")
        assert len(differences()) == 1
    with undone():
        late = Deadline.objects.filter(closed_at=None).first() or Deadline.objects.all()[0]
        Deadline.objects.filter(pk=late.pk).update(due_on=late.due_on + timedelta(days=1))
        assert any("clocks" in one for one in differences())
    with undone():
        CaseIndex.objects.filter(pk=Case.objects.all()[0].pk).update(words=[1])
        assert [one.split(": ")[1] for one in differences()] == ["words of the search index"]
    with undone():
        story = Case.objects.values_list("story", flat=True)[0]
        Case.objects.filter(pk=Case.objects.all()[1].pk).update(story=story)
        assert any("InvalidSeal" in one for one in differences()), "a seal moved to another row does not open"


def test_there_is_something_of_everything(filled: Report) -> None:
    kinds = set(Case.objects.values_list("kind", flat=True))
    assert kinds == {"complaint", "report", "enquiry"}
    assert Case.objects.filter(closed_at=None).exists()
    assert Case.objects.exclude(closed_at=None).values("state").distinct().count() >= 4
    assert set(Case.objects.values_list("office__level", flat=True)) <= set(LEVELS)
    assert Case.objects.filter(next_due_on__lt=timezone.localdate(), next_due_rule="").count() == 0


def test_lists_and_search_find_the_cases(filled: Report) -> None:
    nation = actor_for_person(person_named("nation"))
    assert worklists.page(nation, Wanted()).cases
    [party] = Party.objects.filter(phone_index__isnull=False).order_by("-id")[:1]
    assert party.phone
    assert party.case_id in {found.id for found in find_cases(SYSTEM, party.phone, limit=500)}
    assert find_cases(nation, "退款")


def test_indexes_and_constraints_come_back_as_they_were(filled: Report) -> None:
    def standing() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(tuning.CONSTRAINTS, [tuning.case_tables()])
            constraints = [(name, definition) for _, name, definition, _ in cursor.fetchall()]
            cursor.execute(tuning.PLAIN_INDEXES, [tuning.case_tables()])
            return sorted([*constraints, *((name, definition) for _, name, definition in cursor.fetchall())])

    before = standing()
    with suppress(KeyboardInterrupt), tuning.without_indexes(lambda name: nullcontext()):
        assert standing() == []
        raise KeyboardInterrupt
    assert standing() == before
    tuning.restore()
    assert standing() == before
