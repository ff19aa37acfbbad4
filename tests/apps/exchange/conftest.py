from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytest_django import Settings

from tests.apps.agreements.scene import SCENE
from tests.apps.exchange.court import Beside, running_court

scene = SCENE.fixture()


@pytest.fixture
def beside(settings: Settings, now: datetime) -> Iterator[Beside]:
    with running_court(settings, now) as court:
        yield court
