"""The web server dies in the middle of filings: whoever repeats with the same key has exactly one case."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.utils import timezone

from hejie.base.embedded import free_port
from hejie.cases import records
from hejie.cases.exports import covered
from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.operate.services import web
from hejie.people.actions import issue_token
from tests.town import ID_NUMBER, Town, build_town, consumer

pytestmark = pytest.mark.processes
FILINGS = 60
SOON = 40.0


@pytest.fixture
def town(own_database: str, now: datetime) -> Town:
    return build_town(now)


@contextmanager
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Web as the supervisor starts it, in a process group of its own; killed at the end, workers included."""
    process = subprocess.Popen(web(port).command, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _await_answer(port)
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SOON)


def _await_answer(port: int) -> None:
    until, pause = time.monotonic() + SOON, threading.Event()
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except OSError:
            assert time.monotonic() < until, "the server never answered"
            pause.wait(0.1)
        else:
            return


def file(port: int, token: str, trader: str, number: int) -> str | None:
    """One filing with its own key; None when no answer came (the client cannot know what became of it)."""
    matter = {
        "kind": "complaint",
        "how": "authority",
        "trader_id": trader,
        "trader_name": "云汀晴禾电器有限公司",
        "category": "appliances",
        "goods": "除湿机",
        "problem": "quality",
        "story": f"第 {number} 台除湿机，用了九天水箱就漏水，要求退货退款。",
        "happened_on": "2026-11-01",
        "wanted": [{"kind": "refund", "amount": "1299.00"}],
        "name": "林晓",
        "id_number": ID_NUMBER,
        "address": "云青省云汀市青禾区柳河路 1 号",
    }
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"filing-{number}",
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/cases", json.dumps(matter).encode(), headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return str(json.load(answer)["ref"])
    except urllib.error.HTTPError as error:
        raise AssertionError(error.read().decode()) from error
    except OSError:
        return None


def test_a_killed_server_loses_and_doubles_no_filing(town: Town) -> None:
    token = issue_token(person=consumer(timezone.now()), name="client", now=timezone.now())
    trader, port = str(town.member.pk), free_port(None)
    with server(port) as first, ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(file, port, token, trader, number) for number in range(FILINGS)]
        while sum(one.done() for one in sent) < FILINGS // 3:
            threading.Event().wait(0.02)
        _kill(first)
        answered = {number: one.result() for number, one in enumerate(sent)}
    assert None in answered.values(), "the server was killed too late to prove anything"
    with server(port):
        again = {number: file(port, token, trader, number) for number in range(FILINGS)}

    assert all(again[number] == ref for number, ref in answered.items() if ref)
    assert len(set(again.values())) == FILINGS
    assert Case.objects.count() == FILINGS
    assert CaseRecord.objects.filter(fact="case_filed").count() == FILINGS
    assert Deadline.objects.filter(rule="acceptance", closed_at=None).count() == FILINGS
    for case in Case.objects.all():
        rows = [
            {**covered(case, row), "hash": row.hash} for row in CaseRecord.objects.filter(case=case).order_by("seq")
        ]
        assert records.first_break(rows) is None
