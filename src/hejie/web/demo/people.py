"""Enter as …: the cast with their ways in. Nobody gets past the sign-in page; this says what to type there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hejie.demo.cast import CAST, PASSWORD, Member
from hejie.people.queries import usable_totps
from hejie.web.demo.only import only_in_the_demo


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the cast; `totp` is the code their authenticator app would show, empty for those without."""

    member: Member
    totp: str


@only_in_the_demo
def people(request: HttpRequest) -> HttpResponse:
    codes = usable_totps([member.username for member in CAST if member.username])
    entries = [Entry(member, codes.get(member.username, "")) for member in CAST]
    context = {
        "consumers": [entry for entry in entries if not entry.member.username],
        "workers": [entry for entry in entries if entry.member.username],
        "password": PASSWORD,
    }
    return render(request, "demo/people.html", context)
