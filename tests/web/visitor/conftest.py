"""The town every visitor's test begins in, and how far the visitor of many tests has come in the wizard."""

from __future__ import annotations

from datetime import datetime

from django.test import Client
from django.utils import timezone

from tests.tales import Tale
from tests.town import Town, build_town, consumer
from tests.web.at_desk import keep_signed_in
from tests.web.visitor.walk import COMPLAINT, answer, begin, prove_phone

Visit = tuple[Client, Town]


def build_today(_day: datetime) -> Town:
    """Pages look at the clock themselves."""
    return build_town(timezone.now())


def begin_a_visit(town: Town) -> Visit:
    """A visitor who chose the member on the first page."""
    client = Client()
    begin(client, town)
    return client, town


def fill_in_the_rest(visit: Visit) -> None:
    """A whole complaint up to the check page."""
    answer(visit[0], COMPLAINT)
    prove_phone(visit[0])


def fill_in_signed_in(town: Town) -> Visit:
    """The same by somebody who need not prove their phone."""
    client = Client()
    keep_signed_in(client, consumer(timezone.now()))
    begin(client, town)
    answer(client, COMPLAINT)
    return client, town


TOWN = Tale(build_today)
BEGUN = TOWN.then(begin_a_visit)
town = TOWN.fixture()
begun = BEGUN.fixture()
filled = BEGUN.then(fill_in_the_rest).fixture()
signed_in = TOWN.then(fill_in_signed_in).fixture()
