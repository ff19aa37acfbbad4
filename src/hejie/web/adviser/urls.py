"""Addresses of those who are asked for advice."""

from __future__ import annotations

from django.urls import path

from hejie.web.adviser import pages

urlpatterns = [
    path("panels/", pages.waiting),
    path("panels/<str:ref>/", pages.advice),
]
