"""The hub is tested in the world of the demonstration, played through the API."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from hejie.demo.world import World
from tests.stage import Stage


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True
    return Stage(world)
