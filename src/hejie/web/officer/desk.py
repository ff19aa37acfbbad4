"""`/office/`: the worklist, and beside it the case the reader stands on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import read_case_number
from hejie.people.access import Actor
from hejie.places.queries import authority
from hejie.rules.model import Text
from hejie.web import show
from hejie.web.moves import actor_of
from hejie.web.officer import worklist
from hejie.web.stream import MAX_TOPICS, live_url

ALL_DONE = Text("这一栏清空了", "This list is clear")
NOT_FOUND = Text("没有找到", "Nothing found")
TRY_OTHERS = Text(
    "试试完整的 12 位案件号，或者商家名称里的几个字。",
    "Try the full 12 digits, or a few characters of the trader's name.",
)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`view`, `after` (the next page), `q`. A whole case number opens the case."""
    actor, now = actor_of(request), timezone.now()
    if not worklist.may_work(actor):
        raise Http404
    words = request.GET.get("q", "").strip()[:100]
    if (number := read_case_number(words)) and worklist.office_cases(actor).filter(ref=number).exists():
        return HttpResponseRedirect(f"/office/cases/{number}/")
    view = worklist.BY_KEY.get(request.GET.get("view", ""), worklist.BY_KEY["all" if words else "today"])
    rows, more = worklist.rows(actor, view, now, after=request.GET.get("after", ""), words=words)
    context = {
        "org": _office_name(actor),
        "view": view,
        "tabs": worklist.tabs(actor, view, now),
        "rows": rows,
        "pages": _pages(request, view, words, more),
        "empty": show.EmptyShown(NOT_FOUND, TRY_OTHERS) if words else show.EmptyShown(ALL_DONE, view.empty),
        "q": words,
        "search_url": "/office/",
        "today": timezone.localdate(now),
        "live": live_url(request, _topics(actor)),
    }
    return render(request, "officer/desk.html", context)


def _topics(actor: Actor) -> list[str]:
    return sorted({f"office:{post.authority_id}" for post in actor.posts})[:MAX_TOPICS]


def _office_name(actor: Actor) -> str:
    found = authority(actor.posts[0].authority_id)
    return found.name if found else ""


def _pages(request: HttpRequest, view: worklist.View, words: str, more: str) -> show.PageLinks:
    """Keyset pages go forward; back is the browser's own button, or the first page."""
    kept = {"view": view.key, **({"q": words} if words else {})}
    first = f"?{urlencode(kept)}" if "after" in request.GET else ""
    return show.PageLinks(earlier=first, later=f"?{urlencode({**kept, 'after': more})}" if more else "")
