"""How long the demonstration takes to make: `python benchmarks/bench_demo.py`

Makes it in an embedded database in a temporary folder, and says the time that this process and the database worked.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of_server(folder: Path) -> float:
    """Processor time of the database server in this folder and of its ended children (Linux only)."""
    found = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if folder in (process / "cwd").resolve().parents or (process / "cwd").resolve() == folder:
                found += sum(map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:15])) / TICKS
        except OSError:
            continue
    return found


def make() -> None:
    import django

    django.setup()
    from hejie import demo
    from hejie.cases.models import Case, CaseRecord

    began = time.monotonic()
    demo.fill(now=datetime.now(ZoneInfo("Asia/Shanghai")))
    kinds = Counter(Case.objects.values_list("kind", flat=True))
    print(f"{sum(kinds.values())} cases {dict(kinds)}, {CaseRecord.objects.count()} records")
    print(f"{time.monotonic() - began:7.1f} s in all   {time.process_time():7.1f} s this process")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hejie-bench-") as var:
        Path(var).chmod(0o755)
        os.environ |= {"HEJIE_VAR": var, "HEJIE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "hejie.settings"}
        os.environ.pop("DATABASE_URL", None)
        from hejie.operate.database import database
        from hejie.operate.setup import prepare_tables

        with database():
            prepare_tables()
            before = seconds_of_server(Path(var))
            make()
            print(f"{seconds_of_server(Path(var)) - before:7.1f} s the database")


if __name__ == "__main__":
    sys.exit(main())
