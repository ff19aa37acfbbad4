"""What kind of problem is it: rights in plain words, evidence, what to expect, how long."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.knowledge.queries import guide, guides
from hejie.knowledge.records import Guide
from hejie.rules.model import Text
from hejie.rules.remedies import KINDS
from hejie.web.show import TimelineItem
from hejie.web.visitor.periods import length, periods_on


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "visitor/guides.html", {"guides": guides()})


@require_safe
def problem(request: HttpRequest, key: str) -> HttpResponse:
    found = guide(key)
    if found is None:
        raise Http404
    context = {
        "guide": found,
        "asks": [(KINDS[ask.remedy].label, ask.when) for ask in found.asks],
        "way": _way(),
        "others": _others(found),
    }
    return render(request, "visitor/guide.html", context)


def _way() -> list[TimelineItem]:
    """What to expect, with the periods of the rules in force."""
    periods = periods_on(timezone.localdate())
    talk, accept, mediate = (length(term) for term in (periods.negotiation, periods.acceptance, periods.mediation))
    return [
        TimelineItem("next", Text("您提交，约 5 分钟", "You file, about 5 minutes")),
        TimelineItem(
            "next",
            Text(f"商家答复并协商：{talk.zh}内", f"The trader answers and you negotiate: within {talk.en}"),
            text=Text("您也可以跳过这一步，直接找监管部门。", "You may skip this and go to the authority at once."),
        ),
        TimelineItem(
            "next",
            Text(f"监管部门决定是否受理：{accept.zh}内", f"The authority decides on acceptance: within {accept.en}"),
            text=Text("不受理会告诉您理由和其他办法。", "A refusal comes with reasons and other ways."),
        ),
        TimelineItem(
            "next",
            Text(f"调解：受理后 {mediate.zh}内", f"Mediation: within {mediate.en} of acceptance"),
            text=Text(
                "调解要双方自愿；不成还可以起诉，有仲裁协议的可以仲裁。",
                "Both sides must agree to it; court stays open, and arbitration where agreed.",
            ),
        ),
        TimelineItem("next", Text("签协议，按日期兑现", "Agreement signed, promises kept by their dates")),
    ]


def _others(found: Guide) -> list[Guide]:
    """Three neighbours in the list, for those who opened the wrong one."""
    every = list(guides())
    place = every.index(found)
    return [every[(place + step) % len(every)] for step in (1, 2, 3)]
