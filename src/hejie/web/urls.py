"""Every page, by audience. Each audience brings its own table of addresses; they know nothing of each other."""

from __future__ import annotations

from django.urls import include, path

from hejie.web import casefiles, drafts, exchange, health, moves, notices, sums
from hejie.web.preferences import preferences

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("preferences/", preferences),
    path("notices/", notices.notices),
    path("exchange/<slug:key>/", exchange.taken),
    path("cases/<str:ref>/moves/<slug:move>/", moves.move),
    path("cases/<str:ref>/evidence/", casefiles.upload),
    path("cases/<str:ref>/evidence/<uuid:file_id>/", casefiles.evidence),
    path("cases/<str:ref>/papers/<uuid:paper_id>.pdf", casefiles.paper),
    path("cases/<str:ref>/file.zip", casefiles.case_file),
    path("cases/<str:ref>/draft/", drafts.draft),
    path("cases/<str:ref>/sums/", sums.sums),
    path("", include("hejie.web.demo.urls")),
    path("", include("hejie.web.trader.urls")),
    path("", include("hejie.web.room.urls")),
    path("", include("hejie.web.mediator.urls")),
    path("", include("hejie.web.adviser.urls")),
    path("", include("hejie.web.officer.loop_urls")),
    path("", include("hejie.web.officer.urls")),
    path("", include("hejie.web.officer.field_urls")),
    path("", include("hejie.web.operator.urls")),
    path("", include("hejie.web.party.urls")),
    path("", include("hejie.web.visitor.urls")),
]
