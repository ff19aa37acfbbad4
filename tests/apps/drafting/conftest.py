from __future__ import annotations

from datetime import datetime

import pytest

from tests.apps.agreements.scene import Scene, set_scene


@pytest.fixture
def room(db: None, now: datetime) -> Scene:
    """A case in mediation: consumer, clerk and mediator at one table."""
    scene = set_scene(now)
    scene.mediate()
    return scene
