"""The front page, and the way home after signing in."""

from __future__ import annotations

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
from hejie.people.access import Actor
from hejie.rules.model import Text
from hejie.web.homes import home_of
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
    }
    return render(request, "visitor/home.html", context)


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
            _("在线签字，每一项承诺都有日期。"),
            Text(f"受理后 {mediation.zh}内调解完", f"mediation within {mediation.en} of acceptance"),
        ),
    ]
