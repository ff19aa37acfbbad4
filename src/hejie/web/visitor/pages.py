"""Pages of plain text: help, privacy, accessibility, about."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.rules.machine import edition_for
from hejie.web.visitor.periods import length, periods_on


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    today = timezone.localdate()
    periods = periods_on(today)
    context = {
        "law": edition_for(today).label,
        "negotiation": length(periods.negotiation),
        "acceptance": length(periods.acceptance),
        "mediation": length(periods.mediation),
        "retention_years": settings.RETENTION_YEARS,
    }
    return render(request, f"visitor/{name}.html", context)
