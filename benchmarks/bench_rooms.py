"""1,000 people in 200 mediation rooms on one live process: `python benchmarks/bench_rooms.py [rooms] [seconds]`

Five guests a room, each with an open stream; somebody speaks in every room each four seconds, a tenth of it in a caucus
or among staff. First quietly; then the live process dies by SIGKILL and is started again; then PostgreSQL does. Senders
repeat with their key, pages resume by their last id. At the end every guest must have heard exactly what was for them,
once and in order. Prints what it took, and fails above the bounds.

An embedded database in a temporary folder, with fsync as in production.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from hejie.base.doors import answers, free_port

ROOMS, SECONDS = 200, 20
P99_MS, MOST_MB = 150, 250
HERE = Path(__file__).resolve().parent
SOON = 60.0


def main(rooms: int, seconds: int) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    sys.path.insert(0, str(HERE.parent))
    with tempfile.TemporaryDirectory(prefix="hejie-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"HEJIE_VAR": folder, "DJANGO_SETTINGS_MODULE": "hejie.settings"}
        os.environ.pop("DATABASE_URL", None)
        from hejie.base import embedded

        with embedded.running(Path(folder)) as address:
            os.environ["DATABASE_URL"] = address
            from hejie.operate.setup import prepare_tables

            prepare_tables()
            return bench(Path(folder), rooms, seconds)


def bench(folder: Path, rooms: int, seconds: int) -> int:
    """Play it and print it. Returns how much is wrong."""
    with ExitStack() as ends:
        return play(folder, rooms, seconds, ends)


def play(folder: Path, rooms: int, seconds: int, ends: ExitStack) -> int:
    from benchmarks import room_scene

    guests = room_scene.build(rooms)
    port, plan = free_port(None), folder / "guests.json"
    plan.write_text(json.dumps(guests))
    live = ending(start_live(port), ends)
    listeners = ending(helper("room_listeners.py", plan, port), ends)
    expect(listeners, "ready")
    senders = ending(helper("room_senders.py", plan, rooms / 4), ends)
    expect(senders, "ready")
    wrong = quiet(live, listeners, senders, seconds)
    live = ending(kill_live(live, port), ends)
    restart_database(folder)
    tell(senders, "stop")
    print(f"sent {expect(senders, 'sent')['count']} acts, {memory(live):.0f} MB at the end")
    return wrong + compare(listeners)


def ending(process: subprocess.Popen[str], ends: ExitStack) -> subprocess.Popen[str]:
    """The process, which ends with the benchmark however that ends."""
    ends.callback(process.kill)
    return process


def quiet(live: Any, listeners: Any, senders: Any, seconds: int) -> int:
    """How long words take from the sender's call to the guest's page, while nothing breaks."""
    tell(senders, "quiet")
    time.sleep(seconds)
    tell(senders, "rough")
    tell(listeners, "times")
    took = sorted(expect(listeners, "times")["ms"])
    p99, held = took[int(len(took) * 0.99)], memory(live)
    print(f"{len(took)} deliveries: p50 {statistics.median(took):.1f} ms, p99 {p99:.1f} ms; live process {held:.0f} MB")
    return (p99 > P99_MS) + (held > MOST_MB)


def kill_live(live: subprocess.Popen[str], port: int) -> subprocess.Popen[str]:
    """SIGKILL in the middle of it; the supervisor would start it again after a second."""
    time.sleep(2)
    live.kill()
    live.wait()
    time.sleep(1)
    began = time.monotonic()
    again = start_live(port)
    print(f"live process killed, answers again after {time.monotonic() - began:.1f} s")
    time.sleep(4)
    return again


def restart_database(folder: Path) -> None:
    """SIGKILL for PostgreSQL and all its children."""
    from hejie.base.embedded import EmbeddedServerError, Server

    server = Server(folder)
    master = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    for pid in (master, *map(int, children)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while server.is_running():  # they die when they are scheduled next
        time.sleep(0.01)
    began = time.monotonic()
    while not server.is_running():
        with suppress(EmbeddedServerError):
            server.start()
        time.sleep(0.2)
    print(f"PostgreSQL killed, answers again after {time.monotonic() - began:.1f} s")
    time.sleep(5)


def compare(listeners: Any) -> int:
    """Every guest against the database: what their audience was, in its order, once."""
    from benchmarks import room_scene

    expected = room_scene.heard_by()
    tell(listeners, json.dumps({name: len(seqs) for name, seqs in expected.items()}))
    heard = expect(listeners, "heard", 120)["heard"]
    wrong = [name for name, seqs in expected.items() if heard.get(name, []) != seqs]
    total = sum(map(len, expected.values()))
    print(f"{len(expected)} guests, {total} happenings to be heard: {len(wrong)} guests with anything lost or doubled")
    return len(wrong)


def start_live(port: int) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-m", "hejie.web.live", "--port", str(port)], text=True)
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        if answers(port):
            return process
        time.sleep(0.05)
    raise AssertionError("the live process never answered")


def helper(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / program), *map(str, arguments)]
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin
    process.stdin.write(line + "\n")
    process.stdin.flush()


def expect(process: subprocess.Popen[str], word: str, seconds: float = SOON) -> dict[str, Any]:
    """The next line of a helper, which must be about this."""
    assert process.stdout
    found: dict[str, Any] = json.loads(process.stdout.readline() or "{}")
    assert found.get("is") == word, f"{found} instead of {word}"
    return found


def memory(process: subprocess.Popen[str]) -> float:
    """The most a process ever held, in megabytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    raise SystemExit(main(*(given or [ROOMS, SECONDS])))
