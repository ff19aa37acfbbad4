"""Addresses of the hotline."""

from __future__ import annotations

from django.urls import path

from hejie.web.operator import hotline

urlpatterns = [
    path("hotline/", hotline.hotline),
    path("hotline/draft/", hotline.draft),
    path("hotline/caller/", hotline.caller),
    path("hotline/traders/", hotline.traders),
    path("hotline/similar/", hotline.similar),
]
