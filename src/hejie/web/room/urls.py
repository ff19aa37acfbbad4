"""Addresses of the mediation room that a page's script asks, and of the links into it."""

from __future__ import annotations

from django.urls import path

from hejie.web.room import doors, page, passes

urlpatterns = [
    path("rooms/<str:ref>/in/", page.room),
    path("rooms/<str:ref>/state/", doors.state),
    path("rooms/<str:ref>/act/", doors.do),
    path("rooms/<str:ref>/happenings/", doors.happenings),
    path("rooms/<str:ref>/ice/", doors.ice),
    path("rooms/<str:ref>/table/", doors.table),
    path("rooms/<str:ref>/recording/", doors.recording),
    path("r/<str:text>/", passes.opened),
]
