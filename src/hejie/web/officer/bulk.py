"""Several cases at once: one form, one act in each case, and what came of each said by name.

GET  /office/bulk/?move=accept&case=…&case=…   the chosen cases and the one form
POST /office/bulk/                             the act in each, through the one door; what was refused says why
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hejie.base.ids import read_case_number, show_case_number
from hejie.base.together import one_reading
from hejie.cases import access
from hejie.cases.actions import Refused, perform, procedure_of
from hejie.cases.queries import view_case
from hejie.desk.actions import plan_visit
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.model import Move, Text
from hejie.web.forms import MoveForm, move_form
from hejie.web.officer.frame import frame, officer_of
from hejie.web.officer.worklist import chosen
from hejie.web.posted import read_inputs
from hejie.web.taken import note_taken

# Acts for many, in the order of their buttons, each with its key.
BULK = {"accept": "a", "assign_officer": "s", "assign_mediator": "s"}
VISIT = "visit"
MOST = 50
UNSEEN = Text("没有这个案件，或者不归您看。", "There is no such case, or it is not yours to see.")


@dataclass(frozen=True, slots=True)
class Target:
    """One chosen case; `closed` says why the act is not open in it, empty where it may be tried."""

    case: Any
    closed: Text | None = None

    @property
    def ref(self) -> str:
        return show_case_number(self.case.ref)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; `refused` is empty where the act is done."""

    ref: str
    title: str
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class WayBack:
    """The list one came from: its view, its page, and what was ticked in it."""

    query: str
    after: str
    refs: tuple[str, ...]

    @property
    def address(self) -> str:
        return self._with([])

    @property
    def picked(self) -> str:
        return self._with([("case", ref) for ref in self.refs])

    def _with(self, more: list[tuple[str, str]]) -> str:
        rest = urlencode([*([("after", self.after)] if self.after else []), *more])
        return "/office/?" + "&".join(part for part in (self.query, rest) if part)


def _back(given: QueryDict) -> WayBack:
    """Read anew, so that no form leads anywhere but to a list."""
    query = chosen(QueryDict(given.get("list", "")).dict()).query
    return WayBack(query, given.get("after", ""), tuple(given.getlist("case")[:MOST]))


def acts() -> list[tuple[str, str, Text]]:
    """The acts that some procedure in force knows: key of the move, keyboard key, words of the button."""
    edition = list(machine.editions().values())[-1]
    known = {key: move for one in edition.procedures.values() for key, move in one.moves.items()}
    taken: set[str] = set()
    found = []
    for key, letter in BULK.items():
        if key in known:
            found.append((key, "" if letter in taken else letter, known[key].label))
            taken.add(letter)
    return found


@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    actor, person_id = officer_of(request)
    given = request.POST if request.method == "POST" else request.GET
    move, targets = given.get("move", ""), _targets(actor, given.getlist("case"), given.get("move", ""))
    if move not in {*BULK, VISIT} or not targets:
        messages.error(request, _("请先选案件：按 X，或者勾选。"))
        return HttpResponseRedirect(_back(given).picked)
    if move == VISIT:
        return _plan(request, person_id, targets)
    return _make(request, actor, move, targets) if request.method == "POST" else _ask(request, actor, move, targets)


def _targets(actor: Actor, refs: Sequence[str], move: str) -> list[Target]:
    """The chosen cases that this actor may see, in the order they were chosen. One query."""
    numbers = [number for ref in refs[:MOST] if (number := read_case_number(ref))]
    rows = access.visible_cases(actor).filter(ref__in=numbers).select_related("office", "trader")
    found = {case.ref: case for case in rows.defer("story", "details")}
    return [Target(found[number], _closed(found[number], move)) for number in numbers if number in found]


def _closed(case: Any, key: str) -> Text | None:
    procedure = procedure_of(case)
    move = procedure.moves.get(key)
    if move and case.state in move.sources:
        return None
    now = procedure.states[case.state].label
    return Text(f"现在是“{now.zh}”，办不了这一步", f"It now stands at “{now.en}”; this step is not open")


def _ask(request: HttpRequest, actor: Actor, key: str, targets: Sequence[Target]) -> HttpResponse:
    """The form of the act as the first case that is open to it shows it; why, where it is open in none."""
    return _show(request, actor, key, targets, _form(actor, key, targets, {}))


def _show(
    request: HttpRequest, actor: Actor, key: str, targets: Sequence[Target], form: MoveForm | None, *, status: int = 200
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    title = form.title if form else _move(targets, key).label
    context = {"form": form, "title": title, "targets": targets, "move": key, "back": _back(given)}
    return render(request, "officer/bulk.html", {**frame(actor), **context}, status=status)


def _form(actor: Actor, key: str, targets: Sequence[Target], given: dict[str, Any]) -> MoveForm | None:
    for target in [one for one in targets if one.closed is None][:3]:
        with one_reading():
            view = view_case(actor, target.case.ref, timezone.now())
        found = next((move for move in view.moves if move.key == key), None)
        if found:
            facts = machine.as_role(found, view.roles, view.facts)
            return move_form(found, facts, action="/office/bulk/", **given)
    return None


def _make(request: HttpRequest, actor: Actor, key: str, targets: Sequence[Target]) -> HttpResponse:
    """The act in each case; a wrong input, which is wrong for all of them, shows the form again."""
    move = _move(targets, key)
    inputs, once = read_inputs(move.fields, request.POST), request.POST.get("key", "")
    outcomes: list[Outcome] = []
    for target in targets:
        try:
            perform(
                ref=target.case.ref,
                move=key,
                actor=actor,
                inputs=inputs,
                now=timezone.now(),
                key=f"{once}:{target.case.ref}" if once else None,
            )
        except Refused as error:
            refusal = error.refusal
            if refusal.problems and not any(one.refused is None for one in outcomes):
                form = _form(actor, key, targets, {"key": once, "values": inputs, "problems": refusal.problems})
                if form:
                    return _show(request, actor, key, targets, form, status=422)
            outcomes.append(Outcome(target.ref, target.case.title, _why(refusal)))
        except access.NotFound:
            outcomes.append(Outcome(target.ref, target.case.title, UNSEEN))
        else:
            outcomes.append(Outcome(target.ref, target.case.title))
    done = sum(one.refused is None for one in outcomes)
    if done:
        note_taken(request, f"/office/bulk/{key}")
    context = {"outcomes": outcomes, "done": done, "refused": len(outcomes) - done, "label": move.label}
    return render(request, "officer/bulk_done.html", {**frame(actor), **context, "back": _back(request.POST)})


def _why(refusal: Any) -> Text:
    return refusal.problems[0].text if refusal.problems else refusal.text


def _move(targets: Sequence[Target], key: str) -> Move:
    for target in targets:
        if found := procedure_of(target.case).moves.get(key):
            return found
    raise Http404


def _plan(request: HttpRequest, person_id: UUID, targets: Sequence[Target]) -> HttpResponse:
    """Put the chosen cases on the reader's list of visits for today; the case itself is not touched."""
    if request.method != "POST":
        return render(request, "officer/bulk_visit.html", {"targets": targets, "back": _back(request.GET)})
    now = timezone.now()
    for target in targets:
        plan_visit(person_id=person_id, case_id=target.case.pk, on=timezone.localdate(now), now=now)
    words = ngettext("%(n)d 件已放进今天的走访", "%(n)d 件已放进今天的走访", len(targets))
    messages.success(request, words % {"n": len(targets)})
    return HttpResponseRedirect("/field/")
