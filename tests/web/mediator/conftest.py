from __future__ import annotations

from tests.apps.agreements.scene import SCENE, Scene


def mediate(scene: Scene) -> None:
    """A case with the mediator; nothing said yet."""
    scene.mediate()


scene = SCENE.then(mediate).fixture()
