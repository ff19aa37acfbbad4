"""The real web server is killed while filings come in; clients try again with their keys, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from hejie.base.doors import free_port
from hejie.cases.models import Case, CaseRecord
from hejie.demo.world import World
from hejie.operate import services
from hejie.people.actions import issue_token
from tests.eventually import eventually
from tests.stage import MATTER, broken_chain, yesterday

FILINGS = 24
SOON = 60.0
GONE = (OSError, HTTPException)

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
        eventually(lambda: answers(port))
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SOON)


def answers(port: int) -> bool:
    with suppress(*GONE):
        return ask(port, "/healthz")[0] == HTTPStatus.OK
    return False


def ask(port: int, path: str, body: Mapping[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    """Status and answer; a `body` is posted. Raises one of GONE when the server dies meanwhile."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=SOON)) as link:
        sent = {"Content-Type": "application/json", **headers}
        link.request("POST" if body else "GET", path, json.dumps(body) if body else None, sent)
        answer = link.getresponse()
        return answer.status, json.loads(answer.read())


def test_filings_survive_a_killed_server(house: World) -> None:
    token = issue_token(person=house.cast["consumer"], name="test", now=timezone.now())
    trader = str(house.traders["qinghe"].pk)
    body = {**MATTER, "how": "direct", "trader_id": trader, "happened_on": yesterday()}
    port, enough = free_port(None), threading.Semaphore(0)
    answered: dict[int, str] = {}

    def file(number: int) -> None:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"filing-{number}"}
        with suppress(*GONE):
            status, answer = ask(port, "/api/v1/cases", body, **headers)
            assert status == 201, answer
            answered.setdefault(number, answer["ref"])
            assert answered[number] == answer["ref"]
            enough.release()

    with web_server(port) as server, ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(file, number) for number in range(FILINGS)]
        for _ in range(3):
            assert enough.acquire(timeout=SOON)
        kill(server)
        for one in waiting:
            one.result(SOON)
    promised = dict(answered)
    assert 3 <= len(promised) < FILINGS, "the server died in the middle"
    with web_server(port), ThreadPoolExecutor(4) as pool:
        list(pool.map(file, range(FILINGS)))
    assert len(answered) == FILINGS
    assert promised.items() <= answered.items()
    assert sorted(Case.objects.values_list("ref", flat=True)) == sorted(answered.values())
    assert CaseRecord.objects.filter(fact="case_filed").count() == FILINGS
    assert all(broken_chain(case) is None for case in Case.objects.all())
