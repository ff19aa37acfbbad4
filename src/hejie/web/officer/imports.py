"""`/office/import/`: a table comes in, is looked over, agreed to, and filed row by row while the page tells how far."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hejie.intake.batches import own_batch, own_batches, refused_table, rows_of
from hejie.intake.channels import channel
from hejie.intake.imports import CHANNEL, begin_import, confirm_import
from hejie.intake.tables import TableRefused, template
from hejie.jobs import tasks
from hejie.people.access import Actor
from hejie.rules.model import Text
from hejie.web.forms import ProblemShown
from hejie.web.moves import actor_of
from hejie.web.officer.frame import frame

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = Text("请先选一个 xlsx 或 csv 文件", "Please choose an xlsx or csv file first")


def _officer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.person_id or not channel(CHANNEL).may_be_used_by(actor):
        raise Http404
    return actor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Own imports, and the upload of a new one."""
    actor = _officer(request)
    upload = request.FILES.get("file")
    if request.method != "POST":
        return _page(request, actor)
    if upload is None:
        return _page(request, actor, NO_FILE)
    try:
        batch = begin_import(stream=upload, name=upload.name or "", actor=actor, now=timezone.now())
    except TableRefused as error:
        return _page(request, actor, error.text)
    return HttpResponseRedirect(f"/office/import/{batch.pk}/")


def _page(request: HttpRequest, actor: Actor, wrong: Text | None = None) -> HttpResponse:
    problems = (ProblemShown(wrong, "import-file"),) if wrong else ()
    context = {**frame(actor), "batches": own_batches(actor.person_id), "problems": problems}
    return render(request, "officer/imports.html", context, status=422 if wrong else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One import: preview, progress, result. POST agrees to the preview; again, nothing more happens."""
    actor = _officer(request)
    shown = own_batch(batch_id, actor.person_id)
    if shown is None:
        raise Http404
    if request.method == "POST":
        if confirm_import(batch_id=batch_id, actor=actor, now=timezone.now()):
            tasks.file_import.defer(batch_id=str(batch_id))
        return HttpResponseRedirect(f"/office/import/{batch_id}/")
    context = {
        **frame(actor),
        "batch": shown,
        "refused": rows_of(batch_id, "refused"),
        "filed": rows_of(batch_id, "filed"),
    }
    return render(request, "officer/import.html", context)


@require_safe
def refused(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, to be put right and uploaded again."""
    if own_batch(batch_id, _officer(request).person_id) is None:
        raise Http404
    return _sheet(refused_table(batch_id), "hejie-refused.xlsx")


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """The template with its column heads and one example."""
    _officer(request)
    return _sheet(template(), "hejie-template.xlsx")


def _sheet(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=SHEET, headers=headers)
