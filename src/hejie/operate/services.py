"""The processes of the platform: what each is started with. Used by `hejie run` and by the systemd units alike."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass

HOST = "127.0.0.1"
WEB_MODULE, WEB_APPLICATION = "hejie.web", "hejie.wsgi:application"
LIVE_MODULE = "hejie.web.live"
WORKER_MODULE = "hejie.jobs"
FIRST_PORT = 8000
PORTS_TRIED = 200


@dataclass(frozen=True, slots=True)
class Ports:
    """Where web and live listen."""

    web: int
    live: int

    @classmethod
    def configured(cls) -> Ports:
        """From `HEJIE_PORT` and `HEJIE_LIVE_PORT`; live is one above web unless told otherwise."""
        web = int(os.environ.get("HEJIE_PORT", FIRST_PORT))
        return cls(web, int(os.environ.get("HEJIE_LIVE_PORT", web + 1)))

    @classmethod
    def free(cls) -> Ports:
        """The configured ones, or the next that nobody listens on."""
        wanted = cls.configured()
        web = next_free(wanted.web)
        live = wanted.live if "HEJIE_LIVE_PORT" in os.environ else web + 1
        return cls(web, next_free(web + 1 if live == web else live))


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of process and the command that becomes it."""

    name: str
    command: tuple[str, ...]


def services(ports: Ports) -> list[Service]:
    """All of them."""
    return [web(ports.web), live(ports.live), worker()]


def web(port: int) -> Service:
    """Pages and API: WSGI, two workers with two threads each (measured best on two cores)."""
    size = ("--workers", "2", "--blocking-threads", "2", "--workers-kill-timeout", "5")
    address = ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws")
    command = (sys.executable, "-m", WEB_MODULE, *address, *size, "--log-level", "warning", WEB_APPLICATION)
    return Service("web", command)


def live(port: int) -> Service:
    """Server-sent events."""
    return Service("live", (sys.executable, "-m", LIVE_MODULE, "--host", HOST, "--port", str(port)))


def worker() -> Service:
    """Jobs and timers."""
    return Service("worker", (sys.executable, "-m", WORKER_MODULE))


def next_free(port: int) -> int:
    """The first port from here on that nobody on this machine listens on."""
    return next(candidate for candidate in range(port, port + PORTS_TRIED) if is_free(candidate))


def is_free(port: int) -> bool:
    """Free to bind on 127.0.0.1, and not answered on ::1 either, where browsers look for `localhost` first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return not answers_on_v6(port)


def answers_on_v6(port: int) -> bool:
    if not socket.has_ipv6:
        return False
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.settimeout(1)
            return probe.connect_ex(("::1", port)) == 0
    except OSError:
        return False
