"""Reading and signing the agreement: the whole text, then a code to the phone and, if wished, a drawn signature."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie.agreements.queries import preview_pdf
from hejie.web.casepage import case_page


@require_GET
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    page = case_page(request, ref)
    if not page.agreement:
        raise Http404
    context = {"page": page, "code_form": page.forms.get("request_code"), "sign_form": page.forms.get("sign")}
    return render(request, "party/sign.html", context)


@require_GET
def preview(request: HttpRequest, ref: str) -> HttpResponse:
    """The agreement as it will be printed, marked as a draft."""
    page = case_page(request, ref)
    if not page.agreement:
        raise Http404
    return HttpResponse(preview_pdf(agreement_id=page.agreement.id), content_type="application/pdf")
