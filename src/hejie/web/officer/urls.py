"""Addresses of the officer's desk."""

from __future__ import annotations

from django.urls import path

from hejie.web.officer import (
    bodies,
    bulk,
    calendar,
    cases,
    columns,
    counter,
    desk,
    export,
    factors,
    filters,
    history,
    imports,
    people,
    profiles,
    readings,
    search,
    sent,
    settings,
)

urlpatterns = [
    path("office/", desk.desk),
    path("office/bodies/", bodies.bodies),
    path("office/bulk/", bulk.bulk),
    path("office/columns/", columns.columns),
    path("office/export.xlsx", export.sheet),
    path("office/filters/", filters.filters),
    path("office/people/", people.people),
    path("office/people/<uuid:person_id>/", profiles.profile),
    path("office/search/", search.search),
    path("office/sent/", sent.sent),
    path("office/settings/", settings.settings),
    path("office/settings/replies/", settings.replies),
    path("office/entry/<slug:channel>/", counter.entry),
    path("office/entry/<slug:channel>/draft/", counter.draft),
    path("office/entry/<slug:channel>/caller/", counter.caller),
    path("office/entry/<slug:channel>/traders/", counter.traders),
    path("office/entry/<slug:channel>/similar/", counter.similar),
    path("office/readings/", readings.readings),
    path("office/readings/<uuid:reading_id>/", readings.one_reading),
    path("office/repeats/", history.repeats),
    path("office/import/", imports.imports),
    path("office/import/template.xlsx", imports.example),
    path("office/import/<uuid:batch_id>/", imports.batch),
    path("office/import/<uuid:batch_id>/refused.xlsx", imports.refused),
    path("office/calendar/", calendar.this_year),
    path("office/calendar/<int:year>/", calendar.one_year),
    path("office/cases/<str:ref>/", cases.case),
    path("office/cases/<str:ref>/factors/", factors.factors),
    path("office/cases/<str:ref>/history/", history.history),
    path("office/cases/<str:ref>/pane/", cases.pane),
]
