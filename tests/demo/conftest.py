"""A small demonstration: every story of the programme once, played once a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from hejie.demo.history import play_history
from hejie.demo.loop import play_loop
from hejie.demo.programme import OF_EVERYBODY, OF_THE_CAST
from hejie.demo.world import make_world
from tests.databases import built_once, connected_to, undone

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
OTHERS = {route.tell: replace(route, times=1) for route in OF_EVERYBODY}  # of several with one story the last, latest


@override_settings(DEMO=True)
def play() -> datetime:
    """When it is played to."""
    world = make_world(NOON)
    play_history(world, [*OF_THE_CAST, *OTHERS.values()], NOON)
    play_loop(world, NOON)
    return NOON


@pytest.fixture(scope="session")
def small_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, datetime]]:
    with built_once(django_db_blocker, play) as built:
        yield built


@pytest.fixture
def demo(small_demo: tuple[str, datetime], django_db_blocker: DjangoDbBlocker, settings: Any) -> Iterator[datetime]:
    """The same for one test, which may write and leaves no trace."""
    settings.DEMO = True
    name, noon = small_demo
    with django_db_blocker.unblock(), connected_to(name), undone():
        yield noon
