"""The demonstration's open phone: the newest text messages to anyone, with their codes and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hejie.base.text import normal_phone
from hejie.demo.cast import BY_KEY, CAST
from hejie.messaging.queries import PhoneMessage, demo_phone
from hejie.rules.model import Text
from hejie.web.demo.only import only_in_the_demo

SHOWN = 30
SEARCHED = 300  # when one person's messages are wanted
LINK = re.compile(r"https?://[!-~]+")
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
ROLES = {member.phone: member for member in CAST}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a link."""

    text: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as the phone shows it. `code` is empty where the message carries none."""

    to: str
    name: str
    role: Text | str
    at: datetime
    pieces: tuple[Piece, ...]
    code: str


@only_in_the_demo
def phone(request: HttpRequest) -> HttpResponse:
    """Asks itself every few seconds; answers 204 while nothing came, so that a marked code stays marked."""
    who = BY_KEY.get(request.GET.get("who", ""))
    bubbles = [_bubble(one) for one in demo_phone(SEARCHED if who else SHOWN) if who is None or _is_to(one, who.phone)]
    newest = bubbles[0].at.isoformat() if bubbles else "-"
    if request.headers.get("HX-Request") and request.GET.get("seen") == newest:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    readers = [member for member in CAST if member.phone]
    context = {"bubbles": bubbles[:SHOWN], "newest": newest, "who": who, "readers": readers}
    return render(request, "demo/phone.html", context)


def _is_to(message: PhoneMessage, number: str) -> bool:
    return normal_phone(message.to) == number


def _bubble(message: PhoneMessage) -> Bubble:
    member = ROLES.get(normal_phone(message.to))
    code = CODE.search(message.text) if "http" not in message.text else None
    return Bubble(
        to=message.to,
        name=member.name if member else "",
        role=member.role_name if member else "",
        at=message.at,
        pieces=tuple(pieces(message.text)),
        code=code[0] if code else "",
    )


def pieces(text: str) -> Iterator[Piece]:
    """The text, cut where its links begin and end."""
    end = 0
    for link in LINK.finditer(text):
        yield Piece(text[end : link.start()], is_link=False)
        yield Piece(link[0], is_link=True)
        end = link.end()
    yield Piece(text[end:], is_link=False)
