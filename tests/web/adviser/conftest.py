from __future__ import annotations

from datetime import datetime

import pytest

from tests.apps.agreements.scene import Scene, set_scene
from tests.apps.panels.consulting import invite_advisers


@pytest.fixture
def scene(db: None, now: datetime) -> Scene:
    """A complaint in mediation, and three people who may be asked."""
    scene = set_scene(now)
    invite_advisers(scene)
    return scene
