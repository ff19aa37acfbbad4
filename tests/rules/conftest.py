"""These tests make much and keep little: the collector looks seldom, and never at what was imported."""

from __future__ import annotations

import gc
import sys

gc.set_threshold(100_000)
sys.dont_write_bytecode = False  # whatever the shell says: the tests are compiled once


def pytest_collection_finish() -> None:
    gc.freeze()
