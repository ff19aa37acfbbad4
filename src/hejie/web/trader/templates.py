"""Reply templates: list, add, change, remove."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.people.access import Actor
from hejie.rules import inputs
from hejie.rules.model import Facts, Field, Problem, Text
from hejie.traders.actions import TitleTaken, change_template, remove_template, save_template
from hejie.traders.queries import templates_of
from hejie.web.forms import show_fields, summary
from hejie.web.posted import read_inputs
from hejie.web.trader.clerk import chosen_trader, clerk_of, traders_of

ADDRESS = "/desk/templates/"
FIELDS = (
    Field("title", Text("模板名称", "Name of the template"), minimum=1, maximum=60),
    Field("text", Text("答复内容", "Text of the reply"), minimum=1, maximum=2000, long=True),
)
TAKEN = Text("已经有同名的模板，请换一个名称。", "A template of this name exists: please choose another name.")


@require_http_methods(["GET", "POST"])
def all_templates(request: HttpRequest) -> HttpResponse:
    actor = clerk_of(request)
    return _add(request, actor) if request.method == "POST" else _list(request, actor, {}, ())


def _add(request: HttpRequest, actor: Actor) -> HttpResponse:
    typed, problems = _read(request)
    trader_id = chosen_trader(request, traders_of(actor))
    if any(one.title == typed.get("title") for one in templates_of([trader_id])):
        problems = (*problems, Problem("title", TAKEN))
    if problems:
        return _list(request, actor, typed, problems)
    save_template(trader_id=trader_id, now=timezone.now(), **typed)
    messages.success(request, _("模板已保存，答复时可以选用。"))
    return HttpResponseRedirect(ADDRESS)


def _list(request: HttpRequest, actor: Actor, typed: dict[str, str], problems: tuple[Problem, ...]) -> HttpResponse:
    names = traders_of(actor)
    fields = show_fields(FIELDS, Facts(), prefix="reply", values=typed, problems=problems)
    context = {
        "org": "、".join(names.values()),
        "names": names,
        "replies": templates_of(names),
        "fields": fields,
        "problems": summary(fields, problems),
    }
    return render(request, "trader/templates.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def one_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """GET the form; POST changes it, or removes it when `remove` was pressed."""
    actor = clerk_of(request)
    names = traders_of(actor)
    reply = next((one for one in templates_of(names) if one.pk == template_id), None)
    if not reply:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        remove_template(trader_id=reply.trader_id, template_id=template_id)
        messages.success(request, _("已删除模板：%(title)s") % {"title": reply.title})
        return HttpResponseRedirect(ADDRESS)
    typed: dict[str, str] = {"title": reply.title, "text": reply.text}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        typed, problems = _change(request, reply.trader_id, template_id)
        if not problems:
            messages.success(request, _("模板已保存，答复时可以选用。"))
            return HttpResponseRedirect(ADDRESS)
    fields = show_fields(FIELDS, Facts(), prefix="reply", values=typed, problems=problems)
    context = {
        "org": "、".join(names.values()),
        "reply": reply,
        "fields": fields,
        "problems": summary(fields, problems),
    }
    return render(request, "trader/template.html", context, status=422 if problems else 200)


def _change(request: HttpRequest, trader_id: UUID, template_id: UUID) -> tuple[dict[str, str], tuple[Problem, ...]]:
    typed, problems = _read(request)
    if not problems:
        try:
            change_template(trader_id=trader_id, template_id=template_id, now=timezone.now(), **typed)
        except TitleTaken:
            problems = (Problem("title", TAKEN),)
    return typed, problems


def _read(request: HttpRequest) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What was typed, and what is wrong with it."""
    typed = read_inputs(FIELDS, request.POST)
    read, problems = inputs.check(FIELDS, typed, Facts(), timezone.localdate())
    return ({key: str(value) for key, value in (typed if problems else read).items()}, problems)
