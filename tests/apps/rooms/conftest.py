from __future__ import annotations

from tests.apps.agreements.scene import MEDIATED, Scene
from tests.apps.rooms.sitting import Sitting


def open_the_room(scene: Scene) -> Sitting:
    """A mediated case whose room is open, with the mediator in it."""
    scene.act("mediator", "open_session")
    sitting = Sitting(scene)
    sitting.enter("mediator")
    return sitting


SITTING = MEDIATED.then(open_the_room)
BOTH_IN = SITTING.then(lambda sitting: sitting.let_in("consumer", "clerk"))
EVERYBODY = SITTING.then(Sitting.everybody)
sitting, both_in, everybody = SITTING.fixture(), BOTH_IN.fixture(), EVERYBODY.fixture()
