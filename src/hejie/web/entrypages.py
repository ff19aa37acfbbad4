"""The answers of an entry desk: the page, the kept draft, the caller's cases, traders found, possible duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hejie.base import throttle
from hejie.base.ids import show_case_number
from hejie.base.text import mask_phone
from hejie.cases.access import NotFound
from hejie.cases.actions import Refused, perform, procedure_of
from hejie.cases.queries import case_by_id
from hejie.intake.actions import file_draft
from hejie.intake.regions import counties_around
from hejie.intake.repeats import ECHO, Likeness, Sought, cases_of_caller, possible_repeats
from hejie.rules.filing import KINDS, ROUTES
from hejie.rules.model import Facts, Problem, Text
from hejie.traders.queries import search_traders, trader_card
from hejie.web.entry import OWN, Desk, Entry, entry_of, others_open
from hejie.web.forms import Option, ProblemShown, show_fields, summary
from hejie.web.officer.frame import frame

SHORTEST_PHONE = 7
LOOKS, PER = (
    600,
    timedelta(hours=1),
)  # callers looked up by one person an hour: a long day on the telephone, no trawling
SEARCHES = 6000  # for similar cases by one person an hour: ten for each caller
SOUGHT = ("phone", "trader", "goods", "order_number", "story")
BUTTONS = {
    "complaint": Text("登记投诉，报出案件号", "File the complaint and read out its number"),
    "report": Text("登记举报，报出案件号", "File the report and read out its number"),
    "enquiry": Text("登记咨询", "File the enquiry"),
}
ANSWER_HERE = Text("当场答复（填了就办结）", "Answer right now (this closes the enquiry)")
FOLDED = ("guardian_", "agent_", "others")
LATER = ("id_kind", "id_number", "address", "may_publish", "may_delegate")


@dataclass(frozen=True, slots=True)
class CallerCase:
    """A case of the person on the line: number and state, no word of what it tells."""

    ref: str
    kind: Text
    state: Text
    trader: str
    office: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """One possible duplicate; what somebody else bought is not for whoever answers the telephone."""

    ref: str
    name: Text
    title: str
    state: Text
    office: str
    filed_at: datetime
    reasons: Sequence[Text]


def screen(request: HttpRequest, desk: Desk, template: str) -> HttpResponse:
    """GET shows the form with the draft; POST files it, or changes the kind, or says what is wrong. Nothing is lost."""
    entry = entry_of(request, desk)
    if request.method != "POST":
        return _show(entry, template)
    if entry.draft and entry.draft.case_id:
        return _done(entry, template, case_by_id(entry.draft.case_id))
    entry.take()
    wrong = entry.take_files()
    changed = request.POST.get("act", "").removeprefix("kind:")
    if changed in KINDS:
        entry.kind = changed
        entry.keep({"kind": changed})
        return _show(entry, template)
    if wrong or request.POST.get("act") == "keep":
        return _show(entry, template, wrong, status=422 if wrong else 200)
    return _file(entry, template)


def _file(entry: Entry, template: str) -> HttpResponse:
    try:
        case = file_draft(draft_id=entry.draft_id, answers=entry.as_answers(), actor=entry.actor, now=entry.now)
    except Refused as error:
        problems = error.refusal.problems or (Problem("", error.refusal.text),)
        return _show(entry, template, problems, status=422)
    answered = _answer(entry, case.ref)
    return _done(entry, template, case_by_id(case.pk), answered=answered)


def _answer(entry: Entry, ref: str) -> bool:
    """An enquiry may be answered while the person is on the line, where the own office is the one asked."""
    text = str(entry.answers.get("answer") or "")
    if entry.kind != "enquiry" or not text:
        return False
    try:
        perform(ref=ref, move="answer", actor=entry.actor, inputs={"text": text}, now=entry.now, key=ref)
    except (Refused, NotFound):
        return False
    return True


def _done(entry: Entry, template: str, case: Any, *, answered: bool = False) -> HttpResponse:
    """The number to read out, and what happens next."""
    context = {
        **frame(entry.actor),
        "desk": entry.desk,
        "filed": show_case_number(case.ref),
        "state": procedure_of(case).states[case.state],
        "office": case.office.name,
        "due_on": case.next_due_on,
        "phone": mask_phone(entry.request.POST.get("phone", "")),
        "answered": answered,
        "kind_name": KINDS[case.kind],
    }
    return render(entry.request, template, context)


def _show(entry: Entry, template: str, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    problems = entry.said(problems)
    fields = show_fields(entry.fields, Facts(kind=entry.kind), prefix="entry", values=entry.answers, problems=problems)
    first = [one for one in fields if one.name not in LATER and not one.name.startswith(FOLDED)]
    context = {
        **frame(entry.actor),
        "desk": entry.desk,
        "entry": entry,
        "kinds": [Option(key, text, key == entry.kind) for key, text in KINDS.items()],
        "fields": first,
        "later": [one for one in fields if one.name in LATER],
        "folded": [one for one in fields if one.name.startswith(FOLDED)],
        "folded_open": any(one.value or one.problem for one in fields if one.name.startswith(FOLDED)),
        "routes": [Option(key, text, key == (entry.answers.get("how") or "authority")) for key, text in ROUTES.items()],
        "problems": _anchored(summary(fields, problems), problems),
        "wrong": {problem.field: problem.text for problem in problems},
        "button": BUTTONS[entry.kind],
        "answer_label": ANSWER_HERE,
        "counties": _counties(entry),
        "drafts": others_open(entry),
        **_traders(entry, str(entry.answers.get("q") or "")),
        **_caller(entry, str(entry.answers.get("phone") or "")),
        **_similar(entry),
    }
    return render(entry.request, template, context, status=status)


def _anchored(shown: Sequence[ProblemShown], problems: Sequence[Problem]) -> list[ProblemShown]:
    """Problems of the controls that are no fields of the filing lead to those."""
    own = {"phone": "entry-phone", "trader_id": "entry-q", "trader_name": "entry-q", "region_code": "entry-region"}
    own |= {"files": "entry-files"}
    return [
        ProblemShown(one.text, one.anchor or own.get(problem.field, ""))
        for one, problem in zip(shown, problems, strict=True)
    ]


def _counties(entry: Entry) -> list[Option]:
    chosen = str(entry.answers.get("region") or "")
    around = counties_around(entry.actor.posts[0].authority_id) if entry.actor.posts else []
    start = chosen or (around[0][0] if around else "")
    return [Option(code, name, code == start) for code, name in around]


def keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Save what is typed; answers with the draft's id and when it was kept."""
    entry = entry_of(request, desk)
    entry.take()
    context = {"entry": entry, "kept_at": timezone.localtime(entry.now)}
    return render(request, "components/entry_kept.html", context)


def caller(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Cases of the phone that was posted."""
    entry = entry_of(request, desk)
    return render(request, "components/entry_caller.html", _caller(entry, request.POST.get("phone", "").strip()[:30]))


def _caller(entry: Entry, phone: str) -> dict[str, Any]:
    if len(phone) < SHORTEST_PHONE:
        return {"calls": None}
    allowed = throttle.hit("entry:caller", str(entry.person_id), LOOKS, PER, entry.now).allowed
    rows = list(cases_of_caller(phone, 10)) if allowed else []
    calls = [
        CallerCase(
            ref=show_case_number(case.ref),
            kind=KINDS[case.kind],
            state=procedure_of(case).states[case.state].label,
            trader=case.trader.short_name or case.trader.name if case.trader else "",
            office=case.office.short_name,
            filed_at=case.filed_at,
        )
        for case in rows
    ]
    return {"calls": calls, "too_many": not allowed}


def traders(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Traders found while typing; a name is public, so it may stand in the address."""
    entry = entry_of(request, desk)
    return render(request, "components/entry_traders.html", _traders(entry, request.GET.get("q", "").strip()[:100]))


def _traders(entry: Entry, query: str) -> dict[str, Any]:
    chosen = str(entry.answers.get("trader") or "")
    hits = search_traders(query, limit=6) if len(query) > 1 else []
    options = [_trader(hit.id, hit.name, f"{hit.region} {hit.address}", chosen) for hit in hits]
    key = entry.trader_id
    if key and all(one.value != str(key) for one in options) and (card := trader_card(key)):
        options.insert(0, _trader(card.id, card.name, card.address or card.region, chosen))
    return {"traders": options, "q": query, "is_own": chosen == OWN, "own": OWN}


def _trader(key: Any, name: str, about: str, chosen: str) -> Option:
    return Option(str(key), name, str(key) == chosen, about, f"entry-trader-{key}")


def similar(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Possible duplicates of what is typed so far, each with its reasons."""
    entry = entry_of(request, desk)
    if not (entry.draft and entry.draft.ref):
        entry.answers |= {key: request.POST.get(key, "") for key in SOUGHT}
    return render(request, "components/entry_similar.html", _similar(entry))


def _similar(entry: Entry) -> dict[str, Any]:
    """Every pause in typing asks again, so there is a pace of its own; a page without anything typed costs none."""
    if not any(entry.answers.get(key) for key in SOUGHT):
        return {"hints": []}
    allowed = throttle.hit("entry:similar", str(entry.person_id), SEARCHES, PER, entry.now).allowed
    return {"hints": _hints(entry) if allowed else [], "too_many_hints": not allowed}


def _hints(entry: Entry) -> list[Hint]:
    said = entry.answers
    sought = Sought(
        phone=str(said.get("phone") or ""),
        trader_id=entry.trader_id,
        goods=str(said.get("goods") or ""),
        order_number=str(said.get("order_number") or ""),
        story=str(said.get("story") or ""),
    )
    return [_hint(one) for one in possible_repeats(sought, others=True)]


def _hint(one: Likeness) -> Hint:
    title = "" if one.kind == ECHO else one.title
    return Hint(one.ref, one.name, title, one.state, one.office, one.filed_at, one.reasons)
