from __future__ import annotations

import pytest

from tests.apps.agreements.scene import Scene
from tests.web.desks import PLAYED, today

played = PLAYED.fixture()


@pytest.fixture
def scene(played: Scene) -> Scene:
    """Pages look at the clock themselves, so the scene begins now."""
    played.now = today()
    return played
