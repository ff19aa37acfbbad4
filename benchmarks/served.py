"""The web server as in production on this machine alone, clients that keep a connection, and what they and it need."""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PORT = 18431
CLIENTS = 8


class Client:
    """One connection that is kept open; `headers` go with every request."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self.headers = dict(headers)
        self.to = http.client.HTTPConnection("127.0.0.1", PORT)

    def send(self, method: str, path: str, expected: int, body: bytes = b"", kind: str = "") -> bytes:
        """The body of the answer, which has to have this status."""
        headers = self.headers | ({"Content-Type": kind} if kind else {})
        self.to.request(method, path, body, headers)
        answer = self.to.getresponse()
        said = answer.read()
        assert answer.status == expected, (path, answer.status, said[:300])
        return said


Act = Callable[[Client], object]


def alone(act: Act, client: Client, times: int, warming: int) -> list[float]:
    """Milliseconds of each act of one client, after some to warm up."""
    took = []
    for _ in range(times + warming):
        began = time.perf_counter()
        act(client)
        took.append((time.perf_counter() - began) * 1000)
    return took[warming:]


@dataclass(slots=True)
class Measured:
    """An act of one client: milliseconds of each, and processor time of the server for all."""

    name: str
    act: Act
    took: list[float] = field(default_factory=list)
    cost: float = 0.0

    def go_on(self, client: Client, server: int, times: int) -> None:
        before = spent(server)
        self.took += alone(self.act, client, times, 0)
        self.cost += spent(server) - before

    def figures(self, rate: float) -> str:
        """Columns of a table: p50, p95, processor time of one, and the rate of eight clients."""
        return f"{p50(self.took):9.1f}{p95(self.took):9.1f}{self.cost / len(self.took):11.1f}{rate:13.0f}"


HEADS = f"{'p50 ms':>9}{'p95 ms':>9}{'server ms':>11}{'8 clients/s':>13}"


def in_turn(every: Sequence[Measured], client: Client, server: int, *, turns: int, each: int, warming: int) -> None:
    """What slows the machine down for a while slows all of them alike."""
    for one in every:
        alone(one.act, client, warming, 0)
    for _ in range(turns):
        for one in every:
            one.go_on(client, server, each)


def together(act: Act, headers: Mapping[str, str], seconds: float) -> tuple[float, list[float]]:
    """Acts a second of eight clients, and the milliseconds of each."""
    until, took = time.monotonic() + seconds, [[] for _ in range(CLIENTS)]  # type: list[list[float]]

    def work(own: list[float]) -> None:
        client = Client(headers)
        while time.monotonic() < until:
            own += alone(act, client, 1, 0)

    threads = [threading.Thread(target=work, args=(own,)) for own in took]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [one for own in took for one in own]
    return len(every) / (time.monotonic() - began), every


def p50(took: list[float]) -> float:
    return statistics.median(took)


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def family(parent: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, children)]


def spent(parent: int) -> float:
    """Processor milliseconds of a process and its children so far."""
    stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(parent)]
    ticks = sum(int(one[11]) + int(one[12]) for one in stats)
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def memory(parent: int) -> dict[str, float]:
    """Megabytes of a process and its children: `pss` counts what they share once, `rss` for each of them."""
    found = {"pss": 0.0, "rss": 0.0}
    for one in family(parent):
        lines = dict(
            line.split(":", 1) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines() if ":" in line
        )
        found["pss"] += int(lines["Pss"].split()[0]) / 1024
        found["rss"] += int(lines["Rss"].split()[0]) / 1024
    return found


@contextmanager
def web_server() -> Iterator[int]:
    """Granian with the processes and threads of production, over the platform and the bare view. Gives its id."""
    from hejie.operate import services

    *command, _ = services.web(PORT).command
    here = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    environment = {**os.environ, "PYTHONPATH": here}
    process = subprocess.Popen([*command, "bare_server:application"], env=environment)
    try:
        wait_for_it()
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def wait_for_it() -> None:
    until = time.monotonic() + 60
    while True:
        try:
            to = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            to.request("GET", "/healthz")
            assert to.getresponse().read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
