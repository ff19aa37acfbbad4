"""Signing out of a browser that others may use: it keeps neither a draft nor pages somebody has read."""

from __future__ import annotations

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponse

from hejie.web.visitor.filing.visit import let_go_of_draft


def sign_out(request: HttpRequest) -> HttpResponse:
    """The account pages' own sign-out, and what they do not know of; pages kept for visits go by `js/leave.js`."""
    response: HttpResponse = logout(request)
    if request.method == "POST":
        let_go_of_draft(response)
        response["Clear-Site-Data"] = '"cache"'
    return response
