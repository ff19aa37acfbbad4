from __future__ import annotations

import pytest
from pytest_django import Settings

from hejie.demo.world import World
from tests.apps.agreements.scene import SCENE
from tests.stage import Stage

scene = SCENE.fixture()


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True
    return Stage(world)
