"""The operating-system account that the embedded PostgreSQL runs as: ours, or `nobody` when we are root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND_SECONDS = 120


class EmbeddedServerError(RuntimeError):
    """The server could not be made, started or stopped; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system account the server runs as."""

    uid: int
    gid: int
    is_other: bool

    @classmethod
    def for_server(cls) -> Account:
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), is_other=False)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid, is_other=True)

    def run(self, *command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        drop: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}
        return subprocess.run(
            [str(part) for part in command],
            input=stdin,
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            timeout=COMMAND_SECONDS,
            check=False,
            **drop,
        )

    def reaches(self, folder: Path) -> bool:
        return not self.is_other or self.run("test", "-x", folder).returncode == 0

    def owns(self, folder: Path) -> bool:
        return not folder.is_symlink() and folder.stat().st_uid == self.uid

    def make_folder(self, folder: Path) -> None:
        """A folder that only this account may read; refuses one that somebody else has put there."""
        if not folder.exists():
            folder.mkdir(parents=True)
            os.chown(folder, self.uid, self.gid)
            folder.chmod(0o700)
        if not self.owns(folder):
            raise EmbeddedServerError(
                f"{folder} belongs to another account. Remove it, or set HEJIE_VAR to another folder."
            )
