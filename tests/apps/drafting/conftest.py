from __future__ import annotations

from tests.apps.agreements.scene import SCENE, Scene

# A case in mediation: consumer, clerk and mediator at one table.
room = SCENE.then(Scene.mediate).fixture()
