"""These tests make much and keep little: the collector looks seldom, and never at what was imported."""

from __future__ import annotations

import gc

gc.set_threshold(100_000)


def pytest_collection_finish() -> None:
    gc.freeze()
