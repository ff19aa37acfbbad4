from __future__ import annotations

from datetime import datetime

import pytest

from tests.apps.agreements.scene import Scene, set_scene


@pytest.fixture
def scene(db: None, now: datetime) -> Scene:
    return set_scene(now)
