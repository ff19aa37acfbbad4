"""Addresses of the closed loop: the day, supervision, follow-ups, talks with traders."""

from __future__ import annotations

from django.urls import path

from hejie.web.officer import closing, concentrated, followups, supervision, today

urlpatterns = [
    path("office/today/", today.today),
    path("office/today/mine/", today.mine),
    path("office/today/closing/", closing.closing),
    path("office/today/below/", today.below),
    path("office/supervision/", supervision.supervision),
    path("office/followups/", followups.followups),
    path("office/traders/", concentrated.traders),
]
