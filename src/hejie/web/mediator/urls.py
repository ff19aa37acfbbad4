"""Addresses of the mediator's room."""

from __future__ import annotations

from django.urls import path

from hejie.web.mediator import room, rooms, ties

urlpatterns = [
    path("rooms/", rooms.mine),
    path("rooms/ties/", ties.own),
    path("rooms/<str:ref>/", room.room),
]
