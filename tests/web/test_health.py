"""/healthz and /readyz with each part really running, and really stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from hejie.base.doors import free_port
from hejie.operate import services
from tests.eventually import SOON, eventually

pytestmark = pytest.mark.processes


@contextmanager
def process(service: services.Service) -> Iterator[subprocess.Popen[bytes]]:
    running = subprocess.Popen(service.command, env=os.environ.copy(), stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        end(running)


def end(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGTERM)
    running.wait(SOON)


def ready(client: Client) -> dict[str, bool]:
    answer = client.get("/readyz")
    parts: dict[str, bool] = json.loads(answer.content)
    assert answer.status_code == (200 if all(parts.values()) else 503)
    return parts


@pytest.fixture
def live_port(monkeypatch: pytest.MonkeyPatch) -> int:
    port = free_port(None)
    monkeypatch.setenv("HEJIE_LIVE_PORT", str(port))
    return port


def test_ready_only_while_every_part_works(
    client: Client, live_port: int, own_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        assert ready(client) == {"database": True, "worker": False, "live": False}
        with process(services.worker()) as worker, process(services.live(live_port)) as live:
            eventually(lambda: all(ready(client).values()))
            end(worker)
            eventually(lambda: ready(client) == {"database": True, "worker": False, "live": True})
            end(live)
            assert ready(client) == {"database": True, "worker": False, "live": False}


def test_a_live_process_that_hangs_is_not_ready(
    client: Client, live_port: int, own_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    with socket.create_server(("127.0.0.1", live_port)), django_db_blocker.unblock():
        assert ready(client)["live"] is False


def test_without_the_database_it_says_so_at_once_and_tells_nothing_else(
    client: Client, live_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port(None)
    monkeypatch.setitem(connection.settings_dict, "PORT", str(port))
    began = time.monotonic()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"database": False, "worker": False, "live": False}
    assert time.monotonic() - began < 5
    assert "no-store" in answer["Cache-Control"]


def test_healthz_asks_nobody(client: Client) -> None:
    """No `db` mark: a query would fail the test."""
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"web": True})
    assert client.post("/healthz").status_code == 405
