"""`/office/calendar/`: which days are worked, year by year; what a change would move; and the change itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hejie.cases.deadlines import calendar as working_calendar
from hejie.cases.sweep import preview_calendar_year, save_calendar_year
from hejie.people.access import Actor
from hejie.rules.calendars import Calendar
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text
from hejie.web.forms import ProblemShown
from hejie.web.moves import actor_of
from hejie.web.officer.days import lines_of, months_of, read_lines
from hejie.web.officer.frame import may_work

FIRST_YEAR, YEARS_AHEAD = 2019, 2
MAY_CHANGE = ("head",)  # one calendar for all offices: not for everyone who works with it


@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    _check(actor_of(request))
    return HttpResponseRedirect(f"/office/calendar/{shanghai_date(timezone.now()).year}/")


@require_http_methods(["GET", "HEAD", "POST"])
def one_year(request: HttpRequest, year: int) -> HttpResponse:
    """`days` and `confirmed` as typed; the button `preview` counts what would move, `save` does it."""
    actor, now = actor_of(request), timezone.now()
    _check(actor)
    if year not in _years(now):
        raise Http404
    if request.method != "POST":
        return _show(request, year, now, {})
    if not actor.has_post(*MAY_CHANGE):
        raise Http404
    return _changed(request, year, actor, now)


def _check(actor: Actor) -> None:
    if not may_work(actor):
        raise Http404


def _years(now: datetime) -> range:
    return range(FIRST_YEAR, shanghai_date(now).year + YEARS_AHEAD + 1)


def _changed(request: HttpRequest, year: int, actor: Actor, now: datetime) -> HttpResponse:
    typed, confirmed = request.POST.get("days", ""), "confirmed" in request.POST
    data, wrong = read_lines(typed, year, confirmed=confirmed)
    again: dict[str, Any] = {"typed": typed, "confirmed": confirmed}
    if wrong:
        return _show(request, year, now, {**again, "problems": [ProblemShown(one, "days") for one in wrong]}, 422)
    if "save" not in request.POST:
        return _show(request, year, now, {**again, "moved": preview_calendar_year(year=year, data=data, now=now)})
    moved = save_calendar_year(year=year, data=data, by_id=actor.person_id, now=now)
    messages.success(request, _saved(year, moved))
    return HttpResponseRedirect(f"/office/calendar/{year}/")


def _saved(year: int, moved: int) -> str:
    words = ngettext(
        "%(year)d 年的日历已保存，%(n)d 个期限变了日期。", "%(year)d 年的日历已保存，%(n)d 个期限变了日期。", moved
    )
    return words % {"year": year, "n": moved}


def _show(request: HttpRequest, year: int, now: datetime, given: dict[str, Any], status: int = 200) -> HttpResponse:
    calendar = working_calendar()
    context = {
        "year": year,
        "years": _years(now),
        "state": _state(calendar, year),
        "is_known": calendar.knows(year),
        "months": months_of(calendar, year),
        "may_change": actor_of(request).has_post(*MAY_CHANGE),
        "typed": lines_of(calendar, year),
        "confirmed": calendar.knows(year),
        "problems": [],
        "moved": None,
        **given,
    }
    return render(request, "officer/calendar.html", context, status=status)


def _state(calendar: Calendar, year: int) -> Text:
    if calendar.knows(year):
        return Text("已按国务院办公厅通知确认", "Confirmed by the State Council's notice")
    return Text(
        "还没按通知确认：用到这一年的期限都是暂定。没有录入的，只算每年都放假的元旦、劳动节和国庆节",
        "Not confirmed by a notice: dates in this year are provisional. Unless more is loaded, only New Year's Day, "
        "Labour Day and National Day count, which are holidays every year",
    )
