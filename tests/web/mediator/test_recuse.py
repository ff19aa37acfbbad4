"""Stepping aside oneself: one act in the room of the case, with its reason, after which the case is gone."""

from __future__ import annotations

from tests.apps.agreements.scene import Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words


def test_a_mediator_steps_aside_from_the_page_of_the_case(scene: Scene) -> None:
    scene.mediate()
    mediator, room = sit_down(scene.people["mediator"]), f"/rooms/{number(scene.case)}/"
    page = words(mediator.get(room))
    assert page.count("我要回避，请另外指定调解员") == 1, "one place alone"
    assert "第二十一条第二款" in page
    act = f"/cases/{number(scene.case)}/moves/recuse/"
    again = mediator.post(act, {"reason": ""})
    assert again.status_code == 422
    done = mediator.post(act, {"reason": "商家的老板是我表哥"}, follow=True)
    assert done.redirect_chain == [("/rooms/", 302)]
    assert "已办好：我要回避" in words(done)
    assert mediator.get(room).status_code == 404
    consumer = words(sit_down(scene.people["consumer"]).get(f"/cases/{number(scene.case)}/"))
    assert "回避，等承办人另外指定" in consumer
    assert "商家的老板是我表哥" in consumer
    assert scene.state == "accepted"
