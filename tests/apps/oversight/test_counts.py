"""Whatever happens to cases, every count stands as somebody would count it by hand: boards, clocks, lists."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.cases.models import Case, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.cases.wanted import Wanted
from hejie.dispatch.models import Transfer
from hejie.oversight.board import boards, recount
from hejie.oversight.days import board_of, matters_of
from hejie.oversight.models import FirstContact, Supervision
from hejie.people.access import Actor, actor_for_person
from hejie.rules.clock import shanghai_date
from hejie.web.officer import worklist
from hejie.web.officer.lists import VIEWS
from tests.apps.dispatch.stations import COUNTRY, Country

REASON = {"reason": "经营地址在别的区，已经去看过。"}
UPHELD = {"outcome": "upheld", "reasons": "发票抬头是公司，确实不是生活消费。"}
REFUSED = {"ground": "no_consumer_dispute", "reasons": "发票抬头是公司，用于公司办公。"}
ACTS = (
    ("county", "accept", {}),
    ("county", "refuse", REFUSED),
    ("consumer", "request_review", REASON),
    ("county_head", "decide_review", UPHELD),
    ("county_head", "decide_review", {**UPHELD, "outcome": "overturned"}),
    ("consumer", "withdraw", {}),
    ("city", "dispatch", {"office": "county"}),
    ("county", "return_case", REASON),
    ("county", "dispute_venue", {**REASON, "office": "sister"}),
    ("sister", "agree_venue", {}),
    ("sister", "decline_venue", REASON),
    ("city_head", "designate_office", {**REASON, "office": "county"}),
    ("county", "ask_superior", REASON),
    ("city", "take_up", REASON),
    ("county", "note_contact", {"how": "phone", "note": "说了先看商家地址"}),
    ("city", "supervise", {**REASON, "asked": "请说明进展", "by_date": "2026-11-26"}),
)
OFFICES = ("city", "county", "sister")


def name_the_consumer(country: Country) -> None:
    country.people["consumer"] = country.consumer


country = COUNTRY.then(name_the_consumer).fixture()


def live(country: Country, chance: random.Random, acts: int) -> int:
    """Acts by chance on cases by chance, now and then a day later. Returns how many were allowed."""
    cases = [country.file(at, kind) for kind in ("complaint", "report", "enquiry") for at in ("city", "county")]
    cases += [country.file("county") for _ in range(3)]
    allowed = 0
    for _ in range(acts):
        country.case = chance.choice(cases)
        allowed += any(is_allowed(country, *act) for act in chance.sample(ACTS, 6))
        if chance.random() < 0.15:
            country.now += timedelta(days=1)
            sweep_deadlines(country.now)
    return allowed


def is_allowed(country: Country, who: str, move: str, inputs: dict[str, str]) -> bool:
    try:
        country.act(who, move, **inputs)
    except (Refused, NotFound):
        return False
    return True


def test_counts_stand_whatever_happens(country: Country) -> None:
    chance = random.Random(3)
    for _ in range(2):
        assert live(country, chance, 16) > 9
        assert_boards(country)
        assert_lists(country)
    assert Transfer.objects.count() > 3, "cases went from office to office"
    assert Case.objects.exclude(closed_at=None).exists()


def test_whoever_takes_a_case_over_speaks_next_and_the_office_it_left_waits_for_nothing(country: Country) -> None:
    for key, ways in (
        ("sister", (("county", "dispute_venue", {**REASON, "office": "sister"}), ("sister", "agree_venue", {}))),
        ("city", (("city", "take_up", REASON),)),
        ("station", (("county", "hand_to_station", {"station": "station"}),)),
    ):
        country.file("county")
        country.act("city", "supervise", asked="请说明进展", by_date="2026-11-26", **REASON)
        for by, move, inputs in ways:
            country.act(by, move, **inputs)
        clocks = FirstContact.objects.filter(case=country.case).order_by("started_at")
        assert [(one.office, bool(one.dropped_at)) for one in clocks] == [
            (country.offices["county"], True),
            (country.offices[key], False),
        ], key
        assert Supervision.objects.get(case=country.case).office == country.offices[key]


def assert_boards(country: Country) -> None:
    """Clocks lie where their case runs; boards equal a recount from deadlines, records and transfers, by day."""
    for row in Deadline.objects.select_related("case"):
        runs = row.closed_at is None and row.case.closed_at is None
        assert row.office_id == (row.case.office_id if runs else None), (row.rule, row.case.state)
    for at in (country.now, country.now + timedelta(days=5)):
        side_by_side = boards("", at)
        for key in OFFICES:
            office = country.offices[key]
            shown = board_of(office, at)
            assert shown == recount(office, at), (key, at)
            assert side_by_side.get(office.pk, shown) == shown
            assert len(matters_of(office, at)) == shown.left
            assert len(matters_of(office, at, 2)) == min(2, shown.left)


def assert_lists(country: Country) -> None:
    """Every view of a worklist counts what lies below its reader and meets its conditions, case by case."""
    today = shanghai_date(country.now)
    for key in OFFICES:
        actor = actor_for_person(country.people[key])
        counted = worklist.counts(actor, worklist.chosen({"view": "asked"}), country.now)
        shown = {tab.view.key: tab.count.number for tab in counted.tabs if tab.count}
        expected = {
            view.key: len(view.chooses(actor)) if view.chooses else count_by_hand(actor, view.wanted(today))
            for view in VIEWS
            if view.key != "all"
        }
        assert shown == {key: n for key, n in expected.items() if n or key in shown}


def count_by_hand(actor: Actor, wanted: Wanted) -> int:
    [post] = actor.posts
    below = Case.objects.select_related("office").filter(closed_at=None)
    return sum(case.office.path.startswith(post.authority_path) and is_wanted(case, wanted) for case in below)


def is_wanted(case: Case, wanted: Wanted) -> bool:
    due = case.next_due_on or date.max
    return (
        (not wanted.kinds or case.kind in wanted.kinds)
        and (not wanted.states or case.state in wanted.states)
        and (not wanted.due_rules or case.next_due_rule in wanted.due_rules)
        and (wanted.due_from or date.min) <= due
        and (wanted.due_to is None or due <= wanted.due_to)
    )
