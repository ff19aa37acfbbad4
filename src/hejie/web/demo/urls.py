"""Addresses of the demonstration's own pages. They do not exist (404) where the demo does not run."""

from __future__ import annotations

from django.urls import path

from hejie.web.demo import people, phone

urlpatterns = [
    path("demo/", people.people),
    path("demo/phone/", phone.phone),
]
