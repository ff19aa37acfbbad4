"""Addresses of the sides' pages."""

from __future__ import annotations

from django.urls import path

from hejie.web.party import cases, invitation, signing

urlpatterns = [
    path("my/", cases.mine),
    path("cases/<str:ref>/", cases.case),
    path("cases/<str:ref>/sign/", signing.sign),
    path("cases/<str:ref>/agreement.pdf", signing.preview),
    path("cases/<str:ref>/invite/", invitation.invite),
    path("i/<str:code>/", invitation.opened),
]
