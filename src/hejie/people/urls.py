"""Addresses under /accounts/: django-allauth's, without what this house does not do.

There is no e-mail address with an account, so nothing may add one, confirm one or reset a password by it.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    re_path(r"^(?:email|confirm-email|password/reset)(?:/|$)", closed),
    path("", include("allauth.urls")),
]
