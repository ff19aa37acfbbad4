"""Every address of the house. Each audience and the API bring their own table."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("hejie.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("hejie.web.urls")),
]
