"""The demonstration shows a meeting in each of its states."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hejie.mediation.models import Meeting

pytestmark = pytest.mark.usefixtures("demo")


def test_one_is_proposed_one_half_chosen_one_fixed_one_was_missed(demo: datetime) -> None:
    asked = Meeting.objects.filter(ended_at=None, fixed_for=None)
    assert sorted(bool(one.respondent_chose) for one in asked) == [False, True]
    assert all(one.complainant_chose is None for one in asked)
    soon = Meeting.objects.filter(ended_at=None, called_for__gt=demo, called_for__lt=demo + timedelta(days=4))
    assert soon.filter(moved_by=[], recusal_days=3).exists()
    missed = Meeting.objects.get(outcome="missed")
    assert (missed.absent, missed.cause) == (["respondent"], "unknown")
