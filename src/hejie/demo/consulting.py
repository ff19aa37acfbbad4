"""Stories of help inside a case: a panel that resolved with a dissent and agreed on a reading, and one that waits."""

from __future__ import annotations

from typing import Any

from hejie.cases.access import NotFound
from hejie.cases.actions import Refused, perform
from hejie.demo.offices import MEDIATOR, mediate
from hejie.demo.roster import LAWYER
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.panels.access import adviser_for
from hejie.people.access import actor_for_person
from hejie.people.queries import person_named

CHAIR, MEMBERS = "county_head", ("county_officer", "city_officer")
QUESTION = {
    "triggers": ["novel_law"],
    "question": "商品拆封用过几天以后才发现质量问题，退款时能不能扣折旧？",
    "proposal": "在三包期内、不是人为损坏的，按实付价款退，不扣折旧。",
}
READING = {
    "title": "已使用商品因质量问题退款不扣折旧",
    "text": "三包期内因商品本身的质量问题退货的，按发票上实际付的价款退还，不因拆封、使用过几天扣折旧。"
    "商家主张人为损坏的，由商家拿出检测结果。",
    "names_nobody": True,
}


def resolved(stage: Stage, part: Part) -> Story:
    """Asked, called, heard; one member thinks otherwise; the chair writes the reading."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(2, 6)
    case.do(MEDIATOR, "ask_help", whom=[_lawyer()], question="拆封用过几天，三包期内退货能扣折旧吗？")
    yield stage.hours(3, 20)
    _advise(case, LAWYER, "answer_help", answer="法律没有写可以扣。商家要扣，得有约定或者证明是人为损坏。")
    yield stage.hours(3, 20)
    _call(case)
    yield stage.hours(5, 20)
    _advise(case, CHAIR, "give_opinion", stance="agree", reasons="质量问题是商家的责任，折旧不该由消费者承担。")
    _advise(case, MEMBERS[0], "give_opinion", stance="agree", reasons="同类案件都是全额退的，标准要一致。")
    yield stage.hours(5, 20)
    words = "用了一段时间的，按使用天数酌情扣一点更公平，也更容易谈成。"
    _advise(case, MEMBERS[1], "give_opinion", stance="disagree", reasons=words)
    yield stage.hours(2, 8)
    _advise(case, CHAIR, "resolve_panel", resolution="按实付价款退，不扣折旧；调解员按这个意见向双方说明。")
    _advise(case, CHAIR, "agree_reading", **READING)


def waiting(stage: Stage, part: Part) -> Story:
    """Called; one opinion is given, two are awaited."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(2, 6)
    _call(
        case,
        question="商家说检测报告是消费者自己找人做的，能不能用？",
        proposal="能用，商家不认可的，由商家申请重新检测。",
    )
    yield stage.hours(3, 10)
    _advise(case, MEMBERS[1], "give_opinion", stance="agree", reasons="报告写明了取样过程，商家也没有相反的证据。")


def _call(case: Played, **other: str) -> None:
    cast = case.stage.world.cast
    people = {"members": [str(cast[one].pk) for one in (CHAIR, *MEMBERS)], "chair": str(cast[CHAIR].pk)}
    case.do(MEDIATOR, "call_panel", **{**QUESTION, **other}, **people)


def _lawyer() -> str:
    found = person_named(LAWYER)
    assert found, "one of the roster"
    return str(found.pk)


def _advise(case: Played, who: str, move: str, **inputs: Any) -> None:
    """Whoever was asked says their word; nothing where the panel was not called, or they have a stake."""
    cast, now = case.stage.world.cast, case.stage.now
    person = cast.get(who) or person_named(who)
    if person is None:
        return
    try:
        actor, _ = adviser_for(actor_for_person(person), case.ref, now)
        perform(ref=case.ref, move=move, actor=actor, inputs=inputs, now=now)
    except (NotFound, Refused):
        return
