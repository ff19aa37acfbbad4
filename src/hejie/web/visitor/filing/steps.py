"""The order of the pages, by kind of filing."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Text
from hejie.web.visitor.filing.evidence import EvidenceStep
from hejie.web.visitor.filing.fields import FieldStep, YouStep
from hejie.web.visitor.filing.phone import PhoneStep
from hejie.web.visitor.filing.place import PlaceStep
from hejie.web.visitor.filing.route import RouteStep
from hejie.web.visitor.filing.similar import StoryStep
from hejie.web.visitor.filing.step import Step
from hejie.web.visitor.filing.trader import TraderStep
from hejie.web.visitor.filing.visit import Visit
from hejie.web.visitor.filing.who import WhoStep

WHAT = FieldStep(
    "what",
    {
        "": (
            Text("买的什么，出了什么问题？", "What did you buy, and what went wrong?"),
            Text("选最接近的就行，后面可以细说。", "Choose what comes closest; you can tell more later."),
        ),
        "report": (
            Text("举报的是哪方面的问题？", "What is your report about?"),
            Text("选最接近的就行，后面可以细说。", "Choose what comes closest; you can tell more later."),
        ),
        "enquiry": (Text("想问哪方面的事？", "What do you want to ask about?"), ""),
    },
)
STORY = StoryStep(
    "story",
    {
        "": (
            Text("发生了什么？", "What happened?"),
            Text("想到哪写到哪就行，用自己的话。", "Write as it comes, in your own words."),
        ),
        "report": (
            Text("您发现了什么？", "What did you find?"),
            Text("写清楚时间、地点和具体事实，越具体越好查。", "Time, place, facts: what is clear can be checked."),
        ),
        "enquiry": (Text("您想问什么？", "What is your question?"), ""),
    },
)
WHEN = FieldStep(
    "when",
    {
        "": (
            Text("哪天发现问题的？", "When did you find the problem?"),
            Text(
                "记不清就填大概的日子，订单截图里通常有。",
                "If not sure, give the likely day; the order shows it.",
            ),
        )
    },
)
AMOUNT = FieldStep(
    "amount",
    {
        "": (
            Text("涉及多少钱？", "How much money is it about?"),
            Text("填您实际付的，优惠券抵扣的不算。", "What you paid; vouchers do not count."),
        )
    },
)
WANTED = FieldStep(
    "wanted",
    {
        "": (
            Text("您希望商家怎么解决？", "What do you ask the trader for?"),
            Text("可以提几项。以后还能改，也可以还价。", "You can ask for several, and change it later."),
        )
    },
)
YOU = YouStep(
    "you",
    {
        "": (
            Text("您是谁？", "Who are you?"),
            Text(
                "投诉要用真实身份（《市场监督管理投诉举报处理办法》第十条）。",
                "A complaint is made under your real identity (Order 121, Art 10).",
            ),
        ),
        "report": (
            Text("您是谁？", "Who are you?"),
            Text(
                "实名举报要填真实身份，依法保密。",
                "Your real identity is needed; it is kept secret by law.",
            ),
        ),
        "enquiry": (Text("怎么称呼您？", "How shall we call you?"), ""),
    },
)
TRADER, PLACE, EVIDENCE, ROUTE, WHO, PHONE = (
    TraderStep(),
    PlaceStep(),
    EvidenceStep(),
    RouteStep(),
    WhoStep(),
    PhoneStep(),
)
ORDER: Mapping[str, tuple[Step, ...]] = {
    "complaint": (TRADER, PLACE, WHAT, STORY, WHEN, AMOUNT, WANTED, EVIDENCE, ROUTE, YOU, PHONE),
    "report": (TRADER, PLACE, WHAT, STORY, WHEN, EVIDENCE, WHO, YOU, PHONE),
    "enquiry": (WHAT, STORY, PLACE, YOU, PHONE),
}
CHECK = "check"


def steps_of(visit: Visit) -> tuple[Step, ...]:
    """The pages this visitor goes through, in order; the check page comes after them."""
    return tuple(step for step in ORDER[visit.kind] if step.applies(visit))


def first_unanswered(visit: Visit) -> Step | None:
    """The first page whose answers are missing or wrong."""
    return next((step for step in steps_of(visit) if step.problems(visit)), None)


def neighbours(visit: Visit, key: str) -> tuple[str, str, int]:
    """Key of the page before ("" at the start) and after, and the place of this one, from 1. Raises LookupError."""
    keys = [step.key for step in steps_of(visit)] + [CHECK]
    if key not in keys:
        raise LookupError(key)
    place = keys.index(key)
    return keys[place - 1] if place else "", keys[place + 1] if place + 1 < len(keys) else CHECK, place + 1
