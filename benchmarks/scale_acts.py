"""What `bench_scale.py` measures, in the process of one database: acts by name, asked for one at a time.

Says their names, then reads a line and answers with a line of JSON: `once <name>` makes the act (milliseconds),
`plan <name>` says its queries and the large tables that a plan reads from end to end, `end` counts boards again.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from itertools import cycle
from pathlib import Path
from typing import Any

LARGE = 5_000  # rows from which a table must not be read whole
PAGE_200 = 199
OFFICES = 10  # whose boards are counted again; fewer where they have more cases
CASES_RECOUNTED = 8_000
SAMPLES = 60
A_FEW = range(1, 6)
SOUGHT = {"number": "ref", "name": "name", "phone": "phone", "two characters": "two", "five characters": "five"}
EVENLY = """
    SELECT DISTINCT ON (part) id FROM (SELECT id, ntile(%s) OVER (ORDER BY id DESC) AS part FROM cases_case) one
"""
Act = Callable[[], object]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    os.environ["HEJIE_DEMO"] = "0"
    from hejie.operate.database import database
    from hejie.operate.setup import prepare_tables

    read_once()
    with database():
        with redirect_stdout(sys.stderr):  # what is said once, the first time, is no answer
            prepare_tables()
        import django

        django.setup()
        known = acts()
        answer(list(known))
        for line in sys.stdin:
            word, _, name = line.strip().partition(" ")
            if word == "end":
                answer(what_there_is())
                return
            answer(plans_of(known[name]) if word == "plan" else once(known[name]))


def answer(what: object) -> None:
    print(json.dumps(what), flush=True)


def read_once() -> None:
    """Every file of the database, so that it lies in memory, as on a server that has worked for a day."""
    for path in (Path(os.environ["HEJIE_VAR"]) / "postgres").rglob("base/*/*"):
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 22):
                pass


def once(act: Act) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def what_there_is() -> dict[str, Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()), (SELECT count(*) FROM cases_case)")
        size, cases = cursor.fetchone()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"bytes": size, "cases": cases, "memory": memory, "recounted": boards_recounted()}


def acts() -> dict[str, Act]:
    """What is measured, by name; each call takes the next case, name or phone, of all in turn."""
    from hejie.cases import worklists
    from hejie.cases.wanted import Wanted
    from hejie.people.access import actor_for_person
    from hejie.people.queries import person_named
    from hejie.search.queries import find_cases

    people = {key: person_named(key) for key in ("county", "city", "nation")}
    actors = {key: actor_for_person(person) for key, person in people.items() if person}
    samples = sample()
    deep = {key: key_of_page(actor, PAGE_200) for key, actor in actors.items()}

    def seek(actor: Any, what: str) -> Act:
        turn = cycle(samples)
        return lambda: find_cases(actor, next(turn)[what])

    found: dict[str, Act] = {}
    for key, actor in actors.items():
        found |= {
            f"list: worklist page 1, {key}": lambda actor=actor: worklists.page(actor, Wanted()),
            f"list: worklist page 200, {key}": lambda actor=actor, key=key: worklists.page(
                actor, Wanted(), after=deep[key]
            ),
            f"list: newest first, {key}": lambda actor=actor: worklists.page(actor, Wanted(is_open=None), newest=True),
            f"list: counts of 8 lists, {key}": lambda actor=actor: worklists.count(actor, eight_lists()),
            f"search: number, {key}": seek(actor, "ref"),
            f"search: name, {key}": seek(actor, "name"),
            f"search: phone, {key}": seek(actor, "phone"),
            f"search: 退款, {key}": lambda actor=actor: find_cases(actor, "退款"),
            f"search: two characters, {key}": seek(actor, "two"),
            f"search: five characters, {key}": seek(actor, "five"),
        }
    return found | pages(samples, people)


def eight_lists() -> list[Any]:
    from hejie.cases.wanted import Wanted

    states = ("received", "returned", "accepted", "mediating", "testing", "performing")
    return [Wanted(), *(Wanted(states=[state]) for state in states), Wanted(kinds=["report", "enquiry"])]


def pages(samples: list[dict[str, str]], people: dict[str, Any]) -> dict[str, Act]:
    from django.test import Client

    from hejie.people.signin import SECOND_FACTOR
    from hejie.web.officer.search import _address

    def page(client: Client, address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    def through(client: Client, addresses: Iterable[str]) -> Act:
        turn = cycle(addresses)
        return lambda: page(client, next(turn))

    found: dict[str, Act] = {}
    for key in ("county", "nation"):
        client = Client(HTTP_HOST="localhost")
        client.force_login(people[key], backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        # a view that is full at every size; what falls due today may be nothing at all
        found[f"page: worklist, {key}"] = lambda client=client: page(client, "/office/?view=received")
        if client.get("/office/today/").status_code == 200:
            found[f"page: board of the day, {key}"] = lambda client=client: page(client, "/office/today/")
        found |= {
            f"page: search {said}, {key}": through(
                client, [_address(one[what], None, people[key].pk) for one in samples]
            )
            for said, what in SOUGHT.items()
        }
        found[f"page: search name of 1 to 5 cases, {key}"] = through(
            client, [_address(name, None, people[key].pk) for name in names_of_few(people[key], samples)]
        )
        if key == "nation":
            found["page: case"] = through(client, [f"/office/cases/{one['ref']}/" for one in samples])
    return found


def names_of_few(person: Any, samples: Iterable[Mapping[str, str]]) -> list[str]:
    """Names that this reader finds in one to five cases: the same page at every size, see docs/decisions/0164."""
    from hejie.people.access import actor_for_person
    from hejie.search.queries import find_cases

    actor = actor_for_person(person)
    return [one["name"] for one in samples if len(find_cases(actor, one["name"])) in A_FEW]


def sample() -> list[dict[str, str]]:
    """Numbers, names, phones and pieces of stories of cases at even distances over the whole past."""
    from django.db import connection

    from hejie.cases.models import Case

    with connection.cursor() as cursor:
        cursor.execute(EVENLY, [SAMPLES])
        chosen = [case_id for (case_id,) in cursor.fetchall()]
    return sample_of(Case.objects.filter(pk__in=chosen))


def sample_of(cases: Iterable[Any]) -> list[dict[str, str]]:
    from hejie.cases.models import Party

    found = []
    for case in cases:
        party = Party.objects.filter(case=case, side="complainant").first()
        if party and party.name and party.phone and case.ref.isdecimal():  # else a row of the bare view
            words = case.story.replace("，", "").replace("。", "")
            found.append(
                {"ref": case.ref, "name": party.name, "phone": party.phone, "two": words[8:10], "five": words[6:11]}
            )
    return found


def key_of_page(actor: Any, number: int, *, newest: bool = False) -> str:
    """Where page 200 begins, or the last page where there are fewer. The newest first of all cases, or by time left."""
    from hejie.cases import worklists
    from hejie.cases.wanted import Wanted

    wanted, more = Wanted(is_open=None if newest else True), ""
    while not more and number:
        more = worklists.page(actor, wanted, limit=number * worklists.PAGE, newest=newest).more
        number //= 2
    return more


def plans_of(act: Act) -> tuple[int, list[str]]:
    """Queries, and large tables that a plan reads whole."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    return len(asked), sorted({name for sql, params in asked for name in read_whole(sql, params)})


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


if __name__ == "__main__":
    main()
