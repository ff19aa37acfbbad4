"""Everything between a Python environment and a platform that can run."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from hejie.base import environment as env
from hejie.operate import assets
from hejie.operate.database import database, migration_step


def build_assets() -> None:
    """npm packages, style sheet, translations, static files; each only when something changed."""
    with one_at_a_time():
        for step in assets.steps():
            step.perform()


def prepare_tables() -> None:
    """Migrate. Call inside `database()`."""
    with one_at_a_time():
        migration_step().perform()


def set_up() -> None:
    """Both of them, starting the embedded database for as long as it takes."""
    build_assets()
    with database():
        prepare_tables()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups at once would write the same files: the second waits."""
    folder = env.var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
