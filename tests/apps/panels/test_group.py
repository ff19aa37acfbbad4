"""How many complain of one matter: counted to a thousand, further only where an office's threshold lies beyond."""

from __future__ import annotations

import pytest

from hejie.panels import triggers
from hejie.panels.triggers import counted, figures_of
from tests.apps.agreements.scene import Scene


def test_complainants_are_counted_as_far_as_the_threshold_needs(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    first = scene.case
    for _ in range(10):
        scene.file("authority", title="电饭煲")
    assert figures_of(first)["complainants"] == 11
    assert "11 人为同一件事" in {one.key: one.why.zh for one in counted(first)}["group"]
    monkeypatch.setattr(triggers, "MOST_COUNTED", 10)
    assert figures_of(first)["complainants"] == 10, "ten say that the threshold of ten is reached"
    monkeypatch.setattr(triggers, "MOST_COUNTED", 9)
    assert figures_of(first)["complainants"] == 11, "nine do not say it"
