"""The demonstration shows the rarer steps of the law, each played to its end."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.cases.beside import Review
from hejie.cases.models import CaseRecord, Representation
from hejie.demo.cast import BY_KEY
from hejie.demo.roster import ASSOCIATION
from hejie.exchange.models import Confirmation, CourtInvitation
from hejie.intake.models import ImportBatch
from hejie.intake.team import is_of_the_team
from hejie.mediation.models import Delegation
from hejie.oversight.queries import PERIOD, refusals_overturned
from hejie.people.access import actor_for_person
from hejie.people.queries import person_named
from hejie.places.models import Authority

pytestmark = pytest.mark.usefixtures("demo")


def test_each_step_was_made_somewhere() -> None:
    wanted = {"mediation_delegated", "meeting_called", "mediation_recorded", "case_split", "report_merged"}
    assert wanted <= set(CaseRecord.objects.values_list("fact", flat=True))
    running = Delegation.objects.filter(delegated_at__isnull=False, case__state="mediating")
    assert running.get().body.name == ASSOCIATION
    assert Representation.objects.filter(kind="represented").exists()
    assert ImportBatch.objects.get().rows.get().state == "filed"


def test_of_the_refusals_reviewed_one_was_set_aside_and_one_waits(demo: datetime) -> None:
    county = Authority.objects.get(short_name="青禾区局")
    rate = refusals_overturned(county, demo - PERIOD, demo)
    assert (rate.numerator, rate.denominator) == (1, 2)
    assert Review.objects.filter(decided_at=None).count() == 1


def test_somebody_handles_repeat_cases() -> None:
    person = person_named(BY_KEY["county_officer"].phone)
    assert person
    assert is_of_the_team(actor_for_person(person))


def test_courts_come_into_some_cases() -> None:
    """One application waits for the other side, two were confirmed, one court awaits a reply."""
    assert sorted(Confirmation.objects.values_list("stage", flat=True)) == ["confirmed", "confirmed", "proposed"]
    assert CourtInvitation.objects.filter(replied_at=None).count() == 1
