"""The demonstration shows the closed loop: something of everything, and the board counts what is there."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.oversight.board import recount
from hejie.oversight.days import board_of
from hejie.oversight.models import DayClosing, FirstContact, FollowUp, LeftOver, Rectification, Supervision
from hejie.places.models import Authority

pytestmark = pytest.mark.usefixtures("demo")


def test_something_of_everything_happened(demo: datetime) -> None:
    closing = DayClosing.objects.get()
    assert LeftOver.objects.filter(closing=closing).count() == closing.left
    assert set(Supervision.objects.values_list("state", flat=True)) <= {"asked", "answered"}
    assert Supervision.objects.exists()
    assert FollowUp.objects.filter(channel="phone", result="reached").exists()
    assert FollowUp.objects.filter(tries=1, done_at=None).exists()
    assert Rectification.objects.get().state == "closed"
    assert FollowUp.objects.filter(review="closed").count() == 1
    assert FirstContact.objects.filter(made_at__isnull=False).exists()


def test_every_board_equals_its_recount(demo: datetime) -> None:
    for office in Authority.objects.filter(level__in=["county", "city", "station"]):
        assert board_of(office, demo) == recount(office, demo), office
