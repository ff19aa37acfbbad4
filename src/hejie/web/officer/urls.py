"""Addresses of the officer's desk."""

from __future__ import annotations

from django.urls import path

from hejie.web.officer import bulk, calendar, cases, columns, desk, export, filters, search

urlpatterns = [
    path("office/", desk.desk),
    path("office/bulk/", bulk.bulk),
    path("office/columns/", columns.columns),
    path("office/export.xlsx", export.sheet),
    path("office/filters/", filters.filters),
    path("office/search/", search.search),
    path("office/calendar/", calendar.this_year),
    path("office/calendar/<int:year>/", calendar.one_year),
    path("office/cases/<str:ref>/", cases.case),
    path("office/cases/<str:ref>/pane/", cases.pane),
]
