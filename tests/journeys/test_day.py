"""A day in the life of a district: at midnight nothing that had to move is unmoved, and the board says what is true.

The same code runs at full size, 1,700 matters and 40 officers, in `benchmarks/bench_day.py`.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.cases.models import CaseRecord
from hejie.demo.world import World
from tests.journeys.district import District
from tests.journeys.midnight import broken_chains, figures, late_contacts, missed_without_record, unmoved

MATTERS, OFFICERS = 60, 4
ACTS = {"accept", "refuse", "return_case", "dispatch", "assign_officer", "request_identity", "answer", "not_open_case"}

pytestmark = pytest.mark.walk


def test_a_day_of_a_district(world: World, the_day: datetime) -> None:
    district = District(world, the_day.date(), MATTERS, OFFICERS)
    district.live()
    assert set(district.made) >= ACTS
    assert not any(district.queues.values()), "the officers have not come through"

    for row in figures(district):
        assert row.shown == row.counted, row.office
    assert district.left > 0, "a day on which nothing is left shows nothing"
    assert unmoved(district) == []
    assert late_contacts() == []

    assert missed_without_record(district) == []
    assert CaseRecord.objects.filter(fact="deadline_missed", role="system").count() == district.left
    assert broken_chains() == []
