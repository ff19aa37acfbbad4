"""The figures on the front page: each says of how many, and nothing to count is no figure."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from hejie.cases.models import Case
from hejie.oversight.actions import count_public_figures
from hejie.oversight.queries import public_figures
from tests.small_case import open_another, small_world

pytestmark = pytest.mark.django_db


def end(case: Case, state: str, *, filed: datetime, closed: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(state=state, filed_at=filed, closed_at=closed)


def test_a_share_names_both_numbers_and_counts_what_was_withdrawn(now: datetime) -> None:
    world = small_world(now)
    cases = [world.case, *(open_another(world.office, world.person, now) for _ in range(3))]
    for case, (state, days) in zip(
        cases, [("closed", 4), ("closed", 6), ("withdrawn", 2), ("refused", 9)], strict=True
    ):
        end(case, state, filed=now - timedelta(days=days), closed=now - timedelta(hours=1))
    count_public_figures(now=now)
    settled = public_figures()["settled"]
    assert (settled.numerator, settled.denominator, settled.value) == (2, 4, Decimal("50.00"))
    assert public_figures()["median_days"].value == Decimal("5.00")


def test_what_ended_long_ago_is_not_counted(now: datetime) -> None:
    world = small_world(now)
    end(world.case, "closed", filed=now - timedelta(days=80), closed=now - timedelta(days=40))
    count_public_figures(now=now)
    assert public_figures()["settled"].value is None


def test_counted_again_the_figure_is_replaced(now: datetime) -> None:
    world = small_world(now)
    count_public_figures(now=now + timedelta(minutes=1))
    open_another(world.office, world.person, now + timedelta(minutes=2))
    count_public_figures(now=now + timedelta(minutes=3))
    assert public_figures()["filed_today"].value == Decimal(2)


def test_the_front_page_shows_only_what_there_is_to_count(client: Client, now: datetime) -> None:
    assert "公开数据" not in client.get("/").content.decode()
    small_world(now)
    count_public_figures(now=now + timedelta(minutes=1))
    page = client.get("/").content.decode()
    assert "今天收到" in page
    assert "30 天和解率" not in page.replace("\u00a0", " ")
