"""The real web server is killed while filings come in; clients try again with their keys, and nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial

import httpx
import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from hejie.cases.models import Case, CaseRecord
from hejie.demo.world import World
from hejie.operate import services
from hejie.people.actions import issue_token
from tests.stage import MATTER, broken_chain, yesterday

FILINGS = 24
SOON = 60.0

pytestmark = pytest.mark.processes


@pytest.fixture
def house(own_world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield own_world


@contextmanager
def web_server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web process as the supervisor starts it, with all its children in one group; gone at the end."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hejie.settings"}
    command = services.web(port).command
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        answers(port)
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SOON)


def answers(port: int) -> None:
    until, pause = time.monotonic() + SOON, threading.Event()
    with httpx.Client(timeout=5) as asking:
        while time.monotonic() < until:
            with suppress(httpx.TransportError):
                if asking.get(f"http://127.0.0.1:{port}/healthz").status_code == 200:
                    return
            pause.wait(0.1)
    raise AssertionError("the web server never answered")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_filings_survive_a_killed_server(house: World) -> None:
    token = issue_token(person=house.cast["consumer"], name="test", now=timezone.now())
    trader = str(house.traders["qinghe"].pk)
    body = {**MATTER, "how": "direct", "trader_id": trader, "happened_on": yesterday()}
    port, enough = free_port(), threading.Semaphore(0)
    answered: dict[int, str] = {}

    def file(filers: httpx.Client, number: int) -> None:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"filing-{number}"}
        with suppress(httpx.TransportError):
            answer = filers.post(f"http://127.0.0.1:{port}/api/v1/cases", json=body, headers=headers)
            assert answer.status_code == 201, answer.text
            answered.setdefault(number, answer.json()["ref"])
            assert answered[number] == answer.json()["ref"]
            enough.release()

    with web_server(port) as server, httpx.Client(timeout=SOON) as filers, ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(file, filers, number) for number in range(FILINGS)]
        for _ in range(3):
            assert enough.acquire(timeout=SOON)
        kill(server)
        for one in waiting:
            one.result(SOON)
    promised = dict(answered)
    assert 3 <= len(promised) < FILINGS, "the server died in the middle"
    with web_server(port), httpx.Client(timeout=SOON) as filers, ThreadPoolExecutor(4) as pool:
        list(pool.map(partial(file, filers), range(FILINGS)))
    assert len(answered) == FILINGS
    assert promised.items() <= answered.items()
    assert sorted(Case.objects.values_list("ref", flat=True)) == sorted(answered.values())
    assert CaseRecord.objects.filter(fact="case_filed").count() == FILINGS
    assert all(broken_chain(case) is None for case in Case.objects.all())
