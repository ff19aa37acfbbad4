from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytest_django import Settings

from tests.apps.agreements.scene import Scene, set_scene
from tests.apps.exchange.court import Beside, running_court


@pytest.fixture
def scene(db: None, now: datetime) -> Scene:
    return set_scene(now)


@pytest.fixture
def beside(settings: Settings, now: datetime) -> Iterator[Beside]:
    with running_court(settings, now) as court:
        yield court
