"""A connection taken from the pool answers, also after the server ended those that lay there."""

from __future__ import annotations

import psycopg
from django.db import connection

from tests.at_once import at_once

WHO = "SELECT pg_backend_pid()"
LAST_ASKED = "SELECT query FROM pg_stat_activity WHERE pid = %s"
OTHERS = "SELECT pg_terminate_backend(pid, 9000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"


def who() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WHO)
        return int(cursor.fetchone()[0])


def take_one() -> int:
    """Its number, of which the server is not asked."""
    connection.close()
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def take_again() -> int:
    connection.close()
    return who()


def test_what_lies_in_the_pool_is_taken_without_asking_the_server(own_database: str) -> None:
    asked = {who()}
    while (taken := take_one()) not in asked:  # under load the pool has made another one
        asked.add(who())
    with psycopg.connect(own_database) as beside:
        assert beside.execute(LAST_ASKED, [taken]).fetchone() == (WHO,)


def test_those_that_the_server_ended_are_given_to_nobody(own_database: str) -> None:
    first = {*at_once(who, who), who()}
    with psycopg.connect(own_database, autocommit=True) as beside:
        beside.execute(OTHERS, [beside.info.backend_pid])
    assert not first & {take_again(), *at_once(take_again, take_again)}
