"""A number that is taken is drawn again; anything else that is wrong with a row is not mistaken for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from hejie.cases import opening
from hejie.cases.actions import open_case
from tests.small_case import a_filing, open_another, small_world

pytestmark = pytest.mark.django_db


def test_a_number_that_is_taken_is_drawn_again(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    world = small_world(now)
    drawn = iter([world.case.ref, world.case.ref, "261155555551"])
    monkeypatch.setattr(opening, "case_number", lambda _: next(drawn))
    assert open_another(world.office, world.person, now).ref == "261155555551"


def test_another_broken_constraint_is_told_and_not_tried_for_ever(now: datetime) -> None:
    world = small_world(now)
    less_than_nothing = replace(a_filing(world.office, world.person), amount=Decimal(-1))
    with pytest.raises(IntegrityError, match="case_amount_not_negative"):
        open_case(filing=less_than_nothing, actor=world.consumer, now=now)
