"""The fixture `own_database`: what one thread commits another sees, and none of it outlives the test."""

from __future__ import annotations

import os
import threading

import psycopg
import pytest


def test_another_thread_sees_what_was_committed(own_database: str) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    ContentType.objects.create(app_label="own", model="row")
    seen: list[bool] = []

    def look() -> None:
        seen.append(ContentType.objects.filter(app_label="own").exists())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [True]


def test_another_process_finds_it_by_address(own_database: str) -> None:
    assert os.environ["DATABASE_URL"] == own_database
    with psycopg.connect(own_database) as connection:
        assert connection.execute("SELECT count(*) FROM django_migrations WHERE app = 'cases'").fetchone() != (0,)


@pytest.mark.django_db
def test_nothing_of_it_is_left_in_the_test_database() -> None:
    from django.contrib.contenttypes.models import ContentType

    assert not ContentType.objects.filter(app_label="own").exists()
