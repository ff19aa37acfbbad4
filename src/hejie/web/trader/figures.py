"""The trader's own figures: every rate with what was counted; few cases are marked; nothing to count is a dash."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie.oversight.figures import Promised, Rate, TraderFigures
from hejie.oversight.queries import trader_figures
from hejie.rules.model import Text
from hejie.web.show import Words
from hejie.web.trader.clerk import chosen_trader, clerk_of, traders_of
from hejie.web.words import say

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure of the strip. `percent` draws the bar; None draws none. `more`: what its two numbers do not say."""

    label: Words
    value: str
    unit: str
    percent: float | None
    about: str
    is_small: bool = False
    more: str = ""


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
    return [
        _rate(figures.first_settlement),
        _rate(figures.answered),
        _rate(figures.kept_promises, _promised(figures.promised)),
        _rate(figures.solved, _unrated(figures.unrated)),
        _score(figures),
        _days(figures),
    ]


def _promised(promised: Promised) -> str:
    """How each promise that has fallen due stands: late ones were kept, the rest was not."""
    counted = {"in_time": promised.in_time, "late": promised.late, "unkept": promised.unkept}
    return _("按时 %(in_time)d 件，晚了才办 %(late)d 件，没办 %(unkept)d 件") % counted if promised.due else ""


def _unrated(unrated: int) -> str:
    """They stand apart: neither good nor bad."""
    return _("另有 %(unrated)d 件没评价，不算在内") % {"unrated": unrated} if unrated else ""


def _rate(rate: Rate, more: str = "") -> FigureShown:
    counted = {"part": rate.numerator, "all": rate.denominator, "of": say(rate.of)}
    about = _("%(all)d 件%(of)s里有 %(part)d 件") % counted if rate.denominator else _("还没有%(of)s") % counted
    value = NOTHING if rate.percent is None else f"{rate.percent:g}"
    unit = "" if rate.percent is None else "%"
    return FigureShown(rate.label, value, unit, rate.percent, about, rate.is_small and rate.denominator > 0, more)


def _score(figures: TraderFigures) -> FigureShown:
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
