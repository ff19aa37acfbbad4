"""Run every process of the platform as one command: start, watch, restart, and stop them together."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from hejie.operate.guard import Guard, end_groups
from hejie.operate.services import HOST, Ports, Service

LOOK_SECONDS = 0.2
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
NAME_WIDTH = 6


class Child:
    """One process that is started again when it ends, after a pause that doubles each time it ends soon."""

    def __init__(self, service: Service, guard: Guard) -> None:
        self.service = service
        self.guard = guard
        self.pause = 0.5
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.service.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.guard.tell(f"+{self.process.pid}")
        self.began = time.monotonic()
        self.again_at: float | None = None
        threading.Thread(target=self.relay, args=(self.process,), daemon=True).start()

    def relay(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            say(self.service.name, line.rstrip())

    def look(self, now: float) -> None:
        """Notice the end, and start again when the pause is over. `now` is monotonic seconds."""
        if self.again_at is not None:
            if now >= self.again_at:
                self.start()
        elif self.process.poll() is not None:
            self.note_end(now)

    def note_end(self, now: float) -> None:
        end_groups({self.process.pid}, grace=2)  # workers a killed parent left behind
        self.guard.tell(f"-{self.process.pid}")
        self.pause = 0.5 if now - self.began > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.again_at = now + self.pause
        code = self.process.returncode
        say(self.service.name, f"ended with {code}; starting again in {self.pause:.0f} s")


class Supervisor:
    """Holds the children until told to stop by Ctrl-C, SIGTERM or a closed terminal."""

    def __init__(
        self, services: Sequence[Service], ports: Ports, *, var: Path | None, welcome: Callable[[], str]
    ) -> None:
        self.services = services
        self.ports = ports
        self.var = var
        self.welcome = welcome
        self.stopping = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        guard = Guard(self.var)
        children = [Child(service, guard) for service in self.services]
        try:
            self.watch(children)
        finally:
            say("hejie", "正在停止 stopping …")
            stop_all(children)
            guard.close()

    def watch(self, children: list[Child]) -> None:
        welcomed = False
        while not self.stopping.wait(LOOK_SECONDS):
            for child in children:
                child.look(time.monotonic())
            if not welcomed and self.is_answering():
                print(self.welcome(), flush=True)
                welcomed = True

    def is_answering(self) -> bool:
        """Whether the web process answers at all; how healthy it is, /healthz tells."""
        connection = http.client.HTTPConnection(HOST, self.ports.web, timeout=LOOK_SECONDS * 10)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def stop_all(children: Sequence[Child]) -> None:
    def reap() -> None:
        for child in children:
            child.process.poll()

    end_groups({child.process.pid for child in children if child.again_at is None}, reap=reap)
    for child in children:
        child.process.wait()


def say(name: str, line: str) -> None:
    sys.stdout.write(f"{name:<{NAME_WIDTH}} | {line}\n")
    sys.stdout.flush()


def settle_ports() -> Ports:
    """Free ports, told to the children by environment; says so when the wanted one is taken."""
    wanted, ports = Ports.configured(), Ports.free()
    if ports.web != wanted.web:
        print(
            f"端口 {wanted.web} 已被占用，改用 {ports.web}。Port {wanted.web} is taken, using {ports.web}.", flush=True
        )
    os.environ |= {"HEJIE_PORT": str(ports.web), "HEJIE_LIVE_PORT": str(ports.live)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    return ports
