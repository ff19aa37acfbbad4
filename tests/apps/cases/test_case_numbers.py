"""A number that is taken is drawn again; anything else that is wrong with a row is not mistaken for that."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError

from hejie.cases import actions
from hejie.cases.models import Case
from tests.small_case import open_another, small_world

pytestmark = pytest.mark.django_db


def test_a_number_that_is_taken_is_drawn_again(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    world = small_world(now)
    drawn = iter([world.case.ref, world.case.ref, "261155555551"])
    monkeypatch.setattr(actions, "case_number", lambda _: next(drawn))
    assert open_another(world.office, world.person, now).ref == "261155555551"


def test_another_broken_constraint_is_told_and_not_tried_for_ever(now: datetime) -> None:
    case = small_world(now).case
    copy = Case.objects.get(pk=case.pk)
    copy.pk, copy.ref, copy.kind = uuid4(), "261155555551", "preference"
    with pytest.raises(IntegrityError, match="case_kind_known"):
        actions._insert_once(copy)
