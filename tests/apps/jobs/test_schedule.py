"""The periodic table and the jobs around it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from hejie.jobs import tasks
from hejie.jobs.queries import worker_alive
from hejie.jobs.schedule import PERIODIC


def test_every_line_of_the_table_is_a_task_that_waits_at_most_once() -> None:
    planned = {task.task.name: task for task in app.periodic_registry.periodic_tasks.values()}
    assert {name.removeprefix("hejie.") for name in planned} == set(PERIODIC)
    for name, cron in PERIODIC.items():
        assert planned[f"hejie.{name}"].cron == cron
        assert planned[f"hejie.{name}"].task.queueing_lock == name


@pytest.mark.django_db
def test_inserting_a_job_signals_nobody() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgrelid = 'procrastinate_jobs'::regclass AND p.prosrc ILIKE '%pg_notify%'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_a_job_of_a_transaction_that_failed_does_not_exist() -> None:
    with transaction.atomic():
        tasks.deliver_messages.defer(timestamp=0)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    tasks.deliver_messages.defer(timestamp=0)
    assert ProcrastinateJob.objects.get().status == "todo"


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "is_alive"), [(1, True), (19, True), (21, False)])
def test_a_worker_lives_while_its_heart_beats(seconds: int, is_alive: bool) -> None:
    now = timezone.now()
    assert not worker_alive(now)
    beat(now - timedelta(seconds=seconds))
    assert worker_alive(now) is is_alive


def beat(at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [at])
        return int(cursor.fetchone()[0])


def lost_job(worker: int, *, attempts: int, lock: str | None) -> int:
    """A job that a worker had taken when it died."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, queueing_lock, worker_id)"
            " VALUES ('default', 'hejie.finish_paper', '{}', 'doing', %s, %s, %s) RETURNING id",
            [attempts, lock, worker],
        )
        return int(cursor.fetchone()[0])


def status_of(job: int) -> str:
    return ProcrastinateJob.objects.filter(pk=job).values_list("status", flat=True).first() or "gone"


async def rescue() -> None:
    connector: Any = app.connector
    worker_app = app.with_connector(connector.get_worker_connector())
    async with worker_app.open_async():
        context = JobContext(app=worker_app, worker_name="test", job=None, abort_reason=lambda: None, start_timestamp=0)  # type: ignore[arg-type]
        await tasks.rescue_stalled_jobs.func(context, 0)


@pytest.mark.processes
def test_jobs_of_a_dead_worker_are_given_to_a_living_one(own_database: str, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        dead, living = beat(timezone.now() - timedelta(minutes=1)), beat(timezone.now())
        plain = lost_job(dead, attempts=1, lock=None)
        hopeless = lost_job(dead, attempts=5, lock=None)
        periodic = lost_job(dead, attempts=1, lock="sweep_deadlines")
        running = lost_job(living, attempts=1, lock=None)
        asyncio.run(rescue())
        assert status_of(plain) == "todo"
        assert status_of(hopeless) == "failed"
        assert status_of(periodic) == "gone"
        assert status_of(running) == "doing"
