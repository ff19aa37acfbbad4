"""A small demonstration: every story of the programme once, played and undone after the module that looked at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from hejie.demo.history import play_history
from hejie.demo.loop import play_loop
from hejie.demo.programme import OF_EVERYBODY, OF_THE_CAST
from hejie.demo.world import make_world

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
OTHERS = {route.tell: replace(route, times=1) for route in OF_EVERYBODY}  # of several with one story the last, latest


class RollBack(Exception):
    """Ends the demonstration without a trace."""


@pytest.fixture(scope="module")
def small_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """When it is played to. Lies in one transaction that is rolled back after the module."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        try:
            with transaction.atomic():
                world = make_world(NOON)
                play_history(world, [*OF_THE_CAST, *OTHERS.values()], NOON)
                play_loop(world, NOON)
                yield NOON
                raise RollBack
        except RollBack:
            pass


@pytest.fixture
def demo(small_demo: datetime, db: Any, settings: Any) -> datetime:
    """The same for one test, which may write and leaves no trace."""
    settings.DEMO = True
    return small_demo
