from __future__ import annotations

from tests.apps.agreements.scene import SCENE

scene = SCENE.fixture()
