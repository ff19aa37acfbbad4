"""Stories of courts that invite to mediate, before there is a complaint or in one, and hear how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hejie.cases.actions import advance
from hejie.cases.models import Case, Deadline, Party
from hejie.cases.papers import papers_for
from hejie.documents.models import Paper
from hejie.exchange.courts import courts_for
from hejie.exchange.models import CourtInvitation, Incoming
from hejie.people.access import SYSTEM
from hejie.rules.model import Role
from tests.apps.agreements.scene import DRAWN, REFUND, Scene
from tests.apps.exchange.court import Beside, lay

LETTER = {
    "court": "柳河区人民法院",
    "number": "（2026）云0103诉前调8号",
    "region": "990103",
    "by_date": "2026-12-20",
    "title": "净水器漏水泡坏地板",
    "story": "安装第二天漏水，商家不来修。原告请求赔偿地板损失。",
    "amount": "6800.00",
    "complainant": {
        "name": "赵宁",
        "phone": "13800000955",
        "id_number": "990103199001011230",
        "address": "柳河区 3 号",
    },
    "respondent": {"name": "澄源净水有限公司", "address": "云溪区青禾路 9 号"},
}


@pytest.fixture
def invited(scene: Scene, beside: Beside) -> Scene:
    """The court's letter opened a complaint at the office of its division: here the city's, for the county has none."""
    beside.court.invite(**LETTER)
    assert beside.hear(scene.now) == [200]
    scene.case = Case.objects.get()
    return scene


def test_a_court_invites_before_there_is_a_complaint(invited: Scene) -> None:
    case = invited.case
    assert (case.state, case.channel, case.office, case.title) == ("received", "partner", invited.city, LETTER["title"])
    assert {party.side: party.name for party in Party.objects.all()} == {
        "complainant": "赵宁",
        "respondent": "澄源净水有限公司",
    }
    assert invited.history == ["case_filed", "court_invited"]
    letter = CourtInvitation.objects.get()
    assert (letter.court_name, letter.number, str(letter.reply_by)) == (LETTER["court"], LETTER["number"], "2026-12-20")
    assert Incoming.objects.get().case == case
    clock = Deadline.objects.get(case=case, rule="court_reply")
    assert (clock.of, str(clock.due_on)) == ("officer", "2026-12-20")  # the day the court named, a Sunday
    [court] = courts_for(case)
    assert (court.name, court.place.zh) == ("柳河区人民法院", "作出邀请的")
    assert "作出邀请的法院" in court.why.zh


@pytest.mark.parametrize(
    ("told", "kept"), [({}, "resident_card"), ({"id_kind": "passport"}, "passport"), ({"id_kind": "x"}, "other")]
)
def test_a_court_may_say_whose_number_it_is(scene: Scene, beside: Beside, told: dict[str, str], kept: str) -> None:
    beside.court.invite(**{**LETTER, "complainant": {**LETTER["complainant"], **told}})
    assert beside.hear(scene.now) == [200]
    assert Party.objects.get(side=Role.COMPLAINANT).id_kind == kept


def test_the_court_hears_that_nothing_was_agreed(invited: Scene, beside: Beside) -> None:
    invited.act("director", "accept")
    invited.act("director", "assign_mediator", mediator=str(invited.people["mediator"].pk))
    assert invited.refusal("director", "reply_to_court").code == "not_open"
    invited.act("mediator", "terminate", ground="no_agreement", reasons="双方对赔偿金额分歧很大，无法达成一致。")
    advance(case_id=invited.case.pk, move="notify_termination", actor=SYSTEM, inputs={}, now=invited.now)
    invited.act("director", "reply_to_court", note="建议依法立案审理。")
    [reply] = [one for one in papers_for(invited.case.pk, frozenset({Role.OFFICER})) if one.kind == "court_reply"]
    content = Paper.objects.get(pk=reply.id).content["data"]
    assert content["result"] == "调解不成，2026年11月19日结束"
    lay("court_reply", case=invited.case)
    assert beside.carry(invited.now) == 1
    [told] = [one.data for one in beside.court.taken.values() if one.kind == "mediation_reply"]
    assert (told["number"], told["result"], len(told["files"])) == (LETTER["number"], content["result"], 1)
    assert invited.refusal("director", "reply_to_court").code == "need:court_awaits_a_reply"
    assert Deadline.objects.get(case=invited.case, rule="court_reply").closed_as == "met"


def test_a_court_invites_in_a_complaint_and_its_court_confirms(scene: Scene, beside: Beside) -> None:
    scene.mediate()
    beside.court.invite(case=scene.case.ref, **{key: LETTER[key] for key in ("court", "number", "region")})
    assert beside.hear(scene.now) == [200]
    assert Deadline.objects.get(rule="court_reply").due_on == date(2026, 12, 21)  # no day was named: thirty on
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk", "mediator", drawing=DRAWN)
    [court] = courts_for(scene.case)
    assert court.name == "柳河区人民法院"
    scene.act("mediator", "reply_to_court")
    content = Paper.objects.get(kind="court_reply").content["data"]
    assert content["result"] == "调解成功，双方达成协议"
    assert content["terms"] == ["商家在协议生效后 7 天内退还货款 1,299 元。"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"case": "999999999999"}, "unknown_case"),
        ({"story": ""}, "too_little_told"),
        ({"title": "x" * 121}, "too_little_told"),
        ({"complainant": {}}, "side_without_name"),
        ({"respondent": "某店"}, "side_without_name"),
        ({"amount": "六千"}, "amount"),
    ],
)
def test_an_invitation_that_says_too_little_opens_nothing(
    scene: Scene, beside: Beside, changes: dict[str, Any], code: str
) -> None:
    beside.court.invite(**{**LETTER, **changes})
    assert beside.hear(scene.now) == [409]
    assert not Case.objects.exists()
    assert Incoming.objects.get().outcome == code


def test_a_second_invitation_to_the_same_complaint_is_turned_away(scene: Scene, beside: Beside) -> None:
    scene.mediate()
    letter = {key: LETTER[key] for key in ("court", "number", "region")}
    beside.court.invite(case=scene.case.ref, **letter)
    beside.court.invite(case=scene.case.ref, **{**letter, "number": "（2026）云0103诉前调9号"})
    assert beside.hear(scene.now) == [200, 409]
    assert Incoming.objects.order_by("-id").values_list("outcome", flat=True)[0] == "need:not_invited_yet"
