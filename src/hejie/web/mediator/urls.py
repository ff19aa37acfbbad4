"""Addresses of the mediator's room."""

from __future__ import annotations

from django.urls import path

from hejie.web.mediator import room, rooms

urlpatterns = [
    path("rooms/", rooms.mine),
    path("rooms/<str:ref>/", room.room),
]
