from __future__ import annotations

from tests.apps.agreements.scene import SCENE
from tests.stage import FILED, MEDIATED, STAGE

scene = SCENE.fixture()
stage = STAGE.fixture()
story = FILED.fixture()
mediated = MEDIATED.fixture()
