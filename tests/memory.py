"""A folder in memory for the server and the files of a run, where there is room: nothing of them is to last.

Tests make and drop databases, each of some thousand files. A disk's file system looks through the files lately deleted
before it makes a new one, and writes down in the end what nobody reads again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hejie.base import embedded

MEMORY = Path("/dev/shm")  # as Linux has it, for all accounts; our folder in it is checked to be ours
ROOM = 4 * 1024**3


@contextmanager
def folder_of(root: Path) -> Iterator[Path | None]:
    """For one run of the tests of this clone; None where there is no such memory. Taken away at the end.

    The name is always the same, so that a run after a killed one stops its server and clears up behind it.
    """
    folder = MEMORY / f"hejie-test-{os.geteuid()}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM or not _is_ours(folder):
        yield None
        return
    try:
        yield folder
    finally:
        if embedded.stop_if_unused(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """A folder that everybody may enter: as root the server runs as another account."""
    folder.mkdir(mode=0o755, exist_ok=True)
    return not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
