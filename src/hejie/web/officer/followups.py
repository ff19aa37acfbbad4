"""`/office/followups/`: whom to call and what to ask, bad reviews on their way, and figures that do not flatter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.oversight.followups import Call, Review, calls_of, followup_figures, reviews_of
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.officer.own_office import office_of

PERIOD = timedelta(days=30)
SIDES = {Role.COMPLAINANT: Text("来件人", "Filer"), Role.RESPONDENT: Text("商家", "Trader")}
STEPS = {
    "open": Text("要打回去核实", "To be looked into"),
    "reported": Text("等另一位同事检查", "Awaits the check of a colleague"),
    "rectifying": Text("整改中", "Being put right"),
}
NOBODY = Text("没有要打的电话", "Nobody to call")
LATER = Text(
    "办结后没评价的，过几天会排到这里。", "Whoever has not rated a case that ended comes here after some days."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One call with the two ways it may end."""

    call: Call
    ref: str
    side: Text

    @property
    def reached(self) -> str:
        return self._move("record_followup")

    @property
    def tried(self) -> str:
        return self._move("record_try")

    def _move(self, key: str) -> str:
        return f"/cases/{self.ref}/moves/{key}/?{urlencode({'side': self.call.side.value})}"


@require_safe
def followups(request: HttpRequest) -> HttpResponse:
    """`after`: the next page of the call list."""
    actor, office = office_of(request)
    now = timezone.now()
    assert actor.person_id, "whoever holds a post is a person"
    calls, more = calls_of(office, actor.person_id, now, request.GET.get("after", ""))
    context = {
        "org": office.name,
        "lines": [Line(one, show_case_number(one.ref), SIDES[one.side]) for one in calls],
        "pages": show.PageLinks(
            earlier="?" if "after" in request.GET else "", later=f"?{urlencode({'after': more})}" if more else ""
        ),
        "reviews": [(one, show_case_number(one.ref), _step(one)) for one in reviews_of(office)],
        "figures": followup_figures(office, now - PERIOD),
        "since": shanghai_date(now - PERIOD),
        "empty": show.EmptyShown(NOBODY, LATER),
    }
    return render(request, "officer/followups.html", context)


def _step(review: Review) -> Text:
    return STEPS["rectifying"] if review.step == "open" and review.owner else STEPS[review.step]
