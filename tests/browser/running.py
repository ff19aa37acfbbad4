"""The platform as an operator starts it: `hejie run` with web, live and worker, over a database of the journeys."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from hejie.operate.services import next_free

ROOT = Path(__file__).resolve().parents[2]
FIRST_PORT = 8610
STOPS_WITHIN = 40  # seconds
SAID_BY_A_PROCESS = " | "  # `web    | …`


@dataclass(frozen=True, slots=True)
class Platform:
    """A running one: where it answers, its database, where its files lie, and what it logs."""

    url: str
    database: str
    var: Path
    log: Path


@contextmanager
def platform(database: str, var: Path) -> Iterator[Platform]:
    """Fill the database with the small world, start everything, and stop it afterwards."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "HEJIE_VAR": str(var),
        "HEJIE_DEMO": "1",
        "HEJIE_PORT": str(next_free(FIRST_PORT)),
        "DJANGO_SETTINGS_MODULE": "hejie.settings",
    }
    subprocess.run([sys.executable, "-m", "tests.browser.small_world"], cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "hejie.cli", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Platform(address(process, var / "log.txt"), database, var, var / "log.txt")
    finally:
        process.terminate()
        process.wait(STOPS_WITHIN)


def address(process: subprocess.Popen[str], log: Path) -> str:
    """Wait until the platform says where it answers; what it says later goes into the log."""
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if "http://localhost:" in line:
            log.touch()
            threading.Thread(target=keep, args=(process.stdout, log), daemon=True).start()
            return "http://localhost:" + line.split("http://localhost:")[1].split("/")[0]
    raise RuntimeError("the platform did not start:\n" + "".join(said))


def keep(lines: TextIO, log: Path) -> None:
    """What the processes say, without the words of welcome, which name the cast."""
    with log.open("a", encoding="utf-8", buffering=1) as file:
        for line in lines:
            if SAID_BY_A_PROCESS in line:
                file.write(line)
