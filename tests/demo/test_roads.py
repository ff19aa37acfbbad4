"""The demonstration shows each of the four roads at its end, and a committee's agreement that waits for the court."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.agreements.models import Agreement, Promise
from hejie.agreements.text import paper_kind
from hejie.cases.models import Case, Deadline
from hejie.cases.queries import view_case
from hejie.demo.cast import BY_KEY
from hejie.demo.roster import ASSOCIATION, COMMITTEE, SHOPS_OWN
from hejie.people.access import actor_for_person
from hejie.people.queries import person_named
from hejie.rules.mediators import ROADS

pytestmark = pytest.mark.usefixtures("demo")


def test_each_road_has_come_to_an_agreement_of_its_own_kind() -> None:
    made = Agreement.objects.filter(state="effective", kind="mediation", is_oral=False).select_related("case")
    of_bodies = {one.road: one for one in made if one.body}
    assert {one.road for one in made} == set(ROADS)
    assert {key: (paper_kind(one), one.body) for key, one in of_bodies.items()} == {
        "peoples": ("peoples_agreement", COMMITTEE),
        "association": ("mediation_agreement", ASSOCIATION),
        "enterprise": ("enterprise_agreement", SHOPS_OWN),
    }
    assert {of_bodies[key].case.state for key in ("association", "enterprise")} == {"closed"}


def test_the_committees_agreement_waits_for_both_to_go_to_the_court(demo: datetime) -> None:
    agreement = Agreement.objects.get(road="peoples")
    assert set(agreement.account or ()) == {"facts", "issues", "responsibility", "manner"}
    assert Deadline.objects.filter(case=agreement.case, rule="judicial_confirmation", closed_at=None).exists()
    lin = person_named(BY_KEY["consumer"].phone)
    assert lin
    view = view_case(actor_for_person(lin), agreement.case.ref, demo)
    [apply] = [move for move in view.moves if move.key == "propose_confirmation"]
    assert view.can_fill(apply)
    assert Case.objects.filter(pk=agreement.case.pk, state="performing").exists()


def test_an_instalment_came_one_was_missed_and_one_is_still_to_come(demo: datetime) -> None:
    """And whoever waits for it has been told the next legal step."""
    made = next(one for one in Agreement.objects.all() if any("parts" in term for term in one.terms))
    first, second, third = Promise.objects.filter(agreement=made).order_by("index")
    assert first.done_at
    assert (second.done_at, bool(second.missed_at), bool(second.offered_at)) == (None, True, True)
    assert (third.missed_at, third.due_on > demo.date()) == (None, True)
