"""Lists, search and pages at ten thousand and at a million cases: `bench_scale.py [CASES …]`, default 10000 1000000.

Fills one database for each size under `HEJIE_VAR` (or var/), in scale-<cases>, by `hejie synth`; one that stands is
used again, and what its filling said repeated. `--fill` alone fills what is missing, at a time when others may work on
the machine. All are started on 127.0.0.1, their files read once, and stopped afterwards. Server time in one process for
each size, no network; pages go through the whole middleware, lists and searches are called by themselves. Sixty cases
are chosen at even distances over the whole past, at every size alike. Each act is made once with every one of them to
warm up, so that nothing is read from the disk while it is measured, as on a server that has worked for a day; then
600 times, ten times with each, and the sizes in turn, so that neighbours on the machine disturb all alike. (Of 240
times the 95th percentile of a page differed by a fifth from run to run.) Least, median and 95th percentile in
milliseconds, the ratio of the last size to the first (of the 95th percentiles, of the medians and of the least),
queries, and tables of 5,000 rows or more that a plan reads from end to end. `over`: a 95th percentile of more than 60
ms, or of more than 1.3 times that of the first size. A name is found more often where there are more cases (a page of
20 rows at one size, of 9 at the other), so names found in one to five cases are measured by themselves, too. Below,
boards of offices and duties done beside the records.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SIZES = (10_000, 1_000_000)
ROUNDS, WARM_UP = 600, 60  # ten and one for each case that was chosen
LIMIT = 60.0  # ms
GROWTH = 1.3  # times the 95th percentile at the first size


class Database:
    """A database of one size, and the process that measures in it."""

    def __init__(self, cases: int) -> None:
        self.size = cases
        environment = {**os.environ, "HEJIE_VAR": str(folder(cases))}
        print(filled(cases), end="")
        command = [sys.executable, str(Path(__file__).with_name("scale_acts.py"))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
        self.names: list[str] = self.heard()

    def ask(self, line: str) -> Any:
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)
        return self.heard()

    def heard(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"the process of {self.size} cases ended"
        return json.loads(line)


def folder(cases: int) -> Path:
    return Path(os.environ.get("HEJIE_VAR", "var")).resolve() / f"scale-{cases}"


def filled(cases: int) -> str:
    """What was said when the database was filled: now, or when it was."""
    said = folder(cases) / "filled"
    if not said.exists():
        fill = [sys.executable, "-m", "hejie.cli", "synth", "--cases", str(cases)]
        environment = {**os.environ, "HEJIE_VAR": str(folder(cases))}
        text = subprocess.run(fill, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
        said.write_text(f"{text}  filled while the load was {os.getloadavg()[2]:.1f}\n")
    return said.read_text()


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:] if text != "--fill"] or SIZES
    if "--fill" in sys.argv:
        print(*map(filled, sizes), sep="", end="")
        return
    databases = [Database(cases) for cases in sizes]
    heads = "".join(f"{'least':>9}{'p50':>9}{f'p95 of {one.size}':>16}" for one in databases)
    print(f"{'':<38}{heads}{'of p95':>8}{'of p50':>8}{'of least':>9}{'queries':>9}  whole tables")
    for name in databases[0].names:
        print(row(name, databases))
    for one in databases:
        found = one.ask("end")
        there = f"{found['cases']} cases there, {found['bytes'] / 2**30:.2f} GiB, {found['memory']} MB"
        print(f"{one.size}: {there}; {found['recounted']}")
        one.process.wait(60)


def row(name: str, databases: Sequence[Database]) -> str:
    """One line of the table: the sizes asked in turn."""
    took: list[list[float]] = [[] for _ in databases]
    for _ in range(WARM_UP + ROUNDS):
        for one, own in zip(databases, took, strict=True):
            own.append(one.ask(f"once {name}"))
    figures = [told(own[WARM_UP:]) for own in took]
    first, last = figures[0], figures[-1]
    queries, whole = databases[-1].ask(f"plan {name}")
    over = "  over" if last[2] > LIMIT or last[2] > first[2] * GROWTH else ""
    shown = "".join(f"{least:9.1f}{middle:9.1f}{high:16.1f}" for least, middle, high in figures)
    ratios = f"{last[2] / first[2]:8.2f}{last[1] / first[1]:8.2f}{last[0] / first[0]:9.2f}"
    return f"{name:<38}{shown}{ratios}{queries:9d}  {', '.join(whole)}{over}"


def told(took: Sequence[float]) -> tuple[float, float, float]:
    """Least, median and 95th percentile."""
    return min(took), statistics.median(took), statistics.quantiles(took, n=20)[-1]


if __name__ == "__main__":
    main()
