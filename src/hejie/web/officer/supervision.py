"""`/office/supervision/`: what is supervised, who answers by when, and how fast the first word comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.oversight.contacts import contact_report
from hejie.oversight.supervised import Notice, notices_of
from hejie.places.queries import below
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text
from hejie.web import show
from hejie.web.officer.own_office import office_of

PERIOD = timedelta(days=30)
STATES = {
    "asked": Text("等答复", "Awaiting an answer"),
    "answered": Text("等您看答复", "Answered, to be reviewed"),
}
NONE_OPEN = Text("没有督办", "No supervision is open")
HOW = Text("案件页面上可以催办、发督办通知。", "Urge or supervise on the page of a case.")


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as a row. `is_late`: its day has passed without an answer."""

    notice: Notice
    ref: str
    state: Text
    is_late: bool

    @property
    def href(self) -> str:
        return f"/office/cases/{self.ref}/"


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Notices to answer, notices sent, and the report of first contacts of the last thirty days."""
    _, office = office_of(request)
    now = timezone.now()
    today = shanghai_date(now)
    found = notices_of(office)
    context = {
        "org": office.name,
        "office": office,
        "to_answer": [_line(one, today) for one in found if one.office_id == office.pk and one.state == "asked"],
        "sent": [_line(one, today) for one in found if one.asked_by_id == office.pk],
        "reports": contact_report(below(office), now - PERIOD, now),
        "since": today - PERIOD,
        "empty": show.EmptyShown(NONE_OPEN, HOW),
    }
    return render(request, "officer/supervision.html", context)


def _line(notice: Notice, today: date) -> Line:
    late = notice.state == "asked" and notice.due_on < today
    return Line(notice, show_case_number(notice.ref), STATES[notice.state], late)
