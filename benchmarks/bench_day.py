"""A day in the life of a district at full size: `python benchmarks/bench_day.py [matters] [officers]`

1,700 new matters and 40 officers by default, acting through the API on an embedded database in a temporary folder. The
day's own clock is simulated; seconds are those of this machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

MATTERS, OFFICERS = 1700, 40
THE_DAY = datetime(2026, 11, 19, 6, tzinfo=ZoneInfo("Asia/Shanghai"))


def main(matters: int, officers: int) -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    with tempfile.TemporaryDirectory(prefix="hejie-bench-") as var:
        Path(var).chmod(0o755)
        os.environ |= {"HEJIE_VAR": var, "HEJIE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "hejie.settings"}
        os.environ.pop("DATABASE_URL", None)
        from hejie.operate.database import database
        from hejie.operate.setup import prepare_tables

        with database():
            prepare_tables()
            return live(matters, officers)


def live(matters: int, officers: int) -> int:
    """Play the day and print it. Returns how much is wrong."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver", "localhost"]
    from hejie.demo.world import make_world
    from tests.journeys.district import District

    district = District(make_world(THE_DAY), THE_DAY.date(), matters, officers)
    began = time.perf_counter()
    district.live()
    acts, seconds = district.made.total(), time.perf_counter() - began
    print(f"{matters} new matters, {matters // 4} of earlier days due today, {officers} officers")
    print(f"{acts} acts through the API in {seconds:.0f} s, {seconds / acts * 1000:.1f} ms each")
    print("  " + ", ".join(f"{move} {count}" for move, count in district.made.most_common()))
    return _midnight(district)


def _midnight(district: object) -> int:
    from tests.journeys import midnight

    wrong = 0
    print(f"{'office':<8}{'figure':<16}{'':<9}{'left':>6}{'late':>6}{'done':>6}{'ahead':>6}")
    for row in midnight.figures(district):
        wrong += row.shown != row.counted
        for kind in midnight.KINDS:
            for name, one in (("board", row.shown[kind]), ("records", row.counted[kind])):
                print(f"{row.office:<8}{kind:<16}{name:<9}{one.left:6d}{one.late:6d}{one.done:6d}{one.ahead:6d}")
    questions = {
        "unmoved and not named in the closing": midnight.unmoved(district),
        "first contacts late": midnight.late_contacts(),
        "periods missed without a record": midnight.missed_without_record(district),
        "broken chains": midnight.broken_chains(),
    }
    for asked, found in questions.items():
        wrong += len(found)
        print(f"{asked:<38}{len(found):6d}")
    return wrong


if __name__ == "__main__":
    chosen = [int(one) for one in sys.argv[1:3]]
    sys.exit(bool(main(*(chosen + [MATTERS, OFFICERS][len(chosen) :]))))
