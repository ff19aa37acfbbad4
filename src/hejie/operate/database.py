"""The database around a command: running before it, stopped after it when nobody else uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hejie.base import embedded
from hejie.base import environment as env
from hejie.operate.assets import run
from hejie.operate.steps import PACKAGE, ROOT, Step


def is_external() -> bool:
    """Whether the operator brought a PostgreSQL of their own."""
    return "DATABASE_URL" in os.environ


@contextmanager
def database() -> Iterator[None]:
    """`DATABASE_URL` names a running database inside the block, for this process and its children."""
    if is_external():
        yield
        return
    with embedded.running(env.var_folder()) as address:
        os.environ["DATABASE_URL"] = address
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


def migration_step() -> Step:
    """Bring the tables up to date. Call inside `database()`: the stamp holds for one database only."""
    versions = [*PACKAGE.glob("*/migrations/*.py"), ROOT / "requirements.lock"]
    where = os.environ["DATABASE_URL"]
    return Step("数据库 tables", lambda: [*versions, where], migrate, env.var_folder() / "stamps" / "tables")


def migrate() -> None:
    run(
        sys.executable, "-m", "django", "migrate", "--noinput", "--verbosity=0", DJANGO_SETTINGS_MODULE="hejie.settings"
    )
