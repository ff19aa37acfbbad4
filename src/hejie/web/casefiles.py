"""Files of a case, for whoever may see it: evidence in and out, papers, the case file."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie.base import throttle
from hejie.base.ids import show_case_number
from hejie.cases import access, exports
from hejie.cases.delivery import note_opened
from hejie.cases.papers import papers_for
from hejie.documents.queries import paper_file
from hejie.evidence.actions import FileRefused, receive_file
from hejie.evidence.queries import open_file
from hejie.evidence.serving import respond
from hejie.web.callers import caller_address
from hejie.web.moves import FILES, actor_of, case_address, seen_case
from hejie.web.words import say

CASE_FILES, WINDOW = 30, timedelta(hours=1)  # packing all papers and evidence is the dearest thing a page does


@require_GET
def evidence(request: HttpRequest, ref: str, file_id: UUID) -> HttpResponseBase:
    """The copy without metadata; `?original` is for those who decide."""
    case = seen_case(request, ref)
    roles = access.roles_of(actor_of(request), case)
    wants_original = "original" in request.GET and not access.is_side(actor_of(request), case)
    opened = open_file(file_id, case_id=case.pk, roles=roles, original=wants_original)
    if not opened:
        raise Http404
    return respond(opened, request.headers.get("Range", ""))


@require_POST
def upload(request: HttpRequest, ref: str) -> HttpResponse:
    """Files from the camera or the folder; each refusal is said, the others are kept."""
    case, actor = seen_case(request, ref), actor_of(request)
    if not access.takes_part(access.roles_of(actor, case)):  # who only watches lays nothing before a case
        raise Http404
    uploads = request.FILES.getlist(FILES)
    for one in uploads:
        try:
            receive_file(stream=one, name=one.name or "", actor=actor, now=timezone.now(), case=case)
        except FileRefused as error:
            messages.error(request, f"{one.name}：{say(error.problem.text)}")
        else:
            messages.success(request, _("已收到：%(name)s") % {"name": one.name})
    if not uploads:
        messages.error(request, _("请先选择文件或拍照"))
    return HttpResponseRedirect(f"{case_address(actor, access.roles_of(actor, case), case.ref)}#files")


@require_GET
def paper(request: HttpRequest, ref: str, paper_id: UUID) -> HttpResponse:
    case = seen_case(request, ref)
    roles = access.roles_of(actor_of(request), case)
    found = next((one for one in papers_for(case.pk, roles) if one.id == paper_id and one.has_file), None)
    if not found:
        raise Http404
    note_opened(paper_id=paper_id, roles=roles, now=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{paper_id}.pdf"', "Cache-Control": "private"}
    return HttpResponse(paper_file(found), content_type="application/pdf", headers=headers)


@require_GET
def case_file(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Everything the reader may have, in one ZIP that can be checked anywhere."""
    case, actor = seen_case(request, ref), actor_of(request)
    who = str(actor.person_id or caller_address(request))
    if not throttle.hit("case_file", who, CASE_FILES, WINDOW, timezone.now()).allowed:
        messages.error(request, _("下载得太频繁了，请一小时后再下载案件档案"))
        return HttpResponseRedirect(f"{case_address(actor, access.roles_of(actor, case), case.ref)}#files")
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    exports.export(case, access.roles_of(actor, case), target)
    target.seek(0)
    name = f"hejie-{show_case_number(case.ref)}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")
