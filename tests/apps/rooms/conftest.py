from __future__ import annotations

from tests.apps.agreements.scene import SCENE, Scene
from tests.apps.rooms.sitting import Sitting


def open_the_room(scene: Scene) -> Sitting:
    """A mediated case whose room is open, with the mediator in it."""
    scene.mediate()
    scene.act("mediator", "open_session")
    sitting = Sitting(scene)
    sitting.enter("mediator")
    return sitting


SITTING = SCENE.then(open_the_room)
sitting = SITTING.fixture()
