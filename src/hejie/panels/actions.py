"""What moves do to questions and panels. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from uuid import UUID

from hejie.base import together
from hejie.cases.actions import Act, Refused, performs
from hejie.knowledge.readings import agree_reading
from hejie.panels.facts import open_panel, to_agree_on, views_of
from hejie.panels.models import CANCELLED, RESOLVED, Help, Panel, Seat
from hejie.panels.people import against
from hejie.rules.conflicts import Conflict
from hejie.rules.model import Problem, Refusal, Text
from hejie.rules.panels import count, seems_personal
from hejie.rules.procedures._panels import PANEL

NAMED = Text(
    "这里有当事人的名字、电话或者证件号码，请去掉。", "This holds a name or number of a side. Please remove it."
)


@performs("ask_help")
def ask_help(act: Act) -> None:
    Help.objects.bulk_create(
        Help(case=act.case, person_id=UUID(one), record=act.record, asked_at=act.now) for one in act.inputs["whom"]
    )


@performs("answer_help")
def answer_help(act: Act) -> None:
    mine = Help.objects.filter(case=act.case, person=act.actor.person_id, answered_at=None)
    mine.update(answer_record=act.record, answered_at=act.now)


@performs("call_panel")
def call_panel(act: Act) -> None:
    """Whoever calls it has the chair unless another is named; and nobody has one with a stake in the case."""
    chair = UUID(act.inputs["chair"]) if act.inputs.get("chair") else act.actor.person_id
    assert chair, "whoever handles a case is a person"
    if stake := against(act.case, chair, act.now):
        raise Refused(_refusal("no_conflict", stake))
    why = act.facts.options["panel_triggers"]
    panel = Panel.objects.create(
        case=act.case,
        chair_id=chair,
        triggers={key: [why[key].zh, why[key].en] for key in act.inputs["triggers"]},
        record=act.record,
        called_at=act.now,
        by_date=act.inputs.get("by_date"),
    )
    seats = dict.fromkeys([chair, *map(UUID, act.inputs["members"])])
    Seat.objects.bulk_create(Seat(panel=panel, person_id=one) for one in seats)


@performs("give_opinion")
def give_opinion(act: Act) -> None:
    """The opinion given last is the one that counts."""
    panel = _at_work(act)
    seat = Seat.objects.filter(panel=panel, person=act.actor.person_id)
    seat.update(stance=act.inputs["stance"], record=act.record, at=act.now)


@performs("resolve_panel")
def resolve_panel(act: Act) -> None:
    panel = _at_work(act)
    panel.outcome = count(views_of(panel), str(panel.chair_id)).outcome
    _end(panel, act, RESOLVED)


@performs("agree_reading")
def agree_on_reading(act: Act) -> None:
    """What others will read holds neither a number nor the name of a side."""
    title, text = act.inputs["title"], act.inputs["text"]
    names = [party.name for party in together.rows("parties", act.case.pk)]
    for key in ("title", "text"):
        if seems_personal(act.inputs[key], names):
            raise Refused(Refusal("inputs", NAMED, PANEL, (Problem(key, NAMED),)))
    panel = to_agree_on(act.case.pk, act.actor.person_id)
    assert panel, "the rules said that there is one"
    panel.reading = agree_reading(case=act.case, title=title, text=text, by_id=panel.chair_id, now=act.now)
    panel.save(update_fields=["reading"])


@performs("cancel_panel")
def cancel_panel(act: Act) -> None:
    _end(_at_work(act), act, CANCELLED)


def _at_work(act: Act) -> Panel:
    panel = open_panel(act.case.pk)
    assert panel, "the rules said that one is open"
    return panel


def _end(panel: Panel, act: Act, state: str) -> None:
    panel.state, panel.ended_at, panel.end_record = state, act.now, act.record
    panel.save()


def _refusal(key: str, stake: tuple[Conflict, ...]) -> Refusal:
    """Who has a stake, in words."""
    zh, en = "，".join(one.why.zh for one in stake), ", ".join(one.why.en for one in stake)
    said = Text(f"主持人不能和这件事有利害关系（{zh}），请另选一位。", f"The chair has a stake in the case ({en}).")
    return Refusal(f"need:{key}", said, PANEL)
