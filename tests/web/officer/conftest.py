from __future__ import annotations

import pytest
from django.utils import timezone

from tests.apps.agreements.scene import Scene
from tests.web.desks import play


@pytest.fixture
def scene(db: None) -> Scene:
    """Pages look at the clock themselves, so the scene begins now."""
    return play(timezone.now())
