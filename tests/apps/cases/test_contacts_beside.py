"""The phone of somebody who speaks for or with a complainant is put right by the office; and when an agent is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.cases.invitations import find_invitation, invite
from hejie.cases.joining import join_cases
from hejie.cases.models import Case, Representation
from hejie.messaging.models import Message
from hejie.people.access import actor_for_person
from hejie.people.actions import register_person
from hejie.rules.model import Role
from tests.apps.cases.test_representing import by_agent, joint
from tests.stage import REFUND, STAGE, Stage, Story, broken_chain

RIGHT, HERS = "13900000027", "13900000051"
CHECKED = "来电人报出了案件号和登记的地址"

together = STAGE.then(joint).fixture()


def without_account(story: Story) -> Representation:
    """孙若兰."""
    return Representation.objects.get(case__ref=story.ref, person=None)


def correct(story: Story, row: Representation, **said: str) -> None:
    given = {"phone": RIGHT, "reason": CHECKED, **said}
    story.do("county_officer", "correct_contact", side=str(row.pk), **given)


def addresses(story: Story, template: str) -> set[str | None]:
    case = Case.objects.get(ref=story.ref)
    return {one.address for one in Message.objects.filter(case_id=case.pk, medium="sms", template=template)}


def test_who_is_represented_gets_a_link_at_the_right_phone_and_the_old_one_ends(together: Story) -> None:
    row, now = without_account(together), timezone.now()
    code = invite(case_id=row.case_id, side=Role.COMPLAINANT, now=now, representation_id=row.pk)

    correct(together, row)

    assert find_invitation(code, now) is None
    [sent] = Message.objects.filter(case_id=row.case_id, template="contact_corrected", medium="sms")
    assert (sent.address, "/i/" in sent.text) == (RIGHT, True)
    assert addresses(together, "speaker_corrected") == {together.stage.world.cast["consumer"].phone}
    assert broken_chain(Case.objects.get(pk=row.case_id)) is None


def test_what_somebody_with_the_wrong_phone_agreed_to_does_not_count(together: Story) -> None:
    together.do("clerk", "make_offer", terms=[REFUND])
    row = without_account(together)
    Representation.objects.filter(pk=row.pk).update(settlement_seq=99, withdrawal_seq=99)

    correct(together, row, name="孙若岚")

    row.refresh_from_db()
    assert (row.name, row.phone, row.settlement_seq, row.withdrawal_seq) == ("孙若岚", RIGHT, None, None)


def test_a_name_alone_leaves_what_was_agreed_to(together: Story) -> None:
    row = without_account(together)
    Representation.objects.filter(pk=row.pk).update(settlement_seq=99)
    correct(together, row, phone=HERS, name="孙若岚")
    row.refresh_from_db()
    assert (row.name, row.phone, row.settlement_seq) == ("孙若岚", HERS, 99)


def test_an_agent_with_a_new_phone_opens_the_case_with_it_and_the_account_of_before_does_not(stage: Stage) -> None:
    story, agent = by_agent(stage, ["settle"])
    now = timezone.now()
    correct(story, Representation.objects.get(case__ref=story.ref))

    assert stage.get("outsider", f"/cases/{story.ref}").status == 404
    assert addresses(story, "left_account") == {agent.phone}
    person = register_person(now=now, name="", phone=RIGHT, phone_verified=True)
    assert len(join_cases(actor=actor_for_person(person), name=agent.name, now=now)) == 1
    assert stage.get(person, f"/cases/{story.ref}").status == 200


def test_neither_their_number_nor_their_name_stands_in_the_record(together: Story) -> None:
    row = without_account(together)
    correct(together, row, name="孙若岚")
    record = Case.objects.get(pk=row.case_id).records.get(fact="contact_corrected")
    said = str(record.data) + str(record.content.body)
    assert CHECKED in said
    assert not [one for one in (RIGHT, HERS, "孙若岚", "孙若兰") if one in said]


def test_who_is_not_in_the_case_cannot_be_corrected(together: Story) -> None:
    [elsewhere] = Representation.objects.filter(case__ref=by_agent(together.stage, [])[0].ref)
    given = {"side": str(elsewhere.pk), "phone": RIGHT, "reason": CHECKED}
    refused = together.try_to("county_officer", "correct_contact", **given)
    assert refused.status in (409, 422)
    assert [one["field"] for one in refused.json["problems"]] == ["side"]


@pytest.mark.parametrize(("begins", "ends", "hears"), [(-9, -1, False), (1, 9, False), (0, 0, True)])
def test_an_agent_hears_of_the_case_from_the_first_day_of_the_power_to_the_last(
    stage: Stage, begins: int, ends: int, hears: bool
) -> None:
    story, agent = by_agent(stage, ["settle"])
    today = timezone.localdate()
    term = {"valid_from": today + timedelta(days=begins), "valid_until": today + timedelta(days=ends)}
    Representation.objects.filter(case__ref=story.ref).update(**term)
    story.do("clerk", "make_offer", terms=[REFUND])
    assert Message.objects.filter(template="offer_made", person=agent).exists() is hears
