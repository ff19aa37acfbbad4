"""The desks of the demonstration open in order: whoever filed was called, most is in time, something is late."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db.models import F

from hejie.cases.deadlines import calendar
from hejie.cases.models import HOUSE, CaseRecord, Deadline
from hejie.oversight.board import Board, boards
from hejie.oversight.models import FirstContact
from hejie.places.models import Authority
from hejie.rules import office_hours

pytestmark = pytest.mark.usefixtures("demo")
OF_TEN_CALLED_IN_TIME = 8
OF_TEN_DUTIES_LATE = 3


def test_whoever_filed_is_called_while_the_office_works_and_mostly_in_time(demo: datetime) -> None:
    for at in CaseRecord.objects.filter(fact="contact_noted").values_list("at", flat=True):
        assert office_hours.due_after(at, 0, calendar()) == at, "outside of office hours"
    begun = FirstContact.objects.filter(dropped_at=None, due_at__lt=demo)
    in_time = begun.filter(made_at__lte=F("due_at")).count()
    assert begun.count() > in_time >= begun.count() * OF_TEN_CALLED_IN_TIME / 10


def test_of_what_the_offices_still_have_to_do_most_is_not_late_but_something_is(demo: datetime) -> None:
    duties = Deadline.objects.filter(closed_at=None, is_paused=False, of__in=HOUSE)
    waiting = FirstContact.objects.filter(made_at=None, dropped_at=None)
    late = duties.filter(due_on__lt=demo.date()).count() + waiting.filter(due_at__lt=demo).count()
    assert 0 < late < (duties.count() + waiting.count()) * OF_TEN_DUTIES_LATE / 10


def test_the_county_has_done_a_part_of_its_day_and_has_the_rest_before_it(demo: datetime) -> None:
    county = Authority.objects.get(short_name="青禾区局")
    today = boards(county.path, demo).get(county.pk, Board())
    assert today.done
    assert today.left > today.late
    assert 0 < today.late <= today.due / 2
