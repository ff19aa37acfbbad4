"""Addresses of the officer's desk."""

from __future__ import annotations

from django.urls import path

from hejie.web.officer import calendar, cases, desk

urlpatterns = [
    path("office/", desk.desk),
    path("office/calendar/", calendar.this_year),
    path("office/calendar/<int:year>/", calendar.one_year),
    path("office/cases/<str:ref>/", cases.case),
    path("office/cases/<str:ref>/pane/", cases.pane),
]
