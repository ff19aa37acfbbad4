"""Reading and signing the agreement: the whole text, then a code to the phone and, if wished, a drawn signature."""

from __future__ import annotations

from dataclasses import replace

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hejie.agreements.queries import preview_pdf
from hejie.web.casepage import CasePage, case_page
from hejie.web.forms import MoveForm
from hejie.web.moves import actor_of, attempt, form_of, tell, view_of


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """GET shows the agreement and what is still needed; POST signs, or says beside the code what is wrong with it."""
    return _signed(request, ref) if request.method == "POST" else _show(request, _page(request, ref))


def _signed(request: HttpRequest, ref: str) -> HttpResponse:
    view = view_of(request, ref)
    tried = attempt(request, view, "sign")
    page = _page(request, ref)
    if tried.refusal and tried.refusal.problems:
        form = form_of(request, page.view, tried, action=f"{page.address}/sign/")
        return _show(request, page, form=form, status=422)
    tell(request, tried)
    return HttpResponseRedirect(f"{page.address}/sign/" if tried.refusal else page.home)


def _page(request: HttpRequest, ref: str) -> CasePage:
    page = case_page(request, ref)
    if not page.agreement:
        raise Http404
    return page


def _show(request: HttpRequest, page: CasePage, *, form: MoveForm | None = None, status: int = 200) -> HttpResponse:
    found = form or page.forms.get("sign")
    context = {
        "page": page,
        "step": page.step,
        "code_form": page.forms.get("request_code"),
        "sign_form": found and _asking(page, found),
        "decline": next((act for act in page.acts if act.key == "decline_signing"), None),
        "may_prove": bool(actor_of(request).proved_at)
        and bool(get_adapter().get_reauthentication_methods(request.user)),
        "is_proved": page.view.facts.is_proved,
        "ahead": [item for item in page.timeline if item.state != "done"],
    }
    return render(request, "party/sign.html", context, status=status)


def _asking(page: CasePage, form: MoveForm) -> MoveForm:
    """The code must be filled in, unless whoever signs signed in again a moment ago; then it is not asked for."""
    is_proved = page.view.facts.is_proved
    fields = [replace(one, required=one.required or one.name == "code") for one in form.fields]
    fields = [one for one in fields if not (is_proved and one.name == "code")]
    return replace(form, action=f"{page.address}/sign/", fields=fields)


@require_safe
def preview(request: HttpRequest, ref: str) -> HttpResponse:
    """The agreement as it will be printed, marked as a draft."""
    page = _page(request, ref)
    assert page.agreement is not None
    headers = {"Content-Disposition": 'inline; filename="agreement.pdf"', "Cache-Control": "private"}
    return HttpResponse(preview_pdf(agreement_id=page.agreement.id), content_type="application/pdf", headers=headers)
