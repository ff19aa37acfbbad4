"""Addresses of the sides' pages."""

from __future__ import annotations

from django.urls import path

from hejie.web.party import cases, invitation, joining, meeting, signing, ways

urlpatterns = [
    path("my/", cases.mine),
    path("my/filed/", joining.filed),
    path("cases/<str:ref>/", cases.case),
    path("cases/<str:ref>/sign/", signing.sign),
    path("cases/<str:ref>/agreement.pdf", signing.preview),
    path("cases/<str:ref>/invite/", invitation.invite),
    path("cases/<str:ref>/ways/", ways.ways),
    path("cases/<str:ref>/ways/claim.pdf", ways.draft, {"kind": "claim"}),
    path("cases/<str:ref>/ways/arbitration.pdf", ways.draft, {"kind": "arbitration"}),
    path("cases/<str:ref>/ways/enforcement.zip", ways.enforcement),
    path("cases/<str:ref>/meeting.ics", meeting.entry),
    path("t/<str:text>/", meeting.by_link),
    path("t/<str:text>/meeting.ics", meeting.entry_by_link),
    path("i/<str:code>/", invitation.opened),
]
