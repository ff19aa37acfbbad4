"""Filing with a number that had an account before: who held it goes on with it, nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hejie.cases.models import Case
from hejie.people.actions import register_person
from hejie.people.held import KEPT_BACK
from hejie.people.models import Person
from hejie.rules.model import Role
from tests.town import PHONE
from tests.web.conftest import words
from tests.web.visitor.conftest import Visit
from tests.web.visitor.walk import post

FILER = "林晓"


def before(name: str, ago: timedelta = KEPT_BACK) -> Person:
    return register_person(now=timezone.now() - ago, name=name, phone=PHONE, phone_verified=True)


def file_it(client: Client) -> tuple[Person, str]:
    """The account of the case that is filed, and what the last page says."""
    done = client.get(post(client, "check", {"attest": "yes"})["Location"])
    party = Case.objects.get().parties.get(side=Role.COMPLAINANT)
    assert party.person is not None
    return party.person, words(done)


@pytest.mark.parametrize("ago", [timedelta(days=1), KEPT_BACK])
def test_under_the_same_name_it_goes_into_the_same_account(filled: Visit, ago: timedelta) -> None:
    earlier = before(FILER, ago)
    used, said = file_it(filled[0])
    assert used == earlier
    assert used.phone_verified_at is not None
    assert timezone.now() - used.phone_verified_at < timedelta(minutes=5), "shown again just now"
    assert "是另一个姓名" not in said


def test_after_three_months_another_name_is_another_person(filled: Visit) -> None:
    earlier = before("周海平")
    used, said = file_it(filled[0])
    earlier.refresh_from_db()
    assert used != earlier
    assert (used.name, used.phone, earlier.phone, earlier.phone_verified_at) == (FILER, PHONE, None, None)
    assert "这个号码以前的账户是另一个姓名" in said
    assert "我的案件" in words(filled[0].get("/my/")), "signed in, as the new account"


def test_within_three_months_one_account_files_under_several_names(filled: Visit) -> None:
    """For a parent, say: who holds the phone was here a moment ago."""
    earlier = before("周海平", KEPT_BACK - timedelta(hours=1))
    assert file_it(filled[0])[0] == earlier
