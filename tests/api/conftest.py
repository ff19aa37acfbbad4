"""The API is tested as its clients meet it: over HTTP, with tokens, in the world of the demonstration."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from hejie.demo.world import World
from tests.stage import Stage


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True  # the codes that signers need stand in the schema: docs/decisions/0018
    return Stage(world)
