"""Every address of the house. Each audience and the API bring their own table."""

from __future__ import annotations

from django.urls import include, path

from hejie.web.leaving import sign_out
from hejie.web.naming import name_of_account
from hejie.web.signpost import Signpost

urlpatterns = [
    path("api/", include("hejie.api.urls")),
    path("accounts/logout/", sign_out),
    path("accounts/name/", name_of_account, name="account_name"),
    path("accounts/", include("hejie.people.urls")),
    Signpost("hejie.web.urls"),
]

handler400 = "hejie.web.errors.bad_request"
handler403 = "hejie.web.errors.forbidden"
handler404 = "hejie.web.errors.not_found"
handler500 = "hejie.web.errors.server_error"
