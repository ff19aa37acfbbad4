"""A partner's program files for people who have no account here: identity, papers, agents, joint complaints."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hejie.cases.models import Case, Party, Representation
from hejie.demo.world import World
from hejie.evidence.models import File
from hejie.people.actions import issue_token, register_person
from hejie.rules.model import Role
from tests.api.test_reading import photo
from tests.stage import MATTER, Stage, yesterday

ID_NUMBER = "110101199003074514"
NAMED = {"name": "尤佳", "phone": "13900000041", "id_number": ID_NUMBER, "address": "云青省云汀市青禾区柳湾路 5 号"}


@pytest.fixture
def stage(world: World) -> Stage:
    """`partner` holds a token that says for which system it works."""
    stage = Stage(world, Client(raise_request_exception=False))
    robot = register_person(now=timezone.now(), name="转入程序", username="exchange")
    stage.world.cast["partner"] = robot
    stage.tokens[str(robot.pk)] = issue_token(person=robot, name="x", partner="market", now=timezone.now())
    return stage


def filing(stage: Stage, **more: Any) -> dict[str, Any]:
    trader = str(stage.world.traders["qinghe"].pk)
    return {**MATTER, "how": "authority", "trader_id": trader, "happened_on": yesterday(), **NAMED, **more}


def test_a_partner_files_for_a_person_without_an_account(stage: Stage) -> None:
    answer = stage.post("partner", "/cases", filing(stage), "p-1")
    again = stage.post("partner", "/cases", filing(stage), "p-1")
    assert (answer.status, again.json["ref"]) == (201, answer.json["ref"])
    case = Case.objects.get(ref=answer.json["ref"])
    party = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (case.channel, party.name, party.phone, party.person) == ("partner", "尤佳", NAMED["phone"], None)
    assert stage.get("partner", f"/cases/{case.ref}").status == 404, "the partner is no party"


def test_what_a_partner_leaves_out_is_not_taken_from_its_own_account(stage: Stage) -> None:
    answer = stage.post("partner", "/cases", filing(stage, name=None))
    assert answer.status == 422
    assert "name" in {one["field"] for one in answer.json["problems"]}


def test_nobody_else_files_for_others(stage: Stage) -> None:
    answer = stage.post("consumer", "/cases", filing(stage))
    assert (answer.status, answer.json["problems"][0]["field"]) == (422, "phone")


def test_papers_are_sent_ahead_and_laid_before_the_case(stage: Stage) -> None:
    sent = stage.upload("partner", "/filing/files", file=photo())
    assert sent.status == 201, sent.json
    draft = sent.json["draft"]
    assert stage.upload("partner", f"/filing/files?draft={draft}", file=photo("委托书.jpg")).json["draft"] == draft
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    agent = {"agent_name": "王思远", "agent_id_number": ID_NUMBER, "agent_powers": ["settle"], "agent_until": until}
    answer = stage.post("partner", "/cases", filing(stage, draft=draft, **agent))
    assert answer.status == 201, answer.json
    row = Representation.objects.get(case__ref=answer.json["ref"])
    assert row.document == File.objects.filter(case=row.case).order_by("received_at").values_list("pk", flat=True)[0]
    assert stage.post("partner", "/cases", filing(stage, draft=draft)).json["ref"] == answer.json["ref"]
    assert stage.post("consumer", "/cases", {**filing(stage, draft=draft), "phone": None}).status == 404
    assert stage.upload("partner", f"/filing/files?draft={draft}", file=photo()).status == 404


def test_a_joint_complaint_names_everybody(stage: Stage) -> None:
    others = [{"name": "赵一鸣", "phone": "13900000042"}, {"name": "孙若兰", "phone": "13900000043"}]
    answer = stage.post("partner", "/cases", filing(stage, others=others))
    assert answer.status == 201, answer.json
    kinds = Representation.objects.filter(case__ref=answer.json["ref"]).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["representative", "represented"]
    assert stage.post("partner", "/cases", filing(stage, others=[{"name": "赵 一", "phone": "1"}])).status == 422


def test_a_partner_says_which_paper_it_is(stage: Stage) -> None:
    own = {"name": "Anna Lind", "id_kind": "passport", "id_number": "C01X00T47"}
    others = [{"name": "Bo Lind", "phone": "13900000042", "id_kind": "passport", "id_number": "C01X00T48"}]
    answer = stage.post("partner", "/cases", filing(stage, **own, others=others))
    assert answer.status == 201, answer.json
    party = Party.objects.get(case__ref=answer.json["ref"], side=Role.COMPLAINANT)
    assert (party.id_kind, party.id_number) == ("passport", "C01X00T47")
    row = Representation.objects.get(case__ref=answer.json["ref"])
    assert (row.name, row.id_kind, row.id_number) == ("Bo Lind", "passport", "C01X00T48")


def test_an_account_hands_on_its_paper_with_the_kind(stage: Stage) -> None:
    """A number given in the filing has nothing to do with the kind that the account knows."""
    person = stage.world.cast["consumer"]
    person.id_kind, person.id_number = "passport", "C01X00T47"
    person.save()
    own = {**filing(stage), "name": None, "phone": None, "id_number": None}
    known = stage.post("consumer", "/cases", own)
    given = stage.post("consumer", "/cases", {**own, "id_number": ID_NUMBER})
    assert (known.status, given.status) == (201, 201), (known.json, given.json)
    assert [Party.objects.get(case__ref=one.json["ref"], side=Role.COMPLAINANT).id_kind for one in (known, given)] == [
        "passport",
        "resident_card",
    ]
