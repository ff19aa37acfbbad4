"""A real worker process: it works, stops when asked, and loses or doubles nothing when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from pytest_django import DjangoDbBlocker, Settings

from hejie.cases.models import CaseRecord, Deadline, DeadlineStep
from hejie.jobs import tasks
from hejie.jobs.queries import worker_alive
from hejie.messaging import actions as messaging
from hejie.messaging.models import Message
from hejie.operate import services
from tests.apps.messaging.receivers import SECRET, gateway
from tests.eventually import SOON, eventually
from tests.small_case import open_another, small_world

CASES = 12
CODE = {"code": "204816", "minutes": 5, "task": "登录"}

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True)
def database(own_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        yield own_database


@contextmanager
def worker(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the supervisor starts it; asked to stop at the end unless it is gone."""
    process = subprocess.Popen(services.worker().command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait(SOON)


@pytest.fixture
def far_side(settings: Settings) -> Iterator[Any]:
    with gateway() as server:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = server.url, SECRET
        settings.MESSAGE_CHANNELS = {"sms": "webhook"}
        server.environment = {"HEJIE_SMS": "webhook", "HEJIE_SMS_URL": server.url, "HEJIE_SECRET_SMS": SECRET}
        yield server


def send(count: int) -> None:
    for number in range(count):
        messaging.send_message(to=f"1380000{number:04d}", template="code", values=CODE, now=timezone.now())


def test_messages_leave_and_the_worker_stops_when_asked(far_side: Any) -> None:
    with worker(**far_side.environment) as process:
        eventually(lambda: worker_alive(timezone.now()))
        send(3)
        eventually(lambda: len(far_side.taken) == 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(SOON) == 0
    assert not worker_alive(timezone.now())
    assert not ProcrastinateJob.objects.filter(status="doing").exists()


def test_a_worker_killed_while_sending_loses_and_doubles_nothing(far_side: Any) -> None:
    send(25)
    far_side.may_answer.clear()
    with worker(**far_side.environment) as process:
        eventually(lambda: far_side.seen)
        process.kill()
        process.wait(SOON)
    far_side.may_answer.set()
    assert not Message.objects.filter(sent_at__isnull=False).exists()
    messaging.deliver_due(timezone.now() + messaging.LEASE)
    assert len(far_side.taken) == 25
    assert Message.objects.filter(sent_at__isnull=False).count() == 25
    assert len(far_side.seen) == 26, "the message under way when the worker died was offered twice, under one id"


def test_a_worker_killed_during_a_sweep_loses_and_doubles_nothing(database: str) -> None:
    long_ago = timezone.now() - timedelta(days=60)
    world = small_world(long_ago)
    for _ in range(CASES - 1):
        open_another(world.office, world.person, long_ago)
    late = list(Deadline.objects.order_by("due_on", "id"))
    middle = late[len(late) // 2]
    with psycopg.connect(database) as obstacle:
        obstacle.execute(
            "INSERT INTO cases_deadlinestep (deadline_id, stage, due_on, at) VALUES (%s, 'missed', %s, now())",
            [middle.pk, middle.due_on],
        )
        with worker() as process:
            eventually(someone_waits_for_a_lock)
            process.kill()
            process.wait(SOON)
        obstacle.rollback()
    done = DeadlineStep.objects.filter(stage="missed").count()
    assert 0 < done < len(late)
    with suppress(AlreadyEnqueued):
        tasks.sweep_deadlines.defer(timestamp=0)
    with worker():
        eventually(lambda: not Deadline.objects.filter(pk__in=[row.pk for row in late], missed_at=None).exists())
    assert DeadlineStep.objects.filter(stage="missed").count() == len(late)
    for deadline in late:
        records = CaseRecord.objects.filter(case=deadline.case_id)
        assert records.filter(fact="deadline_missed", data__rule=deadline.rule).count() == 1
        chain = list(records.order_by("seq"))
        assert [record.seq for record in chain] == list(range(1, len(chain) + 1))
        assert all(record.prev == before.hash for before, record in pairwise(chain))


def someone_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
