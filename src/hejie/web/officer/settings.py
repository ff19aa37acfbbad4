"""`/office/settings/`: what an office sets for itself, and the words it uses again and again. For its head.

An empty field takes an own value back, so that the office above decides again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.base.text import clean, clean_line
from hejie.desk.actions import MOST_REPLIES, TooMany, remove_reply, save_reply
from hejie.desk.queries import replies_of
from hejie.people.queries import person_cards
from hejie.places.actions import SettingRefused, set_setting
from hejie.places.queries import SettingShown, settings_of
from hejie.rules.model import Text
from hejie.rules.values import Wrong, read_integer
from hejie.web.forms import Option, ProblemShown, named
from hejie.web.officer.heads import headed
from hejie.web.taken import note_taken

ADDRESS = "/office/settings/"
YES_NO = {"yes": Text("是", "Yes"), "no": Text("否", "No")}
DEFAULT = Text("通用的值", "the usual value")
TITLE_LENGTH, TEXT_LENGTH = 60, 2000
BOTH = Text("请写标题和内容，两样都要。", "Please write a title and the words; both are needed.")
TOO_LONG = Text(
    "太长了：标题最多 60 个字，内容最多 2000 个字。", "Too long: a title has 60 characters at most, the words 2000."
)
FULL = Text(
    f"最多存 {MOST_REPLIES} 条常用语，请先删掉一条。",
    f"At most {MOST_REPLIES} replies are kept: please delete one first.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One setting with its control: `options` for a choice, else a field for a number or a text."""

    shown: SettingShown
    typed: str
    problem: Text | None
    options: Sequence[Option]
    from_whom: Text
    changed_by: str

    @property
    def is_number(self) -> bool:
        return isinstance(self.shown.setting.default, int)


@dataclass(frozen=True, slots=True)
class ReplyTyped:
    """Words of the office as they were typed, while something is wrong with them."""

    title: str = ""
    text: str = ""
    problems: Sequence[ProblemShown] = ()


NOTHING_TYPED = ReplyTyped()


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """POST saves every setting of the page, or none when one of them is wrong."""
    office, person_id = headed(request)
    if request.method != "POST":
        return _show(request, office, {}, {})
    typed = {one.setting.key: request.POST.get(one.setting.key, "").strip() for one in settings_of(office)}
    wrong = _save(office, typed, person_id, timezone.now())
    if wrong:
        return _show(request, office, typed, wrong)
    messages.success(request, _("设置已保存，从现在起照这样办。"))
    return HttpResponseRedirect(ADDRESS)


def _save(office: Any, typed: Mapping[str, str], by_id: UUID, now: datetime) -> dict[str, Text]:
    wrong: dict[str, Text] = {}
    with transaction.atomic():
        for one in settings_of(office):
            value = _read(one, typed[one.setting.key])
            if value == (one.value if one.own else None):
                continue
            try:
                set_setting(office=office, key=one.setting.key, value=value, by_id=by_id, now=now)
            except SettingRefused as refused:
                wrong[one.setting.key] = refused.problem.text
        transaction.set_rollback(bool(wrong))
    return wrong


def _read(one: SettingShown, text: str) -> Any:
    """As the setting takes it; None leaves it to the office above. What is no such number stays text, to be refused."""
    if not text:
        return None
    if isinstance(one.setting.default, bool):
        return {"yes": True, "no": False}.get(text, text)
    if isinstance(one.setting.default, int):
        try:
            return read_integer(text, one.setting.minimum, one.setting.maximum)
        except Wrong:
            return text
    return text


def _show(
    request: HttpRequest,
    office: Any,
    typed: Mapping[str, str],
    wrong: Mapping[str, Text],
    reply: ReplyTyped = NOTHING_TYPED,
) -> HttpResponse:
    found = settings_of(office)
    names = person_cards([one.changed_by for one in found if one.changed_by])
    lines = [_line(one, typed, wrong, names) for one in found]
    context = {
        "org": office.name,
        "office": office,
        "lines": lines,
        "replies": replies_of(office.pk),
        "problems": reply.problems or _summary(found, wrong),
        "reply": reply,
    }
    return render(request, "officer/settings.html", context, status=422 if context["problems"] else 200)


def _summary(found: Sequence[SettingShown], wrong: Mapping[str, Text]) -> list[ProblemShown]:
    labels = {one.setting.key: one.setting.label for one in found}
    return [ProblemShown(named(labels[key], text), f"set-{key}") for key, text in wrong.items()]


def _line(one: SettingShown, typed: Mapping[str, str], wrong: Mapping[str, Text], names: Mapping[UUID, Any]) -> Line:
    value = typed.get(one.setting.key, _written(one.value) if one.own else "")
    above = Text(one.inherited_from, one.inherited_from) if one.inherited_from else DEFAULT
    card = names.get(one.changed_by) if one.own and one.changed_by else None
    return Line(one, value, wrong.get(one.setting.key), _options(one, value), above, card.name if card else "")


def _written(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _options(one: SettingShown, value: str) -> list[Option]:
    choices = YES_NO if isinstance(one.setting.default, bool) else one.setting.choices
    return [Option(key, label, key == value) for key, label in choices.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest) -> HttpResponse:
    """`title` and `text` keep words (the same title again changes them); `remove` is the title of some to drop."""
    office, person_id = headed(request)
    if title := request.POST.get("remove", ""):
        if remove_reply(authority_id=office.pk, title=title):
            messages.success(request, _("已删掉常用语：%(title)s") % {"title": title})
    elif request.method == "POST":
        reply = _keep(office, person_id, request)
        if reply.problems:
            return _show(request, office, {}, {}, reply)
        note_taken(request, request.path)
        messages.success(request, _("常用语已存好，办案时可以选用。"))
    return HttpResponseRedirect(f"{ADDRESS}#replies")


def _keep(office: Any, by_id: UUID, request: HttpRequest) -> ReplyTyped:
    """What was typed, with what is wrong with it; kept when nothing is."""
    title, text = clean_line(request.POST.get("title", "")), clean(request.POST.get("text", ""))
    problems = [
        ProblemShown(BOTH if not typed else TOO_LONG, anchor)
        for typed, anchor, most in ((title, "reply-title", TITLE_LENGTH), (text, "reply-text", TEXT_LENGTH))
        if not 0 < len(typed) <= most
    ]
    try:
        if not problems:
            save_reply(authority_id=office.pk, title=title, text=text, by_id=by_id, now=timezone.now())
    except TooMany:
        problems = [ProblemShown(FULL, "reply-title")]
    return ReplyTyped(title, text, problems)
