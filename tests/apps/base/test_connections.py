"""A connection taken from the pool answers, also after the server ended those that lay there."""

from __future__ import annotations

import time

import psycopg
from django.db import connection

from tests.at_once import at_once

WHO = "SELECT pg_backend_pid()"
LAST_ASKED = "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"


def who() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WHO)
        return int(cursor.fetchone()[0])


def take_again() -> int:
    connection.close()
    return who()


def test_what_lies_in_the_pool_is_taken_without_asking_the_server(own_database: str) -> None:
    for _ in range(4):  # each that lies there was asked this
        take_again()
    connection.close()
    connection.ensure_connection()
    with psycopg.connect(own_database) as beside:
        assert {said for (said,) in beside.execute(LAST_ASKED, [beside.info.backend_pid])} == {WHO}


def test_those_that_the_server_ended_are_given_to_nobody(own_database: str) -> None:
    first = {*at_once(who, who), who()}
    with psycopg.connect(own_database, autocommit=True) as beside:
        beside.execute(OTHERS, [beside.info.backend_pid])
        while beside.execute("SELECT FROM pg_stat_activity WHERE pid = ANY(%s)", [list(first)]).fetchone() is not None:
            time.sleep(0.01)
    assert not first & {take_again(), *at_once(take_again, take_again)}
