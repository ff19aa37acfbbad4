"""Lists, search and pages at ten thousand and at a million cases: `bench_scale.py [CASES …]`, default 10000 1000000.

Fills one database for each size under `HEJIE_VAR` (or var/), in scale-<cases>, by `hejie synth`; one that stands is
used again. Each is started on 127.0.0.1 and stopped afterwards. Server time in one process, no network; pages go
through the whole middleware, lists and searches are called by themselves. Forty rounds each, after six to warm up,
every round another case, name or phone: least, median and 95th percentile in milliseconds, the ratio of the last size
to the first (of the 95th percentiles, and of the least, which neighbours on the machine do not change), queries, and
tables of 5,000 rows or more that a plan reads from end to end. `over`: pages of more than 60 ms, lists and searches of
more than 20 ms, or 1.3 times the 95th percentile of the first size. Below, boards of offices and duties done beside
the records.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SIZES = (10_000, 1_000_000)
ROUNDS, WARM_UP = 40, 6
LARGE = 5_000  # rows from which a table must not be read whole
PAGE_200 = 199
LIMITS = {"list": 20.0, "search": 20.0, "page": 60.0}
GROWTH = 1.3  # times the 95th percentile at the first size
OFFICES = 10  # whose boards are counted again; fewer where they have more cases
CASES_RECOUNTED = 8_000
SOUGHT = {"number": "ref", "name": "name", "phone": "phone", "two characters": "two", "five characters": "five"}
MEASURE = "--measure"


def main() -> None:
    if sys.argv[1:2] == [MEASURE]:
        print(json.dumps(in_database()))
        return
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    table([(size, of_size(size)) for size in sizes])


def of_size(cases: int) -> dict[str, Any]:
    """Results of one size, measured in a process that knows this database only."""
    var = Path(os.environ.get("HEJIE_VAR", "var")).resolve() / f"scale-{cases}"
    environment = {**os.environ, "HEJIE_VAR": str(var)}
    if not (var / "filled").exists():
        fill = [sys.executable, "-m", "hejie.cli", "synth", "--cases", str(cases)]
        subprocess.run(fill, env=environment, check=True)
        (var / "filled").touch()
    done = subprocess.run(
        [sys.executable, __file__, MEASURE], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(results: list[tuple[int, dict[str, Any]]]) -> None:
    for size, found in results:
        print(f"{size} cases asked for: {found['cases']} there, {found['bytes'] / 2**30:.2f} GiB, {found['memory']} MB")
    first, last = results[0][1]["rows"], results[-1][1]["rows"]
    heads = "".join(f"{'least':>9}{'p50':>9}{f'p95 of {size}':>16}" for size, _ in results)
    print(f"{'':<38}{heads}{'of p95':>8}{'of least':>9}{'queries':>9}  whole tables")
    for name in first:
        figures = "".join(
            f"{found['rows'][name][0]:9.1f}{found['rows'][name][1]:9.1f}{found['rows'][name][2]:16.1f}"
            for _, found in results
        )
        of_p95, of_least = (last[name][n] / first[name][n] for n in (2, 0))
        over = "  over" if last[name][2] > LIMITS[name.split(":")[0]] or of_p95 > GROWTH else ""
        print(f"{name:<38}{figures}{of_p95:8.2f}{of_least:9.2f}{last[name][3]:9d}  {', '.join(last[name][4])}{over}")
    for size, found in results:
        print(f"{size}: {found['recounted']}")


def in_database() -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    os.environ["HEJIE_DEMO"] = "1"
    from hejie.operate.database import database

    with database():
        import django

        django.setup()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database()), (SELECT count(*) FROM cases_case)")
            size, cases = cursor.fetchone()
        rows = {name: measure(act) for name, act in acts().items()}
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return {"rows": rows, "bytes": size, "cases": cases, "memory": memory, "recounted": boards_recounted()}


def boards_recounted() -> str:
    """Of the offices with the fewest cases that have any due, as many as can be read whole in a minute."""
    from django.db.models import Count
    from django.utils import timezone
    from recounts import recounted

    from hejie.cases.models import Case
    from hejie.places.models import Authority

    sized = Case.objects.values_list("office").annotate(n=Count("pk"), due=Count("next_due_on"))
    chosen, read = [], 0
    for office, cases, _due in sized.filter(due__gt=0).order_by("n")[:OFFICES]:
        read += cases
        if chosen and read > CASES_RECOUNTED:
            break
        chosen.append(office)
    return recounted(Authority.objects.filter(pk__in=chosen), timezone.now())


def acts() -> dict[str, Callable[[], object]]:
    """What is measured, by name; each call takes another case, name or phone."""
    from hejie.cases import worklists
    from hejie.cases.worklists import Wanted
    from hejie.people.access import actor_for_person
    from hejie.people.queries import person_named
    from hejie.search.queries import find_cases

    people = {key: person_named(key) for key in ("county", "city", "nation")}
    actors = {key: actor_for_person(person) for key, person in people.items() if person}
    samples = sample()
    pick = random.Random(7).choice  # noqa: S311 - a sample
    deep = {key: key_of_page(actor, PAGE_200) for key, actor in actors.items()}
    found: dict[str, Callable[[], object]] = {}
    for key, actor in actors.items():
        found |= {
            f"list: worklist page 1, {key}": lambda actor=actor: worklists.page(actor, Wanted()),
            f"list: worklist page 200, {key}": lambda actor=actor, key=key: worklists.page(
                actor, Wanted(), after=deep[key]
            ),
            f"list: newest first, {key}": lambda actor=actor: worklists.page(actor, Wanted(is_open=None), newest=True),
            f"list: counts of 8 lists, {key}": lambda actor=actor: worklists.count(actor, eight_lists()),
            f"search: number, {key}": lambda actor=actor: find_cases(actor, pick(samples)["ref"]),
            f"search: name, {key}": lambda actor=actor: find_cases(actor, pick(samples)["name"]),
            f"search: phone, {key}": lambda actor=actor: find_cases(actor, pick(samples)["phone"]),
            f"search: 退款, {key}": lambda actor=actor: find_cases(actor, "退款"),
            f"search: two characters, {key}": lambda actor=actor: find_cases(actor, pick(samples)["two"]),
            f"search: five characters, {key}": lambda actor=actor: find_cases(actor, pick(samples)["five"]),
        }
    return found | pages(samples, people)


def eight_lists() -> list[Any]:
    from hejie.cases.worklists import Wanted

    states = ("received", "returned", "accepted", "mediating", "testing", "performing")
    return [Wanted(), *(Wanted(states=[state]) for state in states), Wanted(kinds=["report", "enquiry"])]


def pages(samples: list[dict[str, str]], people: dict[str, Any]) -> dict[str, Callable[[], object]]:
    from django.test import Client

    from hejie.people.signin import SECOND_FACTOR
    from hejie.web.officer.search import _address

    def page(client: Client, address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    found: dict[str, Callable[[], object]] = {}
    pick = random.Random(8).choice  # noqa: S311 - a sample
    for key in ("county", "nation"):
        client = Client(HTTP_HOST="localhost")
        client.force_login(people[key], backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        found[f"page: worklist, {key}"] = lambda client=client: page(client, "/office/")
        if client.get("/office/today/").status_code == 200:
            found[f"page: board of the day, {key}"] = lambda client=client: page(client, "/office/today/")
        found |= {
            f"page: search {said}, {key}": lambda client=client, what=what, reader=people[key]: page(
                client, _address(pick(samples)[what], None, reader.pk)
            )
            for said, what in SOUGHT.items()
        }
        if key == "nation":
            found["page: case"] = lambda client=client: page(client, f"/office/cases/{pick(samples)['ref']}/")
    return found


def sample() -> list[dict[str, str]]:
    """Numbers, names, phones and pieces of stories of cases chosen by chance."""
    from hejie.cases.models import Case

    return sample_of(Case.objects.order_by("-id")[:40_000:400])


def sample_of(cases: Iterable[Any]) -> list[dict[str, str]]:
    from hejie.cases.models import Party

    found = []
    for case in cases:
        party = Party.objects.filter(case=case, side="complainant").first()
        if party and party.name and party.phone:
            words = case.story.replace("，", "").replace("。", "")
            found.append(
                {"ref": case.ref, "name": party.name, "phone": party.phone, "two": words[8:10], "five": words[6:11]}
            )
    return found


def key_of_page(actor: Any, number: int, *, newest: bool = False) -> str:
    """Where page 200 begins, or the last page where there are fewer. The newest first of all cases, or by time left."""
    from hejie.cases import worklists

    wanted, more = worklists.Wanted(is_open=None if newest else True), ""
    while not more and number:
        more = worklists.page(actor, wanted, limit=number * worklists.PAGE, newest=newest).more
        number //= 2
    return more


def measure(act: Callable[[], object]) -> tuple[float, float, float, int, list[str]]:
    """Least, median and 95th percentile in milliseconds, queries, and large tables that a plan reads whole."""
    from django.db import connection

    took = [once(act) for _ in range(ROUNDS + WARM_UP)][WARM_UP:]
    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    whole = {name for sql, params in asked for name in read_whole(sql, params)}
    return min(took), statistics.median(took), statistics.quantiles(took, n=20)[-1], len(asked), sorted(whole)


def once(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def read_whole(sql: str, params: Any) -> list[str]:
    """Large tables with a sequential scan in the plan of a query."""
    from django.db import connection

    if not sql.lstrip(" (").upper().startswith(("SELECT", "WITH")):
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plans = cursor.fetchone()[0]
        tables = set(scanned(plans if isinstance(plans, list) else json.loads(plans)))
        cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples > %s", [list(tables), LARGE])
        return [name for (name,) in cursor.fetchall()]


def scanned(plan: Any) -> list[str]:
    if isinstance(plan, list):
        return [name for one in plan for name in scanned(one)]
    if not isinstance(plan, dict):
        return []
    own = [plan["Relation Name"]] if plan.get("Node Type") == "Seq Scan" else []
    return own + [name for value in plan.values() for name in scanned(value)]


if __name__ == "__main__":
    main()
