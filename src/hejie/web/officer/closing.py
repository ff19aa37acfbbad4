"""`/office/today/closing/`: closing the day, with a person and a reason for every matter left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.oversight import days
from hejie.oversight.days import Matter, NotClosed, Office, Word
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Problem, Text
from hejie.web.forms import ProblemShown, named
from hejie.web.officer.own_office import office_of
from hejie.web.officer.today import Line, line_of

MOST_CHARACTERS = 500
EMPTY = "empty"  # `fill`: those without a reason; else the chosen ones
NOTHING_GIVEN = Text(
    "请先写明为什么今天没办，或者选谁接着办。", "Say first why it was left today, or choose who goes on."
)
NOTHING_CHOSEN = Text("请先在下面选几件。", "Choose some of the matters below first.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter left, or a group of them, with what was typed about it and what is wrong with that."""

    line: Line
    key: str
    count: int
    person: str
    reason: str
    problems: Mapping[str, Text]

    @property
    def name(self) -> Text:
        """The case by its number and what is due in it; a group by what is due and in whose hands."""
        label, officer = self.line.matter.label, self.line.matter.officer or "—"
        if self.key == self.line.matter.group:
            return Text(f"{label.zh}（{officer}）", f"{label.en} ({officer})")
        return Text(f"{self.line.ref} {label.zh}", f"{self.line.ref} {label.en}")


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest) -> HttpResponse:
    """Every matter left is asked for a person and a reason: `person-<key>`, `reason-<key>`.

    `fill` closes nothing: it lays `person` and `reason` into the `chosen` ones, or into those without a reason.
    """
    actor, office = office_of(request)
    now, words = timezone.now(), _words(request)
    if request.method != "POST":
        return _ask(request, office, now, words)
    if "fill" in request.POST:
        return _fill(request, office, now, words)
    try:
        done = days.close_day(office=office, actor=actor, words=words, now=now)
    except NotClosed as error:
        return _ask(request, office, now, words, error.problems)
    messages.success(
        request, _("今天的账结了：办了 %(done)d 件，留下 %(left)d 件。") % {"done": done.done, "left": done.left}
    )
    return HttpResponseRedirect("/office/today/")


def _fill(request: HttpRequest, office: Office, now: datetime, words: dict[str, Word]) -> HttpResponse:
    """The page again with one word laid into several matters; who closes the day reads it before."""
    given, chosen = _given(request), set(request.POST.getlist("chosen"))
    if request.POST["fill"] == EMPTY:
        chosen = {key for key, word in words.items() if not word.reason.strip()}
    problems = [
        Problem(field, text)
        for field, text, is_wrong in (
            ("reason", NOTHING_GIVEN, not given.person and not given.reason.strip()),
            ("day", NOTHING_CHOSEN, not chosen),
        )
        if is_wrong
    ]
    if problems:
        return _ask(request, office, now, words, problems)
    laid = {key: _laid(word, given) if key in chosen else word for key, word in words.items()}
    return _ask(request, office, now, laid, filled=len(chosen & laid.keys()))


def _given(request: HttpRequest) -> Word:
    """What is said once for several."""
    return Word(request.POST.get("person", ""), request.POST.get("reason", "")[:MOST_CHARACTERS])


def _laid(word: Word, given: Word) -> Word:
    return Word(given.person or word.person, given.reason.strip() or word.reason)


def _words(request: HttpRequest) -> dict[str, Word]:
    keys = [name.removeprefix("person-") for name in request.POST if name.startswith("person-")]
    return {
        key: Word(request.POST[f"person-{key}"], request.POST.get(f"reason-{key}", "")[:MOST_CHARACTERS])
        for key in keys
    }


def _ask(
    request: HttpRequest,
    office: Office,
    now: datetime,
    typed: Mapping[str, Word],
    problems: Sequence[Problem] = (),
    *,
    filled: int = 0,
) -> HttpResponse:
    wrong = {one.field: one.text for one in problems}
    left = days.matters_of(office, now, None)
    asked = [_asked(key, some, typed.get(key), wrong, now) for key, some in _asked_about(left).items()]
    context = {
        "org": office.name,
        "asked": asked,
        "chosen": () if filled else request.POST.getlist("chosen"),
        "given": Word("", "") if filled else _given(request),
        "filled": filled,
        "left": len(left),
        "is_grouped": days.is_grouped(left),
        "staff": days.staff_of(office),
        "board": days.board_of(office, now),
        "wrong": wrong,
        "problems": _summary(asked, wrong),
        "today": shanghai_date(now),
    }
    return render(request, "officer/closing.html", context, status=422 if problems else 200)


def _summary(asked: Sequence[Asked], wrong: Mapping[str, Text]) -> list[ProblemShown]:
    """Each under the name of its matter, leading to its row; what is wrong with the whole day leads nowhere."""
    names = {f"{what}-{one.key}": one.name for one in asked for what in one.problems}
    return [
        ProblemShown(named(names[field], text) if field in names else text, "" if field == "day" else field)
        for field, text in wrong.items()
    ]


def _asked_about(left: list[Matter]) -> dict[str, list[Matter]]:
    """Matters under the key by which they are asked about: each under its own, very many by their groups."""
    grouped = days.is_grouped(left)
    found: dict[str, list[Matter]] = {}
    for one in left:
        found.setdefault(one.group if grouped else one.key, []).append(one)
    return found


def _asked(key: str, some: list[Matter], word: Word | None, wrong: Mapping[str, Text], now: datetime) -> Asked:
    """The officer who handles it is the likely one to go on with it. Of a group its first matter stands for all."""
    person = word.person if word else str(some[0].officer_id or "")
    own = {what: wrong[f"{what}-{key}"] for what in ("person", "reason") if f"{what}-{key}" in wrong}
    return Asked(line_of(some[0], now), key, len(some), person, word.reason if word else "", own)
