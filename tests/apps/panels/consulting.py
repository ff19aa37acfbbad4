"""Questions and panels as these tests play them: who may be asked, and how they speak."""

from __future__ import annotations

from typing import Any

from hejie.cases.actions import Refused, perform
from hejie.cases.models import CaseRecord
from hejie.mediation.delegation import admit_to_body, list_body
from hejie.mediation.roster import set_mediator
from hejie.panels.access import adviser_for
from hejie.people.actions import appoint, register_person
from hejie.rules.model import Refusal
from tests.apps.agreements.scene import Scene

ADVISERS = {"legal": ("马立", "13900000201"), "senior": ("乔真", "13900000202"), "colleague": ("吴明", "13900000203")}
CALL = {
    "triggers": ["novel_law"],
    "question": "拆开用过的电饭煲按什么价退",
    "proposal": "按实付价款退，不扣折旧",
}


def invite_advisers(scene: Scene) -> None:
    """Who may be asked, in a case that is mediated."""
    for who, (name, phone) in ADVISERS.items():
        scene.people[who] = register_person(now=scene.now, name=name, phone=phone, phone_verified=True)
    body = list_body(office=scene.county, name="云溪区消费者协会", now=scene.now)
    admit_to_body(body=body, person=scene.people["legal"], now=scene.now, team="legal_support")
    appoint(person=scene.people["senior"], role="mediator", authority=scene.city, now=scene.now)
    nothing = {"languages": [], "hours": [], "mentor": None, "by_id": None, "now": scene.now}
    set_mediator(person=scene.people["senior"], grade="senior", **nothing)
    appoint(person=scene.people["colleague"], role="officer", authority=scene.county, now=scene.now)
    scene.mediate()


def ids(scene: Scene, *people: str) -> list[str]:
    return [str(scene.people[who].pk) for who in people]


def call(scene: Scene, *members: str, by: str = "mediator", chair: str = "", **more: Any) -> CaseRecord:
    """Whoever has the chair is a member too."""
    named = {"chair": ids(scene, chair)[0]} if chair else {}
    seats = ids(scene, *dict.fromkeys([*members, chair or by]))
    return scene.act(by, "call_panel", **{**CALL, "members": seats, **named, **more})


def advise(scene: Scene, who: str, move: str, **inputs: Any) -> CaseRecord:
    """Somebody who was asked makes a move. Raises NotFound for whoever was not."""
    actor, case = adviser_for(scene.actor(who), scene.case.ref, scene.now)
    return perform(ref=case.ref, move=move, actor=actor, inputs=inputs, now=scene.now)


def opinion(scene: Scene, who: str, stance: str, reasons: str = "合同和说明书都是这样写的") -> CaseRecord:
    return advise(scene, who, "give_opinion", stance=stance, reasons=reasons)


def refused(scene: Scene, who: str, move: str, **inputs: Any) -> Refusal:
    try:
        advise(scene, who, move, **inputs)
    except Refused as error:
        return error.refusal
    raise AssertionError(f"{move} was allowed")
