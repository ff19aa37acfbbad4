"""`/office/today/`: what an office must move today, and the boards of the offices below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.oversight import days
from hejie.oversight.board import FIRST_CONTACT, KINDS, Board, Figure, board_at, boards, share_at
from hejie.oversight.days import Matter, Office
from hejie.oversight.queries import PERIOD, refusals_overturned
from hejie.places.queries import authority
from hejie.places.queries import below as offices_below
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.model import Text
from hejie.rules.procedures._followup import RECTIFICATION, REVIEW_ANSWER
from hejie.rules.procedures._supervision import SUPERVISION_ANSWER
from hejie.web import show
from hejie.web.icons import icon
from hejie.web.officer.own_office import office_of
from hejie.web.words import DUE_ICONS, say, titled

SHOWN = 60
HOUR, DAY = 1.0, 24.0
LABELS: Mapping[str, Text] = {
    "law": Text("法定期限", "Periods of the law"),
    FIRST_CONTACT: Text("首问联系", "First contacts"),
    SUPERVISION_ANSWER: Text("督办答复", "Answers to supervision"),
    REVIEW_ANSWER: Text("差评核实", "Bad reviews to look into"),
    RECTIFICATION: Text("整改", "Rectifications"),
}
ALL_DONE = Text("今天要办的都办了", "Everything for today is done")
CLEAR = Text("可以结今天的账了。", "The day can be closed.")
NOTHING_BELOW = Text("没有下级部门", "No office below")


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: how long it has, in words and as a state of the deadline chip."""

    matter: Matter
    ref: str
    state: str
    left: Text

    @property
    def href(self) -> str:
        return f"/office/cases/{self.ref}/"

    @property
    def icon(self) -> str:
        return DUE_ICONS[show.DueState(self.state)]

    def printed(self) -> dict[str, str]:
        """Its values as `officer/_matter.html` prints them."""
        return {
            "href": self.href,
            "ref": self.ref,
            "title": titled(self.matter.title),
            "state": self.state,
            "icon": icon(self.icon),
            "due_at": self.matter.due_at.astimezone(SHANGHAI).isoformat(),
            "left": say(self.left),
            "label": say(self.matter.label),
            "officer": self.matter.officer or _("还没有人"),
        }


def line_of(matter: Matter, now: datetime) -> Line:
    hours = matter.left(now)
    state = "over" if hours < 0 else "today" if hours <= HOUR * 4 else "soon"
    return Line(matter, show_case_number(matter.ref), state, _left(hours))


def _left(hours: float) -> Text:
    """Time left or overdue: minutes under an hour, days from two on."""
    size = abs(hours)
    if size < HOUR:
        n, zh, en = max(1, round(size * 60)), "分钟", "min"
    elif size < 2 * DAY:
        n, zh, en = round(size), "小时", "h"
    else:
        n, zh, en = round(size / DAY), "天", "days"
    return Text(f"超过 {n} {zh}", f"{n} {en} late") if hours < 0 else Text(f"还有 {n} {zh}", f"{n} {en} left")


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The board of the reader's own office, or with `office` of one below it."""
    _actor, own = office_of(request)
    office, now = _chosen(request, own), timezone.now()
    board, found = days.board_of(office, now), days.matters_of(office, now, SHOWN)
    context = {
        "org": own.name,
        "office": office,
        "board": board,
        "kinds": kinds_of(board),
        "lines": [line_of(one, now).printed() for one in found],
        "hidden": board.left - len(found),
        "closing": days.closing_of(office, shanghai_date(now)),
        "may_close": office == own,
        "refusals": refusals_overturned(office, now - PERIOD, now),
        "today": shanghai_date(now),
        "now": now,
        "empty": show.EmptyShown(ALL_DONE, CLEAR),
    }
    return render(request, "officer/today.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The box beside the worklist: of what the office must move today, what lies in the reader's cases."""
    actor, own = office_of(request)
    now = timezone.now()
    share = share_at(own.pk, actor.person_id, now) if actor.person_id else Board()
    context = {
        "share": share,
        "percent": 100 * share.done / share.due if share.due else 0,
        "office_left": board_at(own.pk, now).left,
    }
    return render(request, "officer/_mine_today.html", context)


def _chosen(request: HttpRequest, own: Office) -> Office:
    """An office at or below one's own; 404 for any other."""
    asked = request.GET.get("office", "")
    if not asked:
        return own
    try:
        found = authority(UUID(asked))
    except ValueError as error:
        raise Http404 from error
    if found is None or not found.path.startswith(own.path):
        raise Http404
    return found


def kinds_of(board: Board) -> list[tuple[Text, Figure]]:
    return [(LABELS[kind], board.figures.get(kind, Figure())) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Side:
    """One office below, with everything under it."""

    office: Office
    board: Board
    is_closed: bool

    @property
    def percent(self) -> float | None:
        """Of what had to move today: the share that is done."""
        return round(100 * self.board.done / self.board.due, 1) if self.board.due else None


@require_safe
def below(request: HttpRequest) -> HttpResponse:
    """The boards of the offices below, side by side, each with all that lies under it."""
    _actor, own = office_of(request)
    top, now = _chosen(request, own), timezone.now()
    offices = list(offices_below(top))
    found, closed = boards(top.path, now), days.closed_today(offices_below(top), now)
    sides = [_side(one, offices, found, closed) for one in offices if one.parent_id == top.pk]
    context = {
        "org": own.name,
        "top": top,
        "own": found.get(top.pk, Board()),
        "sides": sorted(sides, key=lambda one: (-one.board.late, -one.board.left, one.office.path)),
        "kinds": [LABELS[kind] for kind in KINDS],
        "refusals": refusals_overturned(top, now - PERIOD, now),
        "today": shanghai_date(now),
        "empty": show.EmptyShown(NOTHING_BELOW, ""),
    }
    return render(request, "officer/below.html", context)


def _side(office: Office, offices: list[Office], found: Mapping[UUID, Board], closed: set[UUID]) -> Side:
    under = [found[one.pk] for one in offices if one.path.startswith(office.path) and one.pk in found]
    return Side(office, _sum(under), office.pk in closed)


def _sum(several: list[Board]) -> Board:
    figures = {kind: _added([one.figures[kind] for one in several if kind in one.figures]) for kind in KINDS}
    return Board(figures, sum(one.ahead for one in several))


def _added(several: list[Figure]) -> Figure:
    return Figure(*(sum(getattr(one, name) for one in several) for name in ("left", "late", "done")))
