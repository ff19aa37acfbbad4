"""The API is tested as its clients meet it: over HTTP, with tokens, in the world of the demonstration."""

from __future__ import annotations

from tests.stage import FILED, STAGE

stage = STAGE.fixture()
story = FILED.fixture()
