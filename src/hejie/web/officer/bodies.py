"""`/office/bodies/`: to whom an office may delegate mediation, and who mediates there (Art 19). For its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.mediation.delegation import admit_to_body, bodies_of, list_body, listed_body, unlist_body
from hejie.people.queries import person_named
from hejie.rules.mediators import ROADS, TEAMS
from hejie.rules.model import Text
from hejie.traders.queries import TraderHit
from hejie.web.forms import ProblemShown
from hejie.web.officer.heads import headed
from hejie.web.officer.people import NOBODY, NOT_TYPED
from hejie.web.traderchoice import Choice, chosen_trader

ADDRESS = "/office/bodies/"
LONGEST = 100
NAME_MISSING = Text("请填组织名称。", "Please give the name of the body.")
TOO_LONG = Text("请写短一些，不超过 100 个字。", "Please shorten this to 100 characters at most.")


@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    """POST `name`, `contact`, `road`, `trader` lists a body; `body` with `who` and `team` admits one, `end` ends it."""
    office, _by = headed(request)
    if request.method != "POST":
        return _show(request, office)
    if "body" in request.POST:
        return _change(request, office)
    return _add(request, office)


def _add(request: HttpRequest, office: Any) -> HttpResponse:
    name, contact = (request.POST.get(key, "").strip() for key in ("name", "contact"))
    road = request.POST.get("road", "association")
    if road not in ROADS:
        raise Http404
    choice = _run_by(request, road)
    wrong = [*_wrong_with(name, contact), *([ProblemShown(choice.problem, "trader")] if choice.problem else [])]
    if wrong:
        return _show(request, office, wrong, choice.hits)
    list_body(office=office, name=name, contact=contact, road=road, trader=choice.trader, now=timezone.now())
    messages.success(request, _("已列入名单，双方同意的投诉可以委托给它。"))
    return HttpResponseRedirect(ADDRESS)


def _wrong_with(name: str, contact: str) -> Iterator[ProblemShown]:
    if not name:
        yield ProblemShown(NAME_MISSING, "name")
    for anchor, typed in (("name", name), ("contact", contact)):
        if len(typed) > LONGEST:
            yield ProblemShown(TOO_LONG, anchor)


def _run_by(request: HttpRequest, road: str) -> Choice:
    """The trader that runs a body of its own: it mediates the disputes of that trader alone, or of shops on it."""
    if road != "enterprise":
        return Choice()
    return chosen_trader(request.POST.get("trader", "").strip(), request.POST.get("trader_id", ""))


def _change(request: HttpRequest, office: Any) -> HttpResponse:
    body = _body(office, request.POST["body"])
    if body is None:
        messages.error(request, _("这个组织已经不在名单上。"))
    elif "end" in request.POST:
        unlist_body(body=body, now=timezone.now())
        messages.success(request, _("已移出名单；已经委托的照常调解。"))
    elif wrong := _admit(request, body):
        return _show(request, office, [wrong])
    return HttpResponseRedirect(ADDRESS)


def _body(office: Any, chosen: str) -> Any:
    try:
        return listed_body(office=office, body_id=UUID(chosen))
    except ValueError:
        return None


def _admit(request: HttpRequest, body: Any) -> ProblemShown | None:
    typed = request.POST.get("who", "").strip()
    person = person_named(typed) if typed else None
    if person is None:
        return ProblemShown(NOBODY if typed else NOT_TYPED, f"who-{body.pk}")
    team = request.POST.get("team", "mediation")
    if team not in TEAMS:
        raise Http404
    admit_to_body(body=body, person=person, team=team, now=timezone.now())
    messages.success(request, _("已加入，只能看到委托给他调解的投诉。") if team == "mediation" else _("已加入。"))
    return None


def _show(
    request: HttpRequest, office: Any, problems: Sequence[ProblemShown] = (), hits: Sequence[TraderHit] = ()
) -> HttpResponse:
    listed = bodies_of(office)
    by_road = [(label, [one for one in listed if one.road == label]) for label in ROADS.values()]
    context = {
        "org": office.name,
        "office": office,
        "by_road": [pair for pair in by_road if pair[1]],
        "roads": ROADS.items(),
        "teams": TEAMS.items(),
        "typed": request.POST,
        "problems": problems,
        "road": request.POST.get("road", "association"),
        "hits": hits,
    }
    return render(request, "officer/bodies.html", context, status=422 if problems else 200)
