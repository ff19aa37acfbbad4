"""Who is at the door: an account vouches only for whoever has one that was checked; everybody else is asked."""

from __future__ import annotations

import pytest

from hejie.people.models import Person
from tests.apps.rooms.sitting import Sitting


def test_an_account_vouches_for_nobody_who_came_without_one(sitting: Sitting) -> None:
    sitting.invite("法务", "support")
    for who in ("法务", "consumer"):
        sitting.enter(who)
    waiting = {one.name: one.has_account for one in sitting.sees("mediator").guests if one.place == "lobby"}
    assert set(waiting.values()) == {False}
    for who in ("法务", "consumer"):
        refusal = sitting.refusal("mediator", "admit", guest=sitting.id(who), identity="account")
        assert refusal.code == "need:account_was_checked"
    Person.objects.filter(pk=sitting.scene.people["consumer"].pk).update(identity_checked_at=sitting.scene.now)
    assert [one.id for one in sitting.sees("mediator").guests if one.has_account] == [sitting.guest("consumer").pk]
    assert not any(one.has_account for one in sitting.sees("consumer").guests), "that is the mediator's to know"
    sitting.do("mediator", "admit", guest=sitting.id("consumer"), identity="account")
    sitting.do("mediator", "admit", guest=sitting.id("法务"), identity="shown")
    assert {sitting.guest(who).identity for who in ("法务", "consumer")} == {"account", "shown"}


@pytest.mark.parametrize("how", ["account", "shown"])
def test_on_the_telephone_one_can_only_ask(sitting: Sitting, how: str) -> None:
    refusal = sitting.refusal("mediator", "join_by_phone", side="complainant", name="林晓的母亲", identity=how)
    assert [problem.field for problem in refusal.problems] == ["identity"]


def test_whoever_comes_by_a_link_keeps_the_name_they_were_invited_by(sitting: Sitting) -> None:
    """What is typed at the door does not hide for whom the link was."""
    sitting.invite("法务", "support")
    sitting.enter("法务", name="林晓")
    assert sitting.guest("法务").name == "法务"
