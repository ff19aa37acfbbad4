"""`/office/search/`: cases by number, name, phone or words.

What is typed may name somebody, so it never stands in an address: it is posted, sealed for whoever asked, and the page
that shows what was found carries the seal.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hejie.base.crypto import InvalidSeal, seal, unseal
from hejie.base.ids import read_case_number, show_case_number
from hejie.base.text import clean_line, mask_name
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.filing import titled
from hejie.rules.model import Text
from hejie.search.found import Found
from hejie.search.queries import PAGE, find_cases
from hejie.web import show
from hejie.web.homes import SEARCH
from hejie.web.officer.frame import frame, officer_of
from hejie.web.officer.worklist import KINDS
from hejie.web.words import day_element, is_english

LONGEST = 60
NOT_FOUND = Text("没有找到", "Nothing found")
TRY_OTHERS = Text(
    "试试完整的 12 位案件号、手机号后四位，或者姓名、商家、内容里连着的两个字。",
    "Try the full 12 digits, the last four digits of a phone, or two characters in a row of a name, trader or text.",
)
BEGIN = show.EmptyShown(
    Text("要找哪个案件", "Which case are you looking for?"),
    Text(
        "案件号、订单号、姓名、手机号（或后四位），或者经过里的几个字；几个词用空格隔开。",
        "Case number, order number, name, phone (or its last four digits), or words of the story, with spaces between.",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """POST `q`, and `after` for the next page; a whole case number opens the case. GET shows what was found."""
    actor, person_id = officer_of(request)
    if request.method == "POST":
        return _look(request, actor, person_id)
    words, after = _opened(request.GET.get("for", ""), person_id)
    found = find_cases(actor, words, after) if words else []
    more = _address(words, found[-1].id, person_id) if len(found) == PAGE else ""
    context = {
        **frame(actor),
        "q": words,
        "lines": lines_of(found),
        "pages": show.PageLinks(earlier=_address(words, None, person_id) if after else "", later=more),
        "empty": show.EmptyShown(NOT_FOUND, TRY_OTHERS) if words else BEGIN,
    }
    return render(request, "officer/search.html", context)


def _look(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponse:
    words = clean_line(request.POST.get("q", ""))[:LONGEST]
    if (number := read_case_number(words)) and find_cases(actor, words):
        return HttpResponseRedirect(f"/office/cases/{show_case_number(number)}/")
    return HttpResponseRedirect(_address(words, None, person_id) if words else SEARCH)


def _address(words: str, after: UUID | None, person_id: UUID) -> str:
    sealed = seal(f"{after or ''} {words}".encode(), _place(person_id))
    return f"{SEARCH}?for={urlsafe_b64encode(sealed).decode()}"


def _opened(text: str, person_id: UUID) -> tuple[str, UUID | None]:
    """What was asked, and where its page begins; nothing for a seal of somebody else, or a broken one."""
    try:
        plain = unseal(urlsafe_b64decode(text.encode()), _place(person_id)).decode()
        after, _, words = plain.partition(" ")
        return words, UUID(after) if after else None
    except (InvalidSeal, Error, ValueError):
        return "", None


def _place(person_id: UUID) -> str:
    return f"office:search:{person_id}"


def lines_of(found: Iterable[Found]) -> list[dict[str, str]]:
    """Cases as `officer/_hit.html` prints them. The name is masked: the case itself says who may read it whole."""
    # Asked once: of a page of rows it took half of the time.
    in_english, this_year = is_english(), shanghai_date(timezone.now()).year
    return [_line(one, this_year, in_english) for one in found]


def _line(one: Found, this_year: int, in_english: bool) -> dict[str, str]:
    ref = show_case_number(one.ref)
    kind, stage = _labels(one.kind, one.state, in_english)
    return {
        "href": f"/office/cases/{ref}/",
        "ref": ref,
        "title": titled(one.title).en if in_english else one.title,
        "trader": f"{one.trader} · " if one.trader else "",
        "kind": kind,
        "complainant": mask_name(one.complainant) or "—",
        "stage": stage,
        "filed": day_element(shanghai_date(one.filed_at), this_year, in_english),
        "office": one.office,
    }


@cache
def _labels(kind: str, state: str, in_english: bool) -> tuple[str, str]:
    """Kind and state in words."""
    what, stage = KINDS[kind], _stage(kind, state)
    return (what.en, stage.en) if in_english else (what.zh, stage.zh)


def _stage(kind: str, state: str) -> Text:
    """The label of a state, by the newest edition that knows it."""
    editions = list(machine.editions().values())
    known = (edition.procedures[kind].states.get(state) for edition in reversed(editions))
    return next((found.label for found in known if found), Text(state, state))
