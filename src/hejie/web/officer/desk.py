"""`/office/`: the worklist, and beside it the case the reader stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.cases.reach import reach_of
from hejie.desk.queries import own_desk
from hejie.rules.catalogue import CATEGORIES
from hejie.rules.model import Text
from hejie.web import show
from hejie.web.forms import Option
from hejie.web.officer import bulk, worklist
from hejie.web.officer.columns import COLUMNS, shown_columns
from hejie.web.officer.frame import frame, office_topics, officer_of
from hejie.web.officer.own_office import decides
from hejie.web.officer.worklist import Chosen
from hejie.web.stream import live_url

NEXT = ("overdue", "today", "week", "received")  # where an empty list leads, the first of them that is not empty
ALL_DONE = Text("这一栏清空了", "This list is clear")
NOTHING_SUCH = Text("没有这样的案件，可以去掉几个条件再看。", "No such case; try fewer conditions.")


@dataclass(frozen=True, slots=True)
class Select:
    """One condition a reader may set."""

    name: str
    label: Text
    options: Sequence[Option]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`view`, `channel`, `category`, `owner`, `after` (the next page); `case` is ticked already, several may be."""
    (actor, person_id), now = officer_of(request), timezone.now()
    asked = worklist.chosen(request.GET.dict())
    reach = reach_of(actor)
    rows, more = worklist.rows(actor, asked, now, after=request.GET.get("after", ""), reach=reach)
    counted = worklist.counts(actor, asked, now, reach)
    own = own_desk(person_id)
    columns = shown_columns(own.columns)
    shown, picked = frozenset(one.key for one in columns), frozenset(request.GET.getlist("case"))
    context = {
        **frame(actor),
        "decides": decides(actor),
        "asked": asked,
        "after": request.GET.get("after", ""),
        "view": asked.view,
        "tabs": counted.tabs,
        "views": [worklist.line_of_tab(one) for one in counted.tabs],
        "count": counted.here,
        "rows": rows,
        "lines": [worklist.line_of(row, shown, is_picked=row.ref in picked) for row in rows],
        "columns": columns,
        "shown": shown,
        "all_columns": [Option(one.key, one.label, one in columns) for one in COLUMNS],
        "selects": _selects(asked),
        "filters": [(one, one.query == asked.query) for one in own.filters],
        "acts": bulk.acts(),
        "pages": _pages(request, asked, more),
        "empty": _empty(asked, counted.tabs),
        "today": timezone.localdate(now),
        "live": live_url(request, office_topics(actor)),
    }
    return render(request, "officer/desk.html", context)


def _empty(asked: Chosen, tabs: Sequence[worklist.Tab]) -> show.EmptyShown:
    """What an empty list means, and where work is: what is overdue, else what falls due next."""
    if asked.is_narrowed:
        return show.EmptyShown(ALL_DONE, NOTHING_SUCH)
    full = {tab.view.key: tab for tab in tabs if tab.count and tab.count.number}
    following = next((full[key] for key in NEXT if key in full), None)
    if not following:
        return show.EmptyShown(ALL_DONE, asked.view.empty)
    label, count = following.view.label, following.count
    button = Text(f"看“{label.zh}”的 {count} 件", f"See “{label.en}”: {count}")
    return show.EmptyShown(ALL_DONE, asked.view.empty, following.href, button)


def _selects(asked: Chosen) -> list[Select]:
    choices = (
        ("channel", Text("全部来源", "All channels"), worklist.CHANNELS, asked.channel),
        ("category", Text("全部类别", "All categories"), CATEGORIES, asked.category),
        ("owner", Text("全部承办人", "Whoever handles it"), worklist.OWNERS, asked.owner),
    )
    return [
        Select(name, every, [Option("", every), *(Option(key, label, key == now) for key, label in known.items())])
        for name, every, known, now in choices
    ]


def _pages(request: HttpRequest, asked: Chosen, more: str) -> show.PageLinks:
    """Keyset pages go forward; back is the browser's own button, or the first page."""
    first = f"?{asked.query}" if "after" in request.GET else ""
    return show.PageLinks(earlier=first, later=f"?{asked.query}&after={quote_plus(more)}" if more else "")
