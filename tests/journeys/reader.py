"""Somebody who reads everything they can get: every address of the house, every link on what they find, every file.

What is gathered is text: pages, answers of the API, words of papers, members of case files, headers, and the topics
that an open page hears of.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from urllib.parse import unquote, urlsplit

from django.http import HttpResponse
from django.test import Client

from hejie.web.stream import read_ticket
from tests.apps.documents.paper_text import paper_text
from tests.house.routes import all_routes

MOST_PAGES = 1500
OFFICE = "http://testserver"
LINKS = re.compile(r"(?:href|src|action|data-get|hx-get|data-href)=\"([^\"#]+)")
TICKETS = re.compile(r"ticket=([\w:.\-]+)")
NOT_READ = ("/accounts/", "/static/", "/preferences/", "/demo/")  # own account; what all get; ways out of the visit
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")


class Reader:
    """`shown`: what every address answered. `topics`: what the pages' tickets let them hear of."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.shown: dict[str, str] = {}
        self.topics: set[str] = set()

    def read_everything(self, known: Mapping[str, Iterable[str]], extra: Iterable[str] = (), about: str = "") -> None:
        """Every route with every known value in it, and from there along every link. `about`: those with it alone."""
        waiting = deque([*routes(known, about), *extra])
        while waiting and len(self.shown) < MOST_PAGES:
            address = waiting.popleft()
            if address not in self.shown and not address.startswith(NOT_READ):
                waiting.extend(self._read(address))
        assert len(self.shown) < MOST_PAGES, "the reader has not come to an end"

    def _read(self, address: str) -> list[str]:
        answer = self.client.get(address)
        text = words(answer)
        self.shown[address] = "\n".join([text, *map(str, answer.headers.items())])
        for ticket in TICKETS.findall(unquote(text)):
            if found := read_ticket(ticket):
                self.topics |= found.topics
        return [*_links(text, address)] + ([answer.headers["Location"]] if answer.status_code in (301, 302) else [])

    def finds(self, phrases: Iterable[str]) -> list[tuple[str, str]]:
        """Where one of the phrases stands."""
        return [(address, one) for address, text in self.shown.items() for one in phrases if one in text]


def routes(known: Mapping[str, Iterable[str]], about: str) -> Iterator[str]:
    """Addresses of every route, with all combinations of what may stand in it."""
    for route in all_routes():
        holes = HOLE.findall(route.pattern)
        if all(hole in known for hole in holes) and (not about or about in holes):
            for values in product(*(known[hole] for hole in holes)):
                given = iter(values)
                yield "/" + HOLE.sub(lambda _hole, given=given: next(given), route.pattern)  # type: ignore[misc]


def words(answer: HttpResponse) -> str:
    """What can be read in an answer, whatever its kind."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        return paper_text(body)
    if kind.startswith("application/zip") or body[:4] == b"PK\x03\x04":
        return "\n".join(_members(body))
    text = body.decode(errors="replace")
    return text + "\n" + (html.unescape(text) if "html" in kind else _unescaped(text))


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def _members(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for name in held.namelist():
            content = held.read(name)
            yield name
            yield paper_text(content) if content[:5] == b"%PDF-" else _unescaped(content.decode(errors="replace"))


def _links(text: str, here: str) -> Iterator[str]:
    for found in LINKS.findall(text):
        link = html.unescape(found)
        if link.startswith("?"):
            link = here.partition("?")[0] + link
        if link.startswith("/") and not link.startswith("//"):
            yield link
        elif link.startswith(OFFICE):
            parts = urlsplit(link)
            yield parts.path + (f"?{parts.query}" if parts.query else "")
