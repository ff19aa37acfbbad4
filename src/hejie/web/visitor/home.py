"""The front page, and the way home after signing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hejie.knowledge.queries import guides
from hejie.oversight.figures import Counted
from hejie.oversight.queries import public_figures
from hejie.people.access import Actor
from hejie.rules.model import Text
from hejie.web.homes import home_of
from hejie.web.show import Figure
from hejie.web.visitor.periods import Periods, length, periods_on

SHOWN_GUIDES = 8


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four stages on the front page."""

    icon: str
    title: str
    text: str
    by: Text | str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "stages": _stages(today),
        "guides": guides()[:SHOWN_GUIDES],
        "guide_count": len(guides()),
        "figures": _figures(),
    }
    return render(request, "visitor/home.html", context)


def _figures() -> list[Figure]:
    """What was counted last; nothing is shown before the first count or where there is nothing to count."""
    counted = public_figures()
    shown = [_figure(key, words, counted[key]) for key, words in FIGURES.items() if key in counted]
    return [one for one in shown if one]


def _figure(key: str, words: tuple[Text, Text, Text], counted: Counted) -> Figure | None:
    if counted.value is None:
        return None
    label, unit, about = words
    numbers = {"n": counted.numerator, "all": counted.denominator}
    value = f"{counted.value:,.1f}" if key in FRACTIONS else f"{counted.value:,.0f}"
    few = FEW if key in FRACTIONS and counted.is_small else Text("", "")
    return Figure(label, value, unit, Text(about.zh.format(**numbers) + few.zh, about.en.format(**numbers) + few.en))


FRACTIONS = frozenset({"settled", "median_days"})
FEW = Text("；件数少，仅供参考", "; few cases: a rough idea only")
FIGURES: Mapping[str, tuple[Text, Text, Text]] = {
    "filed_today": (
        Text("今天收到", "Filed today"),
        Text("件", "cases"),
        Text("其中 {n} 件选择先和商家谈", "{n} of them chose to talk to the trader first"),
    ),
    "settled": (
        Text("近 30 天和解率", "Settled, last 30 days"),
        Text("%", "%"),
        Text(
            "{all} 件办结的投诉里（含撤回和不予受理），{n} 件签了协议",
            "{n} of {all} ended complaints, withdrawn and refused ones included, had a signed agreement",
        ),
    ),
    "median_days": (
        Text("一半案件办结不超过", "Half of the cases end within"),
        Text("天", "days"),
        Text(
            "从提交到办结，近 30 天 {all} 件，含撤回和不予受理",
            "from filing to the end, {all} cases in 30 days, withdrawn and refused ones included",
        ),
    ),
    "returned": (
        Text("今年消费者确认收到", "Consumers confirmed receiving this year"),
        Text("元", "yuan"),
        Text("按 {all} 笔已确认的款项计算", "{all} confirmed payments"),
    ),
}


@login_required
@require_safe
def go(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: each role to its own first page."""
    return HttpResponseRedirect(home_of(cast("Actor", request.actor)))  # type: ignore[attr-defined]


def _stages(today: date) -> list[Stage]:
    periods: Periods = periods_on(today)
    negotiation, acceptance, mediation = (
        length(t) for t in (periods.negotiation, periods.acceptance, periods.mediation)
    )
    return [
        Stage("pencil-line", _("说清楚"), _("一页一个问题，可以拍照，家人能代填。"), _("约 5 分钟")),
        Stage(
            "messages-square",
            _("和商家直接谈"),
            _("商家出方案，您接受、还价或者拒绝。"),
            Text(f"{negotiation.zh}内", f"within {negotiation.en}"),
        ),
        Stage(
            "landmark",
            _("谈不拢，监管接手"),
            _("您点一下，已填的内容和记录都带过去。"),
            Text(f"{acceptance.zh}内决定受理", f"decision within {acceptance.en}"),
        ),
        Stage(
            "file-check-2",
            _("签协议，盯兑现"),
            _("在线签名，每一项约定都有日期。"),
            Text(f"受理后 {mediation.zh}内调解完", f"mediation within {mediation.en} of acceptance"),
        ),
    ]
