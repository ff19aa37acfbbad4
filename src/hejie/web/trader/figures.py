"""The trader's own figures: every rate with what was counted; few cases are marked; nothing to count is a dash."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie.oversight.figures import Rate, TraderFigures
from hejie.oversight.queries import trader_figures
from hejie.rules.model import Text
from hejie.web.show import Words
from hejie.web.trader.clerk import chosen_trader, clerk_of, traders_of
from hejie.web.words import say

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure of the strip. `percent` draws the bar; None draws none."""

    label: Words
    value: str
    unit: str
    percent: float | None
    about: str
    is_small: bool = False


@require_GET
def own_figures(request: HttpRequest) -> HttpResponse:
    """The strip on a page of its own; the inbox fetches it from here."""
    actor = clerk_of(request)
    names = traders_of(actor)
    chosen = chosen_trader(request, names)
    figures = trader_figures(chosen, timezone.now())
    context = {
        "org": "、".join(names.values()),
        "names": names,
        "chosen": chosen,
        "figures": figures,
        "strip": _strip(figures),
    }
    return render(request, "trader/figures.html", context)


def _strip(figures: TraderFigures) -> list[FigureShown]:
    rates = (figures.first_settlement, figures.answered, figures.kept_promises, figures.solved)
    return [*map(_rate, rates), _score(figures), _days(figures)]


def _rate(rate: Rate) -> FigureShown:
    counted = {"part": rate.numerator, "all": rate.denominator, "of": say(rate.of)}
    about = _("%(all)d 件%(of)s里有 %(part)d 件") % counted if rate.denominator else _("还没有%(of)s") % counted
    value = NOTHING if rate.percent is None else f"{rate.percent:g}"
    unit = "" if rate.percent is None else "%"
    return FigureShown(rate.label, value, unit, rate.percent, about, rate.is_small and rate.denominator > 0)


def _score(figures: TraderFigures) -> FigureShown:
    """Unrated cases stand apart: they are neither good nor bad."""
    rated, score = figures.solved.denominator, figures.average_score
    about = _("%(rated)d 件评价，另有 %(unrated)d 件未评价") % {"rated": rated, "unrated": figures.unrated}
    label = Text("消费者打分", "Consumers' score")
    if score is None:
        return FigureShown(label, NOTHING, "", None, about)
    return FigureShown(label, f"{score:.1f}", "/ 5", score * 20, about, figures.solved.is_small)


def _days(figures: TraderFigures) -> FigureShown:
    label = Text("直接谈成用时（中位）", "Time to settle directly (median)")
    if figures.median_days is None:
        return FigureShown(label, NOTHING, "", None, _("还没有直接谈成的案件"))
    return FigureShown(label, f"{figures.median_days:g}", _("天"), None, _("从提交投诉到签好协议"))
