from __future__ import annotations

from tests.apps.agreements.scene import SCENE
from tests.apps.panels.consulting import invite_advisers

# A complaint in mediation, and three people who may be asked: legal support, a senior mediator, an officer.
scene = SCENE.then(invite_advisers).fixture()
