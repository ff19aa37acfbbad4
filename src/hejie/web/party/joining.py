"""Cases that somebody else filed for the reader, by telephone or at a counter: opened by the name that was said there.

GET  /my/filed/    what waits for the reader's phone, and the name to say
POST /my/filed/    open what was filed under that name
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.cases.joining import join_cases, waiting_for
from hejie.rules.model import Text
from hejie.web.forms import ProblemShown
from hejie.web.moves import actor_of
from hejie.web.saidname import wrong_name

HERE = "/my/filed/"
DIFFERS = Text(
    "和登记的姓名对不上。请填登记时说的姓名，一字不差；还是不行，请拨打 12315 核对。",
    "This is not the name that was filed. Enter the very name you gave; if it still fails, please call 12315.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def filed(request: HttpRequest) -> HttpResponse:
    """The list and the form; back to the own cases when nothing waits."""
    actor, now = actor_of(request), timezone.now()
    if not actor.person_id:
        return HttpResponseRedirect(f"/accounts/login/?next={HERE}")
    waiting = waiting_for(actor, now)
    if not waiting:
        return HttpResponseRedirect("/my/")
    problem = _open(request) if request.method == "POST" else None
    if problem is None and request.method == "POST":
        return HttpResponseRedirect("/my/")
    context = {"waiting": waiting, "problems": [problem] if problem else [], "name": request.POST.get("name", "")}
    return render(request, "party/filed.html", context, status=422 if problem else 200)


def _open(request: HttpRequest) -> ProblemShown | None:
    """What is wrong with the name; None when cases were opened by it."""
    actor, now = actor_of(request), timezone.now()
    return wrong_name(
        request.POST.get("name", "").strip(),
        tried=("join", str(actor.person_id)),
        agrees=lambda said: _joined(request, join_cases(actor=actor, name=said, now=now)),
        differs=ProblemShown(DIFFERS, "filed-name"),
        now=now,
    )


def _joined(request: HttpRequest, cases: Sequence[str]) -> bool:
    if cases:
        messages.success(request, _("打开了：%s。以后的通知也会发到这个账户。") % "、".join(cases))
    return bool(cases)
