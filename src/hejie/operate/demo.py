"""The demo data around a run: made once per database, and the words that say how to enter.

Run as a module it makes the data in a process of its own, so that the supervisor never loads Django.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hejie.base import embedded
from hejie.base import environment as env
from hejie.base.loading import load_apps
from hejie.operate.database import is_external
from hejie.operate.steps import SetupError, Step


def entrance_file() -> Path:
    return env.var_folder() / "demo" / "entrance.txt"


def demo_step() -> Step:
    """Fill the database with the demo. Call inside `database()`."""
    stamp = env.var_folder() / "demo" / "filled"
    return Step(
        "演示数据 demo data",
        lambda: [os.environ["DATABASE_URL"].rpartition("@")[0], entrance_file()],
        fill_apart,
        stamp,
    )


def fill_apart() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hejie.settings", "HEJIE_DEMO": "1"}
    if subprocess.run([sys.executable, "-m", "hejie.operate.demo"], env=environment, check=False).returncode != 0:
        raise SetupError("演示数据没有生成，原因见上。 The demo data could not be made; the reason stands above.")


def fill() -> None:
    """Make the demo data (nothing when it is there) and keep the words on how to enter."""
    load_apps()
    demo = importlib.import_module("hejie.demo")
    demo.fill(now=datetime.now(ZoneInfo("Asia/Shanghai")))
    entrance_file().parent.mkdir(parents=True, exist_ok=True)
    entrance_file().write_text(demo.entrance())


def is_written() -> bool:
    return importlib.util.find_spec("hejie.demo") is not None


def welcome() -> str:
    """What stands on the screen when the platform answers: one address, and in the demo how to enter as each role."""
    address = f"http://localhost:{os.environ['HEJIE_PORT']}/"
    entrance = entrance_file().read_text() if env.flag("HEJIE_DEMO", default=False) and entrance_file().exists() else ""
    return f"\n  和解 Hejie  {address}\n\n{entrance}\n  Ctrl-C 停止 stops everything.\n"


def reset() -> None:
    """Remove the embedded database, its files and the demo's traces. Secrets and built assets stay."""
    if is_external():
        raise SetupError(
            "DATABASE_URL 指向外部数据库，请自行清空。 DATABASE_URL names an external database; empty it yourself."
        )
    embedded.erase(env.var_folder())
    for folder in ("files", "demo", "messages"):
        shutil.rmtree(env.var_folder() / folder, ignore_errors=True)


if __name__ == "__main__":
    fill()
