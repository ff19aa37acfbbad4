"""Members who speak at the same moment, and two who would resolve: each word counts, one resolution stands."""

from __future__ import annotations

from datetime import datetime

from hejie.cases.models import CaseRecord
from hejie.knowledge.models import Reading
from hejie.panels.models import Help, Panel, Seat
from tests.apps.agreements.scene import Scene, set_scene
from tests.apps.panels.consulting import advise, call, ids, invite_advisers, opinion
from tests.at_once import at_once

ROUNDS = 6
READING = {"title": "已拆封的退款", "text": "按实付价款退，不扣折旧。", "names_nobody": True}


def scene_of(now: datetime) -> Scene:
    scene = set_scene(now)
    invite_advisers(scene)
    return scene


def test_members_speak_at_once_and_one_resolution_stands(own_database: str, now: datetime) -> None:
    scene = scene_of(now)
    for round_ in range(ROUNDS):
        scene.mediate()
        call(scene, "legal", "senior", "colleague", by="officer")
        said = at_once(
            *[lambda who=who: opinion(scene, who, "agree") for who in ("legal", "senior", "colleague", "officer")]
        )
        assert [type(one) for one in said] == [CaseRecord] * 4
        panel = Panel.objects.get(case=scene.case)
        assert Seat.objects.filter(panel=panel, stance="agree").count() == 4
        ends = at_once(
            *[lambda: advise(scene, "officer", "resolve_panel", resolution="按实付价款退。")] * 2,
            lambda: opinion(scene, "legal", "disagree"),
            lambda: scene.act("officer", "cancel_panel", reason="不用会商了"),
        )
        panel.refresh_from_db()
        ended = [one for one in ends if isinstance(one, CaseRecord) and one.fact != "opinion_given"]
        assert [one.pk for one in ended] == [panel.end_record_id]
        agreed = at_once(*[lambda: advise(scene, "officer", "agree_reading", **READING)] * 2)
        agreed = [one for one in agreed if isinstance(one, CaseRecord)]
        assert len(agreed) == Reading.objects.filter(case=scene.case).count() == (panel.state == "resolved"), round_
        assert scene.broken_chain() is None
    numbers = Reading.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [*range(1, len(numbers) + 1)]


def test_one_question_is_put_once_and_answered_once(own_database: str, now: datetime) -> None:
    scene = scene_of(now)
    asked = at_once(
        *[
            lambda who=who: scene.act(who, "ask_help", whom=ids(scene, "legal"), question="算不算三包？")
            for who in ("officer", "mediator")
        ]
    )
    assert sum(isinstance(one, CaseRecord) for one in asked) == 1
    answered = at_once(*[lambda: advise(scene, "legal", "answer_help", answer="从开票那天算。")] * 2)
    assert sum(isinstance(one, CaseRecord) for one in answered) == 1
    assert Help.objects.filter(answered_at__isnull=False).count() == 1
