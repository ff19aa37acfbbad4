"""Delegation, meetings and records of mediation (Order 121 Art 19 to 24), as both sides meet them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.utils import timezone

from hejie.cases.models import Case, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.documents.models import Paper
from hejie.mediation.delegation import admit_to_body, delegated, list_body
from hejie.mediation.models import Body
from hejie.mediation.queries import mediators_for
from hejie.messaging.models import Message
from hejie.people.actions import register_person
from hejie.people.models import Person
from tests.stage import MEDIATED, REFUND, STAGE, Stage, Story
from tests.web.at_desk import keep_signed_in

COURSE = "双方当面说明情况，商家承认送错批次，当场退款。"


def case_of(story: Story) -> Case:
    return Case.objects.select_related("office").get(ref=story.ref)


def told(story: Story, who: str) -> list[str]:
    person = story.stage.world.cast[who].pk
    rows = Message.objects.filter(case_id=case_of(story).pk, person=person, medium="inapp").order_by("id")
    return list(rows.values_list("template", flat=True))


def paper_of(story: Story) -> Paper:
    return Paper.objects.filter(subject=case_of(story).pk).latest("issued_at")


@dataclass
class Association:
    """A consumers' association on the list of the county, who mediates there, and a case once there is one."""

    stage: Stage
    body: Body
    person: Person
    story: Story = field(init=False)

    def accept(self, **more: object) -> Story:
        self.story = self.stage.file(**more)
        self.story.do("county_officer", "accept")
        return self.story


def list_association(stage: Stage) -> Association:
    now = timezone.now()
    body = list_body(office=stage.world.offices["qinghe"], name="青禾区消费者协会", now=now)
    person = register_person(now=now, name="古月明", username="assoc1")
    admit_to_body(body=body, person=person, now=now)
    return Association(stage, body, person)


def propose(association: Association, **more: object) -> None:
    association.accept(**more).do("county_officer", "propose_delegation", body=str(association.body.pk))


LISTED = STAGE.then(list_association)
association = LISTED.fixture()
proposed = LISTED.then(propose).fixture()
ticked = LISTED.then(partial(propose, may_delegate=True)).fixture()


def test_mediation_is_delegated_only_with_both_consents(proposed: Association) -> None:
    stage, body, person, story = proposed.stage, proposed.body, proposed.person, proposed.story
    assert "delegation_proposed" in told(story, "consumer")
    assert "delegation_proposed" in told(story, "clerk")
    keep_signed_in(stage.client, stage.world.cast["consumer"])
    assert body.name in stage.client.get(f"/cases/{story.ref}/", follow=True).content.decode()
    given = {"mediator": str(person.pk)}
    story.do("consumer", "consent_delegation")
    refused = story.try_to("county_officer", "delegate_mediation", **given)
    assert (refused.status, refused.json["code"]) == (409, "need:both_consent")
    story.do("clerk", "consent_delegation")
    story.do("county_officer", "delegate_mediation", **given)
    case = case_of(story)
    assert (case.state, case.mediator_id, case.office.name) == ("mediating", person.pk, case.office.name)
    found = delegated(case.pk)
    assert found is not None
    assert found.body == "青禾区消费者协会"
    assert found.since is not None


def test_the_box_of_the_form_is_the_complainants_consent(ticked: Association) -> None:
    person, story = ticked.person, ticked.story
    assert "consent_delegation" not in story.moves("consumer")
    assert "decline_delegation" in story.moves("consumer"), "the form says that one may still decline"
    story.do("clerk", "consent_delegation")
    story.do("county_officer", "delegate_mediation", mediator=str(person.pk))
    assert case_of(story).mediator_id == person.pk


def test_a_side_that_declines_leaves_the_mediation_with_the_office(proposed: Association) -> None:
    story = proposed.story
    story.do("consumer", "consent_delegation")
    story.do("clerk", "decline_delegation")
    assert delegated(case_of(story).pk) is None
    assert "delegate_mediation" not in story.moves("county_officer")


def test_the_body_cannot_pass_it_on_and_the_office_can_take_it_back(ticked: Association) -> None:
    stage, body, person, story = ticked.stage, ticked.body, ticked.person, ticked.story
    story.do("clerk", "consent_delegation")
    story.do("county_officer", "delegate_mediation", mediator=str(person.pk))
    answer = stage.post(person, f"/cases/{story.ref}/moves/propose_delegation", {"body": str(body.pk)})
    assert answer.json["code"] == "not_yours"
    again = story.try_to("county_officer", "propose_delegation", body=str(body.pk))
    assert again.json["code"] == "need:not_delegated"
    own = str(stage.world.cast["mediator"].pk)
    story.do("county_officer", "assign_mediator", mediator=own)
    assert delegated(case_of(story).pk) is None


def test_the_people_of_a_body_get_nothing_that_was_not_delegated(association: Association) -> None:
    story, person = association.accept(), association.person
    assert person.pk not in mediators_for(case_of(story), timezone.now())
    assert story.stage.get(person, f"/cases/{story.ref}").status == 404


def test_both_sides_are_called_with_time_place_and_mediator_and_the_notice_says_the_same(mediated: Story) -> None:
    """Art 20(2)."""
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    mediated.do("mediator", "call_meeting", on=day, at="14:30", place="青禾区局二楼调解室", recusal_days=3)
    for who in ("consumer", "clerk"):
        text = (
            Message.objects.filter(person=mediated.stage.world.cast[who].pk, template="meeting_called")
            .latest("id")
            .text
        )
        assert text is not None
        assert all(word in text for word in ("14:30", "青禾区局二楼调解室", "苏文清"))
    paper = paper_of(mediated)
    assert paper.kind == "mediation_notice"
    printed = paper.content["data"]
    assert (printed["at"], printed["place"], printed["mediators"]) == (f"{day}T14:30", "青禾区局二楼调解室", "苏文清")


def agree(story: Story) -> None:
    for who in ("consumer", "clerk"):
        story.do(who, "consent_mediation")


agreeing = MEDIATED.then(agree).fixture()


def record(story: Story, why: str) -> dict[str, object]:
    return story.do(
        "mediator",
        "record_mediation",
        why=why,
        place="青禾区局二楼调解室",
        course=COURSE,
        result="退还 1299 元，已收到。",
    )


def test_what_was_done_at_once_needs_no_agreement_but_a_record(agreeing: Story) -> None:
    """Art 24."""
    story = agreeing
    assert record(story, "performed")["state"] == "recorded"
    paper = paper_of(story)
    assert (paper.kind, paper.content["data"]["course"]) == ("mediation_record", COURSE)
    assert Deadline.objects.get(case=case_of(story), rule="mediation").closed_as == "met"
    assert told(story, "clerk")[-1] == told(story, "consumer")[-1] == "case_closed"
    assert "rate" in story.moves("consumer")


def test_the_paper_is_waived_by_both_or_not_at_all(agreeing: Story) -> None:
    story = agreeing
    story.do("consumer", "waive_paper")
    assert "waived" not in story.schema("mediator", "record_mediation")["properties"]["why"]["enum"]
    assert told(story, "clerk")[-1] == "paper_waived"
    story.do("clerk", "waive_paper")
    assert record(story, "waived")["state"] == "recorded"


def test_the_complainant_hears_that_seven_working_days_have_passed(story: Story) -> None:
    sweep_deadlines(timezone.now() + timedelta(days=30))
    assert told(story, "consumer")[-1] == "acceptance_late"
    assert "acceptance_late" not in told(story, "clerk")


def test_after_mediation_a_missed_promise_offers_no_way_to_the_authority(mediated: Story) -> None:
    mediated.do("clerk", "make_offer", terms=[REFUND])
    mediated.do("consumer", "accept_offer")
    mediated.sign("consumer", "clerk", "mediator")
    keep_signed_in(mediated.stage.client, mediated.stage.world.cast["consumer"])
    page = mediated.stage.client.get(f"/cases/{mediated.ref}/", follow=True).content.decode()
    assert "凭协议起诉" in page
    assert "转监管部门" not in page
    assert "turn_to_authority" not in mediated.moves("consumer")
