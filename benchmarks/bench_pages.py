"""Server time and queries of the pages people use most, on the demonstration's data, through the whole middleware.

Needs a filled demonstration: `make demo` once, then `.venv/bin/python benchmarks/bench_pages.py`.
In one process, no network: what is measured is the server's own work, median and 95th percentile in milliseconds of
forty rounds after five to warm up.
"""

from __future__ import annotations

import os
import statistics
import time

ROUNDS = 40
WARM_UP = 5
LIMIT_MS = 40
LIMIT_QUERIES = 12


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    os.environ["HEJIE_DEMO"] = "1"
    from hejie.operate.database import database

    with database():
        import django

        django.setup()
        rows = [measure(*page) for page in pages()]
    print(f"{'page':<34}{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}")
    for name, p50, p95, queries in rows:
        late = "  over" if p50 > LIMIT_MS or queries > LIMIT_QUERIES else ""
        print(f"{name:<34}{p50:8.1f}{p95:8.1f}{queries:9d}{late}")


def pages() -> list[tuple[str, str, str | None]]:
    """Name, address, and the user name or phone of the reader."""
    from hejie.base.ids import show_case_number
    from hejie.cases.models import Case
    from hejie.people.queries import person_named

    consumer, clerk, mediator = (person_named(x) for x in ("13800000916", "clerk", "mediator"))
    talking = Case.objects.filter(state="negotiating", trader__clerks__person=clerk).order_by("-seq")[0]
    own = Case.objects.filter(parties__person=consumer).order_by("-seq")[0]
    mine = Case.objects.filter(mediator=mediator).order_by("-seq")[0]
    here = Case.objects.filter(state="received").order_by("-seq")[0]
    number = show_case_number
    return [
        ("visitor: home", "/", None),
        ("consumer: my cases", "/my/", "13800000916"),
        ("consumer: case", f"/cases/{number(own.ref)}/", "13800000916"),
        ("trader: inbox", "/desk/", "clerk"),
        ("trader: case", f"/desk/cases/{number(talking.ref)}/", "clerk"),
        ("officer: worklist", "/office/", "county"),
        ("officer: case", f"/office/cases/{number(here.ref)}/", "province"),
        ("mediator: rooms", "/rooms/", "mediator"),
        ("mediator: room", f"/rooms/{number(mine.ref)}/", "mediator"),
        ("notices", "/notices/", "13800000916"),
    ]


def measure(name: str, address: str, reader: str | None) -> tuple[str, float, float, int]:
    from django.db import connection
    from django.test import Client

    from hejie.people.queries import person_named

    client = Client(HTTP_HOST="localhost")
    if reader:
        client.force_login(person_named(reader), backend="django.contrib.auth.backends.ModelBackend")
    took = [_once(client, address) for _ in range(ROUNDS + WARM_UP)][WARM_UP:]
    statements: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        answer = client.get(address)
    assert answer.status_code == 200, (name, address, answer.status_code)
    return name, statistics.median(took), statistics.quantiles(took, n=20)[-1], len(statements)


def _once(client: object, address: str) -> float:
    began = time.perf_counter()
    client.get(address)  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
