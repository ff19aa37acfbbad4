"""One reply to several cases: the same words, said in each through the one door; what was not sent says why."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hejie.base.ids import read_case_number, show_case_number
from hejie.cases import lists, queries
from hejie.cases.access import NotFound
from hejie.cases.actions import Refused, perform
from hejie.people.access import Actor
from hejie.traders.queries import templates_of
from hejie.web.trader.clerk import clerk_of
from hejie.web.words import say

MOST = lists.PAGE


@require_POST
def reply_to_many(request: HttpRequest) -> HttpResponse:
    """`case` (several numbers) and `template`. A repeated `key` sends nothing twice."""
    actor = clerk_of(request)
    numbers = request.POST.getlist("case")[:MOST]
    chosen = request.POST.get("template", "")
    template = next((one for one in templates_of(actor.trader_ids) if str(one.pk) == chosen), None)
    if not numbers or not template:
        messages.error(request, _("请再选一个答复模板。") if numbers else _("请先勾选要答复的案件。"))
        return _back(request, numbers, chosen)
    refused = _say_in_each(actor, numbers, template.text, request.POST.get("key", ""))
    sent = len(numbers) - len(refused)
    if sent:
        done = ngettext("已发给 %(n)d 件案件：%(title)s", "已发给 %(n)d 件案件：%(title)s", sent)
        messages.success(request, done % {"n": sent, "title": template.title})
    for number, why in refused:
        messages.error(request, _("%(ref)s 没有发：%(why)s") % {"ref": number, "why": why})
    return _back(request, [number for number, _why in refused], chosen)


def _say_in_each(actor: Actor, numbers: Sequence[str], text: str, key: str) -> list[tuple[str, str]]:
    """Those that were refused, with the reason. Only cases against the clerk's own traders are spoken in."""
    refs = [ref for number in numbers if (ref := read_case_number(number))]
    own = set(queries.cases_of_traders(actor.trader_ids).filter(ref__in=refs).values_list("ref", flat=True))
    answers = [(number, _say_in(actor, number, own, text, key)) for number in numbers]
    return [(number, why) for number, why in answers if why]


def _say_in(actor: Actor, number: str, own: set[str], text: str, key: str) -> str:
    """Why it could not be said; empty when it was."""
    ref = read_case_number(number)
    if not ref or ref not in own:
        return _("没有找到这个案件")
    each = f"{key}:{show_case_number(ref)}" if key else None
    try:
        perform(ref=ref, move="say", actor=actor, inputs={"text": text}, now=timezone.now(), key=each)
    except NotFound:
        return _("没有找到这个案件")
    except Refused as error:
        return say(error.refusal.text)
    return ""


def _back(request: HttpRequest, numbers: Sequence[str], template: str) -> HttpResponse:
    """The same page of the same view, these cases still ticked, so that nothing is to be chosen twice."""
    view = [(name, request.POST.get(name, "")) for name in ("tab", "q", "after")]
    ticked = [("template", template), *(("case", number) for number in numbers)] if numbers else []
    given = urlencode([(name, value) for name, value in (*view, *ticked) if value])
    return HttpResponseRedirect(f"/desk/?{given}")
