from __future__ import annotations

from datetime import datetime

import pytest
from pytest_django import Settings

from hejie.demo.world import World
from tests.apps.agreements.scene import Scene, set_scene
from tests.stage import Stage


@pytest.fixture
def scene(db: None, now: datetime) -> Scene:
    return set_scene(now)


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True
    return Stage(world)
