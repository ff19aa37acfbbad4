"""Whether the platform lives, for supervisors and load balancers. True or false for each part, and nothing else.

GET /healthz   200 while this process answers; it asks nobody
GET /readyz    200 when database, worker and live process all work, else 503; `{"database": true, …}`
"""

from __future__ import annotations

import http.client

import psycopg
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hejie.jobs.queries import worker_alive
from hejie.web.stream import live_port

PATIENCE_SECONDS = 2


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"web": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    parts = parts_working()
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def parts_working() -> dict[str, bool]:
    """Each part asked once, for two seconds at most. The worker is known by its heart beat in the database."""
    database = does_database_answer()
    return {"database": database, "worker": database and is_worker_alive(), "live": does_live_answer()}


def does_database_answer() -> bool:
    """By a connection of its own: the pool would wait for ten seconds, and hands out connections of the past."""
    parameters = {**connection.get_connection_params(), "connect_timeout": PATIENCE_SECONDS}
    try:
        with psycopg.connect(**parameters) as fresh:
            return fresh.execute("SELECT 1").fetchone() is not None
    except psycopg.Error:
        return False


def is_worker_alive() -> bool:
    try:
        return worker_alive(timezone.now())
    except DatabaseError:
        return False


def does_live_answer() -> bool:
    """Its own /healthz: that it runs and sees the database."""
    link = http.client.HTTPConnection("127.0.0.1", live_port(), timeout=PATIENCE_SECONDS)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
