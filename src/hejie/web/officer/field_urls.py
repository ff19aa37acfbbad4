"""Addresses of visits on a phone: a folder of their own, which is the reach of their service worker."""

from __future__ import annotations

from django.urls import path

from hejie.web import errors
from hejie.web.officer import field, installed

urlpatterns = [
    path("field/", field.today),
    path("field/token/", field.token),
    path("field/cases/<str:ref>/", field.one),
    path("field/cases/<str:ref>/visit/", field.visit),
    path("field/offline/", errors.without_network),
    path("field/manifest.webmanifest", installed.manifest),
    path("field/worker.js", installed.worker),
]
