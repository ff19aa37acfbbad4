"""Addresses of the wizard."""

from __future__ import annotations

from django.urls import path

from hejie.web.visitor.filing import check, done, leaving, similar, views

urlpatterns = [
    path("file/", views.start),
    path("file/check/", check.check),
    path("file/done/<str:ref>/", done.done),
    path("file/leave/", leaving.leave),
    path("file/similar/", similar.similar),
    path("file/<slug:key>/", views.step),
]
