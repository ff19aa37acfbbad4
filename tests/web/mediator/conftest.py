from __future__ import annotations

from tests.apps.agreements.scene import SCENE
from tests.web.desks import mediate

# A case with the mediator; nothing said yet.
scene = SCENE.then(mediate).fixture()
