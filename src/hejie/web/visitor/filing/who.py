"""A report may be made under one's name or without one (note 2 to form 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hejie.rules.model import Problem, Text
from hejie.web.forms import Option
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken, problem_at
from hejie.web.visitor.filing.visit import ANONYMOUS_REPORT, Visit

WAYS = {
    "named": Text("实名举报", "Under my name"),
    ANONYMOUS_REPORT: Text("匿名举报", "Anonymously"),
}
HINTS = {
    "named": Text(
        "要填姓名、证件号码和手机号，只给办案人员看。进度可以随时查；法律规定要告知结果的，会告诉您。",
        "Name, identity number and phone, seen by case staff only. You are told whether a case is opened.",
    ),
    ANONYMOUS_REPORT: Text(
        "不留姓名和电话。没有办法把结果发给您，也不能补材料，请把线索写具体。",
        "No name, no phone. The outcome cannot be sent to you, so write the clues in detail.",
    ),
}
CHOOSE = Text("请选实名还是匿名", "Please choose: under your name or anonymously")


class WhoStep(Step):
    """Named or anonymous; nothing chosen beforehand."""

    key, template = "who", "visitor/filing_choices.html"

    def title(self, visit: Visit) -> Text:
        return Text("实名举报，还是匿名举报？", "Report under your name, or anonymously?")

    def lead(self, visit: Visit) -> Words:
        return Text("举报人的信息依法保密。", "What identifies a reporter is kept secret by law.")

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        chosen = visit.answers.get("who")
        options = [Option(key, text, key == chosen, HINTS[key], f"who-{key}") for key, text in WAYS.items()]
        return {
            "name": "who",
            "options": options,
            "problem": problem_at(problems, "who"),
            "problems": self.problems_shown(problems),
        }

    def take(self, visit: Visit) -> Taken:
        return Taken({"who": visit.request.POST.get("who", "")})

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        return () if visit.answers.get("who") in WAYS else (Problem("who", CHOOSE),)

    def lines(self, visit: Visit) -> Sequence[Line]:
        way = WAYS.get(visit.answers.get("who", ""), "")
        return [(Text("怎么举报", "How you report"), way)]
