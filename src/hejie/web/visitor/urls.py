"""Addresses of the visitor's pages."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from hejie.web.visitor import guide, home, pages, progress, traders, verify
from hejie.web.visitor.filing import urls as filing

urlpatterns = [
    path("", home.home),
    path("go/", home.go),
    path("account/sessions/", RedirectView.as_view(pattern_name="usersessions_list")),
    path("guide/", guide.index),
    path("guide/<slug:key>/", guide.problem),
    *traders.urls,
    *filing.urlpatterns,
    path("progress/", progress.progress),
    path("verify/", verify.verify),
    path("verify/<str:code>/", verify.verify_code),
    path("help/", pages.page, {"name": "help"}),
    path("privacy/", pages.page, {"name": "privacy"}),
    path("accessibility/", pages.page, {"name": "accessibility"}),
    path("about/", pages.page, {"name": "about"}),
]
