from __future__ import annotations

from datetime import datetime

import pytest

from tests.apps.agreements.scene import Scene, set_scene
from tests.apps.rooms.sitting import Sitting


@pytest.fixture
def sitting(db: None, now: datetime) -> Sitting:
    """A mediated case whose room is open, with the mediator in it."""
    scene: Scene = set_scene(now)
    scene.mediate()
    scene.act("mediator", "open_session")
    sitting = Sitting(scene)
    sitting.enter("mediator")
    return sitting
