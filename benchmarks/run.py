"""Run the benchmarks and write what they say: `make bench`, or `benchmarks/run.py [name …]` for some of them.

Each runs in a process of its own; its table and its docstring (how it measured) go to benchmarks/RESULTS.md under its
name, with the day, the machine and how busy it was. What is not run keeps what stood there.
"""

from __future__ import annotations

import ast
import os
import platform
import subprocess
import sys
import timeit
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "RESULTS.md"
IN_ORDER = (
    "bench_pages",
    "bench_scale",
    "bench_http",
    "bench_filing",
    "bench_rooms",
    "bench_papers",
    "bench_demo",
    "bench_day",
)
HEAD = """# What the benchmarks say

Written by `make bench` (benchmarks/run.py); a section is replaced whenever its benchmark runs again. How each was
measured stands above its table. The first run fills databases of 10,000 and 1,000,000 cases under `HEJIE_VAR` (some
7 GB, ten minutes on two cores); `bench_pages` needs the demonstration (`make demo` once). Times of a machine that does
other work meanwhile are too high: the processor's load before and after stands with each, and how long a million steps
of plain Python took before and after, since a shared machine may be half as quick an hour later.
"""


def main(names: list[str]) -> int:
    sections = kept()
    failed = 0
    for name in names or IN_ORDER:
        print(f"· {name}", flush=True)
        text, code = run(name)
        failed += code != 0
        sections[name] = text
        write(sections)
    return failed


def run(name: str) -> tuple[str, int]:
    """The section of one benchmark, and its exit status."""
    began, load, steps = datetime.now().astimezone(), os.getloadavg()[0], a_million_steps()
    said, code = heard(name)
    how = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text())) or ""
    machine = f"{os.cpu_count()} × {processor()}, Python {platform.python_version()}"
    when = f"{began:%Y-%m-%d %H:%M}, {machine}, load {load:.1f} before and {os.getloadavg()[0]:.1f} after"
    when += f", a million steps {steps:.0f} ms before and {a_million_steps():.0f} after"
    ended = "" if code == 0 else f"\nEnded with status {code}.\n"
    return f"## {name}\n\n{how}\n\n{when}\n{ended}\n```\n{said.rstrip()}\n```\n", code


def a_million_steps() -> float:
    """Milliseconds of the quickest of five: how quick the machine is in these minutes."""
    return min(timeit.repeat("for n in range(1_000_000): n * n % 7", number=1, repeat=5)) * 1000


def heard(name: str) -> tuple[str, int]:
    """What a benchmark prints, shown as it comes, and its exit status."""
    command = [sys.executable, "-u", str(HERE / f"{name}.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = []
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    return "".join(lines), process.returncode


def processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def kept() -> dict[str, str]:
    """Sections that stand there, by name."""
    text = RESULTS.read_text() if RESULTS.exists() else ""
    parts = text.split("\n## ")[1:]
    return {part.split("\n", 1)[0]: f"## {part.rstrip()}\n" for part in parts}


def write(sections: dict[str, str]) -> None:
    known = [name for name in IN_ORDER if name in sections]
    RESULTS.write_text("\n".join([HEAD, *(sections[name] for name in known)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
