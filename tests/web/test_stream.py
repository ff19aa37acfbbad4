"""The live process as pages meet it: a real uvicorn, a real PostgreSQL, plain HTTP."""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from uuid import uuid4

import psycopg
import pytest
from django.core import signing
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from hejie.cases.access import FOR_STAFF
from hejie.cases.actions import CHANGING
from hejie.cases.chain import append_record
from hejie.cases.models import Case, CaseRecord
from hejie.people.access import SYSTEM
from hejie.rules.model import Role
from hejie.web.stream import SALT, case_topics, ticket
from tests.databases import a_copy, address_of
from tests.small_case import World, open_another, small_world
from tests.web.listening import SOON, Page, health, live_process

TESTS = 8  # that need a world


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database in which every test here opens a case of its own; the live process reads it all the time."""
    with django_db_blocker.unblock(), a_copy() as copy, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", address_of(copy))
        yield os.environ["DATABASE_URL"]


@pytest.fixture(scope="module")
def worlds(house: str, the_day: datetime) -> Iterator[World]:
    """One for each test, all from before the live process began: a test hears only of what it does itself."""
    return iter([small_world(the_day, phone=f"1380000{number:04d}") for number in range(TESTS)])


@pytest.fixture
def world(worlds: Iterator[World]) -> World:
    return next(worlds)


@pytest.fixture(scope="module")
def live(worlds: Iterator[World]) -> Iterator[int]:
    with live_process() as port:
        yield port


def act(case: Case, now: datetime, **about: str) -> int:
    """Something happens in the case; committed when the caller's transaction is. Returns the record's id."""
    told = {"source": case.state, **about}
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        record = append_record(
            case=case, fact="noted", actor=SYSTEM, role=Role.SYSTEM, now=now, data={}, content={}, **told
        )
        case.save(update_fields=CHANGING)
    return int(record.pk)


def newest(case: Case) -> int:
    return CaseRecord.objects.filter(case=case).latest("seq").pk


@contextmanager
def opened(port: int, *topics: str, last_id: int | None = None) -> Iterator[Page]:
    with closing(Page(port, ticket(topics), last_id)) as page:
        assert page.answer.status == 200
        yield page


@pytest.mark.processes
def test_a_page_hears_within_two_seconds_of_the_commit(world: World, live: int, now: datetime) -> None:
    case = f"case:{world.case.pk}"
    with opened(live, case) as page, opened(live, f"office:{world.office.pk}") as inbox:
        number = act(world.case, now)
        committed_at = time.monotonic()
        event = page.next_event()
        assert time.monotonic() - committed_at < 2
        assert (event["event"], int(event["id"]), json.loads(event["data"])) == ("changed", number, {"topic": case})
        assert json.loads(inbox.next_event()["data"]) == {"topic": f"office:{world.office.pk}"}


@pytest.mark.processes
def test_a_page_hears_of_its_own_topics_alone(world: World, live: int, now: datetime) -> None:
    with opened(live, f"office:{world.office.pk}") as witness:
        other = open_another(world.office, world.person, now)
        while int(witness.next_event()["id"]) < newest(other):
            pass
    with opened(live, f"case:{other.pk}", last_id=newest(other)) as page:
        with opened(live, f"person:{world.person.pk}") as own:
            act(world.case, now)
            assert json.loads(own.next_event()["data"]) == {"topic": f"person:{world.person.pk}"}
        assert page.hears_nothing_for(0.6)


@pytest.mark.processes
def test_a_side_does_not_hear_that_the_staff_wrote_to_each_other(world: World, live: int, now: datetime) -> None:
    side = [*case_topics(world.case.pk, {Role.COMPLAINANT}), f"person:{world.person.pk}"]
    with opened(live, *side) as page, opened(live, *case_topics(world.case.pk, {Role.OFFICER})) as office:
        hidden = act(world.case, now, visible_to=FOR_STAFF)
        assert int(office.next_event()["id"]) == hidden
        said = act(world.case, now)
        assert int(page.next_event()["id"]) == said


@pytest.mark.processes
def test_a_page_that_comes_back_hears_what_it_missed_and_no_more(world: World, live: int, now: datetime) -> None:
    case = f"case:{world.case.pk}"
    with opened(live, case) as page:
        act(world.case, now)
        heard = int(page.next_event()["id"])
    missed = act(world.case, now)
    with opened(live, f"office:{world.office.pk}", last_id=heard) as inbox:
        inbox.next_event()
    with opened(live, case, last_id=heard) as page:
        assert int(page.next_event()["id"]) == missed
    with opened(live, case, last_id=missed) as page:
        assert page.hears_nothing_for(0.6)


@pytest.mark.processes
def test_nothing_is_missed_across_a_restart(world: World, now: datetime) -> None:
    case = f"case:{world.case.pk}"
    with live_process() as port, opened(port, case) as page:
        act(world.case, now)
        heard = int(page.next_event()["id"])
    missed = act(world.case, now)
    with live_process() as port:
        with opened(port, case, last_id=heard) as page:
            assert int(page.next_event()["id"]) == missed
        with opened(port, case, last_id=missed) as page:
            assert page.hears_nothing_for(0.6)


@pytest.mark.processes
def test_a_change_between_the_pages_making_and_its_listening_is_heard(world: World, live: int, now: datetime) -> None:
    case = f"case:{world.case.pk}"
    made_before = ticket([case])
    number = act(world.case, now)
    with opened(live, case) as witness, closing(Page(live, made_before)) as page:
        assert int(page.next_event()["id"]) == number
        del witness


@pytest.mark.processes
def test_a_record_that_commits_late_under_a_smaller_id_is_heard(
    world: World, live: int, now: datetime, house: str
) -> None:
    """Ids are taken before the commit: the smaller one may appear after the greater one was announced."""
    other = open_another(world.office, world.person, now)
    with psycopg.connect(house) as slow, opened(live, f"case:{world.case.pk}") as page:
        copied = "case_id, at, fact, source, target, role, visible_to, data, content_digest, prev, hash"
        [early] = slow.execute(
            f"INSERT INTO cases_caserecord (seq, {copied}) SELECT seq + 1000, {copied} FROM cases_caserecord"
            " WHERE case_id = %s ORDER BY id DESC LIMIT 1 RETURNING id",
            [world.case.pk],
        ).fetchone() or [0]
        with opened(live, f"case:{other.pk}") as meanwhile:
            later = act(other, now)
            while int(meanwhile.next_event()["id"]) != later:  # how the case was opened may still be told
                continue
        assert later > early
        slow.commit()
        assert int(page.next_event()["id"]) == early


@pytest.mark.processes
def test_a_database_that_goes_away_comes_back(world: World, live: int, now: datetime) -> None:
    with opened(live, f"case:{world.case.pk}") as page:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE application_name = 'hejie-live' AND datname = current_database()"
            )
            assert cursor.fetchone()[0] > 0
        number = act(world.case, now)
        assert int(page.next_event()["id"]) == number
    assert health(live) == 200


@pytest.mark.processes
def test_forged_and_expired_tickets_open_nothing_and_say_nothing(live: int) -> None:
    good = ticket([f"case:{uuid4()}"])
    expired = signing.TimestampSigner(salt=SALT)
    old = expired.timestamp
    expired.timestamp = lambda: signing.b62_encode(int(time.time()) - 25 * 3600)  # type: ignore[method-assign]
    aged = expired.sign(good.rsplit(":", 2)[0])
    assert old
    answers = set()
    for text in ("", "nonsense", good[:-2] + "xx", aged, signing.dumps(["case:1"], salt="another")):
        with closing(Page(live, text)) as page:
            answers.add((page.answer.status, page.answer.read(), page.answer.getheader("access-control-allow-origin")))
    assert answers == {(403, b"forbidden", None)}
    with closing(Page(live, good)) as page:
        assert page.answer.status == 200


@pytest.mark.processes
def test_only_our_own_pages_may_read_the_stream(live: int) -> None:
    allowed = {
        "http://localhost:8000": True,
        "http://127.0.0.1:9999": True,
        "https://evil.example": False,
        "null": False,
    }
    for origin, may in allowed.items():
        with closing(Page(live, ticket(["case:1"]), origin=origin)) as page:
            assert (page.answer.getheader("access-control-allow-origin") == origin) is may
            assert page.answer.getheader("x-accel-buffering") == "no"
            assert page.answer.getheader("cache-control") == "no-store"


@pytest.mark.processes
def test_other_addresses_are_not_found(live: int) -> None:
    for method, path in (("GET", "/"), ("POST", "/live"), ("GET", "/admin")):
        with closing(http.client.HTTPConnection("127.0.0.1", live, timeout=SOON)) as link:
            link.request(method, path)
            assert link.getresponse().status == 404
