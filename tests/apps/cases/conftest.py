"""The hub is tested in the world of the demonstration, played through the API."""

from __future__ import annotations

from tests.stage import FILED, STAGE

stage = STAGE.fixture()
story = FILED.fixture()
