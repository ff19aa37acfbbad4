"""Run every check of the project and say at the end what failed: `python tests/check.py all` (or `lint`).

One failure does not hide the next: all checks run, and the last lines tell the whole story.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from hejie.base import embedded

ROOT = Path(__file__).resolve().parents[1]
BROWSER_PACKAGES = ("chromium", "fonts-wqy-microhei", "coturn")  # the last for pictures through a relay
SKIPPED = "Browser journeys skipped"


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


def program(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *arguments)


LINT = (
    Check("format", program("ruff", "format", "--check", ".")),
    Check("lint", program("ruff", "check", ".")),
    Check("types", program("mypy")),
    Check("imports", (str(Path(sys.executable).with_name("lint-imports")),)),
    Check("migrations", program("django", "makemigrations", "--check", "--dry-run")),
    Check("openapi", program("hejie.cli", "openapi", "--check")),
    Check("diagrams", program("hejie.rules.diagrams", "--check")),
)
TESTS = (
    Check("tests", program("pytest", "-m", "not browser", "-n", "3")),
    Check("browser", program("pytest", "-m", "browser")),
)


def main(which: str) -> int:
    from tests.memory import folder_of

    checks = LINT if which == "lint" else LINT + TESTS
    with ExitStack() as stack:
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hejie.settings"}
        if memory := stack.enter_context(folder_of(ROOT)):
            environment["TMPDIR"] = tempfile.tempdir = str(memory)
        environment["HEJIE_VAR"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="hejie-check-"))
        if "DATABASE_URL" not in os.environ:
            var = Path(os.environ.get("HEJIE_TEST_VAR") or memory or ROOT / "var" / "test")
            environment["DATABASE_URL"] = stack.enter_context(embedded.running(var, durable=False))
        if which != "lint":
            ensure_browser()
        notes = [run(check, environment) for check in checks]
    return conclude(checks, notes)


@dataclass(frozen=True)
class Outcome:
    status: int
    seconds: float
    skipped: str


def run(check: Check, environment: dict[str, str]) -> Outcome:
    print(f"\n── {check.name}: {' '.join(check.command[2:] or check.command)}", flush=True)
    began, skipped = time.monotonic(), ""
    with subprocess.Popen(check.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            skipped = line.strip() if line.startswith(SKIPPED) else skipped
    return Outcome(process.returncode, time.monotonic() - began, skipped)


def conclude(checks: tuple[Check, ...], outcomes: list[Outcome]) -> int:
    print("\n── summary")
    for check, outcome in zip(checks, outcomes, strict=True):
        print(f"{'ok    ' if outcome.status == 0 else 'FAILED'} {check.name:<11} {outcome.seconds:6.1f} s")
    for outcome in outcomes:
        if outcome.skipped:
            print(outcome.skipped)
    failed = sum(outcome.status != 0 for outcome in outcomes)
    print(f"{failed} of {len(checks)} checks failed." if failed else f"All {len(checks)} checks passed.")
    return min(failed, 1)


def ensure_browser() -> None:
    """On Debian as root install Chromium, a Chinese font and coturn where they are missing; else tests are skipped."""
    from tests.browsers import find_chromium

    has_all = find_chromium() and shutil.which("turnserver")
    if has_all or not Path("/etc/debian_version").exists() or os.geteuid() != 0:
        return
    print("· 浏览器 browser: apt-get install", *BROWSER_PACKAGES, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update",), ("install", "-y", "--no-install-recommends", *BROWSER_PACKAGES)):
        subprocess.run(("apt-get", "-qq", *arguments), env=environment, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
