"""Drafts of claims from what a case holds: after talks that failed, and on an agreement that was not kept."""

from __future__ import annotations

from hejie.cases.actions import advance
from hejie.exchange.drafts import claim_pdf
from hejie.people.access import SYSTEM
from hejie.rules.model import Role
from tests.apps.agreements.scene import RETURN, Scene
from tests.apps.documents.paper_text import paper_text


def test_a_claim_is_drafted_from_the_case(scene: Scene) -> None:
    scene.mediate()
    scene.act("clerk", "decline_mediation")
    advance(case_id=scene.case.pk, move="notify_termination", actor=SYSTEM, inputs={}, now=scene.now)
    scene.case.refresh_from_db()
    text = paper_text(claim_pdf(scene.case, Role.COMPLAINANT, scene.now))
    assert "判令被告退还货款1,299元" in text
    assert "青禾电器有限公司" in text
    assert "云溪区人民法院" in text
    assert "双方没有达成协议，2026年11月19日结束" in text


def test_a_claim_on_an_agreement_asks_for_what_the_trader_owes_alone(scene: Scene) -> None:
    scene.mediate()
    scene.act("mediator", "propose_agreement", terms=[RETURN])
    scene.sign("consumer", "clerk", "mediator")
    scene.case.refresh_from_db()
    text = paper_text(claim_pdf(scene.case, Role.COMPLAINANT, scene.now))
    assert "判令被告履行：收到退货后退还货款1,299元" in text
    assert "把商品退给商家" not in text
    assert "双方达成协议，被告没有按约定履行" in text
