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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import unquote

from django.test import Client

from hejie.web.stream import read_ticket
from tests.apps.documents.paper_text import paper_text
from tests.house.routes import all_routes

MOST_PAGES = 1500
HOST = re.compile(r"https?://(?:testserver|localhost:\d+)/")
LINKS = re.compile(r"(?:href|src|action|data-get|hx-get|data-href)=\"([^\"#]+)")
TICKETS = re.compile(r"ticket=([\w:.\-]+)")
SAME_FOR_ALL = ("/static/", "/api/v1/openapi.json", "/field/worker.js", "/field/manifest.webmanifest")
NOT_READ = (*SAME_FOR_ALL, "/accounts/", "/preferences/", "/demo/")  # own account; ways out of the visit
API_TO_READ = "/api/"  # the same for all too; what begins so is not
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; `seen` is what a browser made of it, its own requests included."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes
    seen: str = ""

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "")


def asking(client: Client) -> Callable[[str], Answer]:
    """Reads without a browser."""

    def get(address: str) -> Answer:
        found = client.get(address)
        body = b"".join(found) if found.streaming else found.content  # type: ignore[arg-type]
        return Answer(found.status_code, {name.lower(): value for name, value in found.headers.items()}, body)

    return get


class Reader:
    """`shown`: what every address answered. `topics`: what the pages' tickets let them hear of."""

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self.get = get
        self.shown: dict[str, str] = {}
        self.topics: set[str] = set()

    def read_everything(
        self,
        known: Mapping[str, Iterable[str]],
        extra: Iterable[str] = (),
        about: str = "",
        follows: Callable[[str], bool] = lambda _link: True,
    ) -> None:
        """Every route with every known value in it, and from there along every link that `follows` lets pass.

        `about`: the routes with it alone.
        """
        waiting = deque([*routes(known, about), *extra])
        while waiting and len(self.shown) < MOST_PAGES:
            address = waiting.popleft()
            if address != API_TO_READ and address not in self.shown and not address.startswith(NOT_READ):
                waiting.extend(filter(follows, self._read(address)))
        assert len(self.shown) < MOST_PAGES, "the reader has not come to an end"

    def _read(self, address: str) -> list[str]:
        answer = self.get(address)
        text = words(answer)
        self.shown[address] = "\n".join([text, answer.seen, *map(str, answer.headers.items())])
        for ticket in TICKETS.findall(unquote(text)):
            if found := read_ticket(ticket):
                self.topics |= found.topics
        return [*_links(text + answer.seen, address)] + (
            [answer.headers["location"]] if answer.status in (301, 302) else []
        )

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


def words(answer: Answer) -> str:
    """What can be read in an answer, whatever its kind."""
    if answer.kind.startswith("application/pdf"):
        return paper_text(answer.body)
    if answer.kind.startswith("application/zip") or answer.body[:4] == b"PK\x03\x04":
        return "\n".join(_members(answer.body))
    text = answer.body.decode(errors="replace")
    return text + "\n" + (html.unescape(text) if "html" in answer.kind else _unescaped(text))


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def _members(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for name in held.namelist():
            content = held.read(name)
            yield name
            yield paper_text(content) if content[:5] == b"%PDF-" else _unescaped(content.decode(errors="replace"))


def _links(text: str, here: str) -> Iterator[str]:
    for found in dict.fromkeys(LINKS.findall(text)):
        link = HOST.sub("/", html.unescape(found), count=1)
        if link.startswith("?"):
            link = here.partition("?")[0] + link
        if link.startswith("/") and not link.startswith("//"):
            yield link
