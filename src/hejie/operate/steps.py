"""Set-up steps that are skipped while nothing they depend on has changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]


class SetupError(RuntimeError):
    """A step failed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `depends_on` lists files and plain words; a file that appears, changes or vanishes runs the step again.

    Results belong into `depends_on` too: the stamp is taken after the act, so a deleted result is noticed.
    """

    label: str
    depends_on: Callable[[], Iterable[Path | str]]
    act: Callable[[], None]
    stamp: Path

    def perform(self) -> None:
        if self.stamp.exists() and self.stamp.read_text() == fingerprint(self.depends_on()):
            return
        began = time.monotonic()
        print(f"· {self.label} …", flush=True)
        self.act()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(fingerprint(self.depends_on()))
        print(f"  {time.monotonic() - began:.1f} s", flush=True)


def fingerprint(parts: Iterable[Path | str]) -> str:
    """SHA-256 over words, and over names and contents of files."""
    digest = hashlib.sha256()
    for part in sorted(parts, key=str):
        digest.update(os.fsencode(str(part)) + b"\0")
        if isinstance(part, Path):
            digest.update(hashlib.sha256(part.read_bytes()).digest() if part.is_file() else b"absent")
    return digest.hexdigest()


def files(folder: Path, *patterns: str) -> list[Path]:
    """Every file under a folder that fits one of the patterns."""
    return [path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()]
