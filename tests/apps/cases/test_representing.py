"""Agents act within their power and their time; a joint complaint settles when everybody represented agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hejie.cases import access
from hejie.cases.actions import perform
from hejie.cases.invitations import find_invitation, invite, open_invitation
from hejie.cases.models import Case, Representation
from hejie.cases.queries import view_case
from hejie.cases.representing import speakers_of
from hejie.documents.models import Paper
from hejie.intake.actions import Answers, file_case
from hejie.messaging.models import Message
from hejie.people.access import Actor, actor_for_person
from hejie.people.models import Person
from hejie.rules.model import Role
from tests.stage import MATTER, REFUND, STAGE, Stage, Story, yesterday
from tests.web.desks import code_sent_to
from tests.web.visitor.pictures import photo

ID_NUMBER, PASSPORT = "110101199003074514", "C01X00T47"


def told(stage: Stage, **more: Any) -> Story:
    """A complaint of the consumer, with somebody beside."""
    trader = stage.world.traders["qinghe"].pk
    matter = {key: value for key, value in MATTER.items() if key != "kind"}
    who = {"name": "林晓", "id_number": ID_NUMBER, "address": "云青省云汀市青禾区柳湾路 8 号"}
    fields = {**matter, **who, "happened_on": yesterday(), **more}
    consumer = stage.world.cast["consumer"]
    answers = Answers("complaint", "direct", fields, consumer.phone, trader_id=trader)
    case = file_case(answers=answers, actor=actor_for_person(consumer), now=timezone.now())
    return Story(stage, case.ref)


def by_agent(stage: Stage, powers: list[str], days: int = 30) -> tuple[Story, Person]:
    agent = stage.world.cast["outsider"]
    until = (timezone.localdate() + timedelta(days=days)).isoformat()
    named = {"agent_name": agent.name, "agent_phone": agent.phone, "agent_id_number": ID_NUMBER}
    return told(stage, **named, agent_powers=powers, agent_until=until), agent


def test_an_agent_acts_as_the_complainant_within_the_power(stage: Stage) -> None:
    story, _ = by_agent(stage, ["settle"])
    story.do("clerk", "make_offer", terms=[REFUND])
    assert "accept_offer" in story.moves("outsider")
    refused = story.try_to("outsider", "withdraw")
    assert (refused.status, refused.json["code"]) == (409, "need:power_to_withdraw")
    assert "第十一条" in refused.json["article"]
    story.do("outsider", "accept_offer")
    assert story.seen_by("consumer")["state"] == "signing"


def test_a_power_that_does_not_cover_settling_leaves_it_to_the_complainant(stage: Stage) -> None:
    story, _ = by_agent(stage, [])
    story.do("clerk", "make_offer", terms=[REFUND])
    assert story.try_to("outsider", "accept_offer").json["code"] == "need:power_to_settle"
    story.do("outsider", "say", text="我是林女士的代理人。")
    story.do("consumer", "accept_offer")


def test_when_the_term_is_over_the_agent_is_a_stranger(stage: Stage) -> None:
    story, _ = by_agent(stage, ["settle"])
    row = Representation.objects.get(case__ref=story.ref)
    Representation.objects.filter(pk=row.pk).update(
        valid_from=timezone.localdate() - timedelta(days=9), valid_until=timezone.localdate() - timedelta(days=1)
    )
    assert stage.get("outsider", f"/cases/{story.ref}").status == 404


def test_the_term_counts_on_the_day_of_the_move(stage: Stage) -> None:
    """Whatever the day is on which the move is noted: it is made when `now` says."""
    story, agent = by_agent(stage, ["settle"], days=30)
    actor, today = actor_for_person(agent), timezone.now()
    say: dict[str, Any] = {"ref": story.ref, "move": "say", "actor": actor, "inputs": {"text": "我是林女士的代理人。"}}
    perform(**say, now=today + timedelta(days=29))
    with pytest.raises(access.NotFound):
        perform(**say, now=today + timedelta(days=31))
    with pytest.raises(access.NotFound):
        view_case(actor, story.ref, today + timedelta(days=31))
    assert view_case(actor, story.ref, today + timedelta(days=29)).roles == {Role.COMPLAINANT}


def appointed(stage: Stage, story: Story) -> dict[str, Any]:
    """What the consumer says of the agent, the power of attorney uploaded before."""
    agent = stage.world.cast["outsider"]
    paper = stage.upload("consumer", f"/cases/{story.ref}/evidence?move=appoint_agent", file=photo("委托书.jpg"))
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    named = {"agent_name": agent.name, "agent_phone": agent.phone, "agent_id_number": ID_NUMBER, "agent_until": until}
    return {**named, "agent_powers": ["settle"], "document": [paper.json["id"]]}


def test_an_agent_is_appointed_after_the_filing_and_called_off(stage: Stage) -> None:
    story = told(stage)
    said = appointed(stage, story)
    assert stage.get("outsider", f"/cases/{story.ref}").status == 404
    asked = story.schema("consumer", "appoint_agent")
    assert "passport" in asked["properties"]["agent_id_kind"]["enum"]
    assert "agent_id_kind" not in asked["required"], "clients of before need not know of it"
    short = story.try_to("consumer", "appoint_agent", **{**said, "agent_id_number": "110101199003070000"})
    assert [one["field"] for one in short.json["problems"]] == ["agent_id_number"]
    unlike = story.try_to("consumer", "appoint_agent", **{**said, "agent_name": "1e9"})
    assert [one["field"] for one in unlike.json["problems"]] == ["agent_name"]
    story.do("consumer", "appoint_agent", **{**said, "agent_id_kind": "passport", "agent_id_number": PASSPORT})
    assert Representation.objects.get(case__ref=story.ref).id_kind == "passport"
    story.do("outsider", "say", text="我是林女士的代理人。")
    assert story.try_to("outsider", "appoint_agent", **said).json["code"] == "need:in_person"
    assert "withdraw" not in story.moves("outsider")

    records = {who: stage.get(who, f"/cases/{story.ref}/records").json["items"] for who in ("consumer", "clerk")}
    assert "agent_appointed" in {one["fact"] for one in records["consumer"]}
    assert "agent_appointed" not in {one["fact"] for one in records["clerk"]}
    assert not [one for one in (PASSPORT, "passport") if one in str(records)], (
        "who they are is kept with them, in no record"
    )

    [agent] = story.schema("consumer", "revoke_agent")["properties"]["agent"]["enum"]
    story.do("consumer", "revoke_agent", agent=agent)
    assert stage.get("outsider", f"/cases/{story.ref}").status == 404


def test_papers_name_everybody_and_who_acts_for_them(stage: Stage) -> None:
    alone, (agency, agent), together_ = told(stage), by_agent(stage, ["settle"]), joint(stage)
    names = {key: stage.world.cast[key].name for key in ("second_consumer", "outsider")}
    assert on_papers(alone) == "林晓"
    assert on_papers(agency) == f"林晓（委托代理人：{agent.name}）"
    second, third = names["second_consumer"], names["outsider"]
    assert on_papers(together_) == f"林晓、{second}、{third}、孙若兰（代表人：林晓、{second}）"


def on_papers(story: Story) -> str:
    """The complainant as the refusal addresses them."""
    story.do("consumer", "turn_to_authority")
    reasons = "发票抬头是公司，用于公司办公，不是生活消费。"
    story.do("county_officer", "refuse", ground="no_consumer_dispute", reasons=reasons)
    case = Case.objects.get(ref=story.ref)
    return str(Paper.objects.get(subject=case.pk, kind="refusal_decision").content["data"]["addressee"])


def joint(stage: Stage) -> Story:
    people = [stage.world.cast[who] for who in ("second_consumer", "outsider")]
    lines = [f"{person.name} {person.phone}" for person in people] + ["孙若兰 13900000051"]
    return told(stage, others="\n".join(lines))


together = STAGE.then(joint).fixture()


def by_link(story: Story) -> Actor:
    """孙若兰, who has no account, opens the link sent to her."""
    row = Representation.objects.get(case__ref=story.ref, person=None)
    code = invite(case_id=row.case_id, side=Role.COMPLAINANT, now=timezone.now(), representation_id=row.pk)
    invitation = find_invitation(code, timezone.now())
    assert invitation
    actor = open_invitation(invitation=invitation, now=timezone.now())
    assert actor.link
    return replace(actor, link=replace(actor.link, is_proved=True))


def test_a_joint_complaint_settles_when_everybody_has_agreed(together: Story) -> None:
    story = together
    story.do("clerk", "make_offer", terms=[REFUND])
    for representative in ("consumer", "second_consumer"):
        refused = story.try_to(representative, "accept_offer")
        assert (refused.status, refused.json["code"]) == (409, "need:consent_to_settle")
    story.do("outsider", "consent_to_settlement", matter="settlement")
    assert "accept_offer" not in story.moves("consumer"), "one of two has agreed"
    link = by_link(story)
    perform(
        ref=story.ref, move="consent_to_settlement", actor=link, inputs={"matter": "settlement"}, now=timezone.now()
    )
    case = Case.objects.get(ref=story.ref)
    assert [one.has_agreed for one in speakers_of(case)] == [False, True, True]
    story.do("second_consumer", "accept_offer")


def test_new_terms_need_a_new_consent(together: Story) -> None:
    story = together
    Representation.objects.filter(case__ref=story.ref, person=None).delete()
    story.do("clerk", "make_offer", terms=[REFUND])
    story.do("outsider", "consent_to_settlement", matter="settlement")
    story.do("clerk", "withdraw_offer")
    story.do("clerk", "make_offer", terms=[{**REFUND, "amount": "10.00"}])
    assert story.try_to("consumer", "accept_offer").json["code"] == "need:consent_to_settle"


def test_giving_up_needs_the_consent_of_each(together: Story) -> None:
    story = together
    Representation.objects.filter(case__ref=story.ref, person=None).delete()
    assert story.try_to("consumer", "withdraw").json["code"] == "need:consent_to_withdraw"
    story.do("outsider", "consent_to_settlement", matter="withdrawal")
    story.do("consumer", "withdraw")


def test_who_is_represented_reads_and_consents_and_does_nothing_else(together: Story) -> None:
    story = together
    case = Case.objects.select_related(*access.RELATED).get(ref=story.ref)
    outsider = actor_for_person(story.stage.world.cast["outsider"])
    assert access.roles_of(outsider, case) == {Role.REPRESENTED}
    assert access.roles_of(by_link(story), case) == {Role.REPRESENTED}
    assert story.moves("outsider") == {"consent_to_settlement"}
    assert story.try_to("outsider", "say", text="您好").status == 403


def test_everybody_beside_the_complainant_is_told_by_a_link_of_their_own(together: Story) -> None:
    story = together
    case = Case.objects.get(ref=story.ref)
    [message] = [one for one in Message.objects.filter(case_id=case.pk, medium="sms") if one.address == "13900000051"]
    assert "/i/" in message.text
    code = message.text.split("/i/")[1].split("/")[0]
    client = Client()
    assert client.post(f"/i/{code}/").status_code == 302
    story.do("clerk", "make_offer", terms=[REFUND])
    address = f"/cases/{story.ref[:4]}-{story.ref[4:8]}-{story.ref[8:]}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "moves/consent_to_settlement/" in page.content.decode()
    consent = {"matter": "settlement"}
    assert client.post(f"{address}moves/consent_to_settlement/", consent).status_code == 403
    assert not Representation.objects.get(case=case, person=None).settlement_seq
    proof = {"proof": "yes", "proof_code": code_sent_to("13900000051")}
    client.post(f"{address}moves/consent_to_settlement/", consent | proof)
    assert Representation.objects.get(case=case, person=None).settlement_seq
