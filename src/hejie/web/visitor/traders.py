"""Finding a trader, and the page that everybody may read about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.oversight.figures import Promised, Rate, TraderFigures
from hejie.oversight.queries import trader_figures
from hejie.rules.model import Text
from hejie.traders.queries import code_problem, search_traders, trader_card
from hejie.web.show import EmptyShown, Words

LONGEST, SHORTEST, SHOWN = 100, 2, 20
NOTHING = EmptyShown(
    Text("没有找到", "Nothing found"),
    Text("少写几个字试试，或者换成营业执照上的名字。", "Try fewer characters, or the name on the business licence."),
    href="/file/?kind=complaint",
    button=Text("找不到也能投诉：自己填商家", "You can complain all the same: type the trader in"),
)


@dataclass(frozen=True, slots=True)
class RateShown:
    """One rate with how to read it. `value` is `—` when there was nothing to count."""

    label: Text
    value: str
    counted: Text
    how: Text
    is_small: bool


HOW_TO_READ = {
    "first_settlement": Text(
        "在已经结束的直接协商里，没有转监管部门就签了协议的占多少。撤回的算没谈成，还在谈的不算。",
        "Of the direct negotiations that are over: an agreement was signed without the authority. "
        "A withdrawal counts as not settled; those still running count nowhere.",
    ),
    "answered": Text(
        "在已经结束的直接协商里，商家答复过的占多少。拒绝也是答复，没答复才不算；还在谈的不算。",
        "Of the direct negotiations that are over: the trader answered. "
        "A refusal is an answer, silence is not; those still running count nowhere.",
    ),
    "kept": Text(
        "协议里已经到期的约定，消费者确认收到的占多少。没确认的不算兑现。",
        "Of the promises that have fallen due: confirmed by the consumer who received them. "
        "Unconfirmed ones do not count as kept.",
    ),
    "solved": Text(
        "评价过的消费者里，说“解决了”的占多少。没评价的不算好也不算坏。",
        "Of the consumers who rated: those who said “solved”. Who did not rate counts neither way.",
    ),
}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results in the same page with or without script. At most two queries of its own."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    wrong = code_problem(query)
    hits = search_traders(query, limit=SHOWN) if query and not wrong else []
    context = {
        "q": query,
        "problem": wrong.text if wrong else "",
        "hits": hits,
        "empty": NOTHING if len(query) >= SHORTEST and not hits and not wrong else None,
        "is_short": 0 < len(query) < SHORTEST,
    }
    return render(request, "visitor/traders.html", context)


@require_safe
def trader(request: HttpRequest, trader_id: UUID) -> HttpResponse:
    """One trader: membership, commitments, figures each with what was counted."""
    card = trader_card(trader_id)
    if card is None:
        raise Http404
    figures = trader_figures(trader_id, timezone.now())
    context = {"trader": card, "figures": figures, "rates": rates_shown(figures), "sums": _sums(figures)}
    return render(request, "visitor/trader.html", context)


def rates_shown(figures: TraderFigures) -> Sequence[RateShown]:
    """The four rates, in the order in which a case passes them."""
    rates = (figures.answered, figures.first_settlement, figures.kept_promises, figures.solved)
    return [_shown(rate) for rate in rates]


def _shown(rate: Rate) -> RateShown:
    value = "—" if rate.percent is None else f"{rate.percent:g}%"
    counted = Text(
        f"{rate.of.zh} {rate.denominator} 件，其中 {rate.numerator} 件",
        f"{rate.numerator} of {rate.denominator} {rate.of.en}",
    )
    nothing = Text(f"还没有{rate.of.zh}", f"no {rate.of.en} yet")
    is_small = rate.is_small and rate.percent is not None
    return RateShown(rate.label, value, counted if rate.denominator else nothing, HOW_TO_READ[rate.key], is_small)


def _sums(figures: TraderFigures) -> list[tuple[Words, str]]:
    """What is counted without a rate."""
    days = "—" if figures.median_days is None else f"{figures.median_days:g}"
    score = "—" if figures.average_score is None else f"{figures.average_score:.1f}"
    return [
        (Text("近 12 个月收到的投诉（件）", "Complaints in the last twelve months"), str(figures.complaints)),
        (Text("其中正在直接协商（件）", "of these now negotiating"), str(figures.running)),
        (Text("从提交到签协议的天数（中位数）", "Days from filing to agreement (median)"), days),
        (Text("消费者打分（1–5 分，平均）", "Score given by consumers (1–5, average)"), score),
        *_promised(figures.promised),
        (Text("办结了还没评价的（件）", "Ended and not rated"), str(figures.unrated)),
    ]


def _promised(promised: Promised) -> list[tuple[Words, str]]:
    """Each with both numbers: of how many promises that have fallen due."""
    labels = (
        (Text("到期的约定里，按时办好的", "Promises that fell due: performed in time"), promised.in_time),
        (Text("到期的约定里，晚了才办好的", "Promises that fell due: performed late"), promised.late),
        (Text("到期的约定里，没有办的", "Promises that fell due: not performed"), promised.unkept),
    )
    return [(label, f"{count} / {promised.due}" if promised.due else "—") for label, count in labels]


urls = [path("traders/", search), path("traders/<uuid:trader_id>/", trader)]
