"""Pages and filings through HTTP over a large database: `bench_http.py [CASES]`, default 1000000.

Uses the database that `bench_scale.py` fills (`HEJIE_VAR`/scale-<cases>), its files read once, with the web server as
in production, whole middleware, files of a hashed name. Clients, server and database share the processors. One client
gives the time of a page (25 requests to warm up, then 100, the pages in turn by 25), eight clients at once the pages a
second (3 seconds: few, so that all of `make bench` stays within an hour); `server ms` is processor time of the web
processes for a page. The board of an office is compared with a recount from its records. Filings come last: they stay
in the database.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench_filing import Filing, measure, seed_of
from scale_acts import read_once
from served import HEADS, Act, Client, Measured, in_turn, memory, p50, together, web_server

CASES = 1_000_000
PAGES, TURNS, WARMING = 100, 4, 25  # looks of one client at each, in so many turns, after some that do not count
TOGETHER_FOR = 3.0
LIMITS = {"case": 30.0, "worklist": 20.0, "search": 20.0, "board": 30.0}  # ms, median of one client
MEMORY = 400  # MB, all web processes


def main(cases: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    var = Path(os.environ.get("HEJIE_VAR", "var")).resolve() / f"scale-{cases}"
    os.environ |= {
        "HEJIE_VAR": str(var),
        "HEJIE_DEMO": "0",
        "HEJIE_API_PER_MINUTE": "0",
        "DJANGO_SETTINGS_MODULE": "hejie.settings",
    }
    from hejie.operate.assets import steps
    from hejie.operate.database import database
    from hejie.operate.setup import prepare_tables

    steps()[-1].perform()  # static files under the names that they have in production
    read_once()
    with database():
        prepare_tables()
        import django

        django.setup()
        reader = Reader("county")
        filing = Filing(seed(), stock=8000)
        with web_server() as server:
            print(f"memory at the start: {said(memory(server))}")
            pages(reader, server)
            beside_the_records(reader)
            print()
            measure(filing, server, compares_rows=False)
            print(f"memory at the end: {said(memory(server))} (wanted: {MEMORY} MB)")


def said(used: dict[str, float]) -> str:
    return f"{used['pss']:.0f} MB (what is shared counted once), {used['rss']:.0f} MB (each for itself)"


class Reader:
    """An officer who is signed in, with the addresses that they look at."""

    def __init__(self, username: str) -> None:
        from django.test import Client as Browser

        from hejie.people.access import actor_for_person
        from hejie.people.queries import person_named
        from hejie.people.signin import SECOND_FACTOR

        person = person_named(username)
        assert person, f"nobody is called {username}: is the database filled?"
        browser = Browser(HTTP_HOST="localhost")
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = browser.session
        session[SECOND_FACTOR] = True
        session.save()
        self.headers = {"Cookie": f"sessionid={browser.cookies['sessionid'].value}"}
        self.person, self.actor = person, actor_for_person(person)
        self.office = self.actor.posts[0].authority_id
        self.cases = own_cases(self.office)

    def found(self, what: str) -> str:
        """The address of a search; what is sought is another each time."""
        from hejie.web.officer.search import _address

        return _address(random.choice(self.cases)[what], None, self.person.pk)  # noqa: S311 - a sample

    def later(self) -> str:
        """The address of page 200 of the worklist, or of the last where there are fewer."""
        from urllib.parse import quote

        from scale_acts import PAGE_200, key_of_page

        return f"/office/?view=all&after={quote(key_of_page(self.actor, PAGE_200, newest=True))}"

    def case(self) -> str:
        return f"/office/cases/{random.choice(self.cases)['ref']}/"  # noqa: S311


def own_cases(office: object) -> list[dict[str, str]]:
    """Numbers, names, phones and words of cases of an office."""
    from scale_acts import sample_of

    from hejie.cases.models import Case

    chosen = Case.objects.filter(office=office).order_by("-id").values_list("pk", flat=True)[:4000:40]
    return sample_of(Case.objects.filter(pk__in=chosen))


def pages(reader: Reader, server: int) -> None:
    later = reader.later()
    asked: dict[str, Callable[[], str]] = {
        "worklist: today": lambda: "/office/",
        "worklist: all, page 1": lambda: "/office/?view=all",
        "worklist: all, page 200": lambda: later,
        "case": reader.case,
        "board of the day": lambda: "/office/today/",
        **{f"search: {what}": lambda what=what: reader.found(what) for what in ("ref", "name", "phone", "two", "five")},
    }
    every = [Measured(name, look_at([address() for _ in range(PAGES)])) for name, address in asked.items()]
    in_turn(every, Client(reader.headers), server, turns=TURNS, each=PAGES // TURNS, warming=WARMING)
    print(f"{'':<26}{HEADS}{'p50 of 8':>10}")
    for one in every:
        rate, of_eight = together(one.act, reader.headers, TOGETHER_FOR)
        limit = next((most for what, most in LIMITS.items() if one.name.startswith(what)), None)
        late = "  over" if limit and p50(one.took) > limit else ""
        print(f"{one.name:<26}{one.figures(rate)}{p50(of_eight):10.1f}{late}")


def look_at(addresses: Sequence[str]) -> Act:
    return lambda client: client.send("GET", random.choice(addresses), 200)  # noqa: S311 - a sample


def beside_the_records(reader: Reader) -> None:
    from django.utils import timezone
    from recounts import recounted

    from hejie.places.models import Authority

    own = Authority.objects.get(pk=reader.office)
    print(f"{own.name}: {recounted([own], timezone.now())}")


def seed() -> Any:
    """Somebody who filed, against a trader who has an office. What the bare view writes goes to the highest office:
    no figure that is compared counts it."""
    from hejie.cases.models import Case, Party
    from hejie.places.models import Authority

    party = Party.objects.filter(side="complainant", person__isnull=False).order_by("-case_id")[0]
    trader = Case.objects.filter(trader__isnull=False, kind="complaint").order_by("-id")[0].trader_id
    return seed_of(party.person, trader, Authority.objects.get(level="nation").pk)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
