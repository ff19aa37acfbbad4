"""A court's system for tests and the demonstration: speaks the protocol of `partners.court`, on this machine only.

It takes an application, gives it a number, asks for more where a side left out how it is reached, and rules: confirmed,
or rejected where the papers are not whole or the thirty days have passed. What it says goes out in order.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

from hejie.exchange.partners import Fate, NotAuthentic, Notice, NotUnderstood, _signed

HOST = "127.0.0.1"
TAKES = frozenset({"confirmation_application", "confirmation_supplement", "confirmation_withdrawal", "mediation_reply"})
WITHIN = timedelta(days=40)  # thirty days, and room for holidays: the court counts for itself
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the court says; its id stays the same until the platform has taken it."""

    kind: str
    about: UUID | None
    data: Mapping[str, Any]
    id: UUID = field(default_factory=uuid4)


@dataclass
class SimulatedCourt:
    """What the court knows, and what it still has to say. `asks_first`: asks for more whatever came."""

    secret: str
    asks_first: bool = False
    taken: dict[UUID, Notice] = field(default_factory=dict)
    applications: dict[UUID, Mapping[str, Any]] = field(default_factory=dict)
    to_say: list[Said] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, headers: Mapping[str, str], body: bytes, now: datetime) -> int:
        """One message from the platform; answers with an HTTP status, 409 for one it had before."""
        try:
            notice = _signed.unpack(_signed.check(self.secret, headers, body, now), body, TAKES)
        except NotAuthentic:
            return HTTPStatus.FORBIDDEN
        except NotUnderstood:
            return HTTPStatus.UNPROCESSABLE_ENTITY
        with self.lock:
            if notice.id in self.taken:
                return HTTPStatus.CONFLICT
            self.taken[notice.id] = notice
            self._consider(notice, now)
        return HTTPStatus.ACCEPTED

    def invite(self, **data: Any) -> None:
        """Invite the platform to mediate."""
        self.to_say.append(Said("invitation", None, data))

    def _consider(self, notice: Notice, now: datetime) -> None:
        about = notice.about
        if notice.kind == "confirmation_application" and about:
            self.applications[about] = notice.data
            self.to_say.append(Said("confirmation_accepted", about, {"number": self._number(about, now)}))
            self._ask_or_rule(about, notice.data, now)
        elif notice.kind == "confirmation_supplement" and about in self.applications:
            self._rule(about, self.applications[about], now)
        elif notice.kind == "confirmation_withdrawal" and about:
            self.applications.pop(about, None)
            self.to_say = [said for said in self.to_say if said.about != about]

    def _ask_or_rule(self, about: UUID, data: Mapping[str, Any], now: datetime) -> None:
        silent = [side["name"] for side in data.get("sides", ()) if not side.get("contact")]
        if silent or self.asks_first:
            what = f"请补充{'、'.join(silent)}的送达地址和电话" if silent else "请补交授权委托书"
            by = (now + timedelta(days=5)).astimezone(SHANGHAI).date()
            self.to_say.append(Said("supplement_requested", about, {"asks": what, "by_date": by.isoformat()}))
        else:
            self._rule(about, data, now)

    def _rule(self, about: UUID, data: Mapping[str, Any], now: datetime) -> None:
        wrong = faults(data)
        text = f"驳回申请：{'；'.join(wrong)}。" if wrong else "双方达成的调解协议有效。双方应当按照协议履行。"
        ruling = {
            "result": "rejected" if wrong else "confirmed",
            "number": self._number(about, now),
            "on": now.astimezone(SHANGHAI).date().isoformat(),
            "text": text,
        }
        self.to_say.append(Said("ruling", about, ruling))

    def _number(self, about: UUID, now: datetime) -> str:
        """The same application keeps its number."""
        place = list(self.applications).index(about) + 1
        return f"（{now.astimezone(SHANGHAI).year}）云0101民特{place}号"

    def say_next(self, post: Callable[[bytes, Mapping[str, str]], int], now: datetime) -> bool:
        """Say one thing; it stays to be said while the platform cannot be reached. False when nothing is left."""
        with self.lock:
            if not self.to_say:
                return False
            said = self.to_say[0]
        body = _signed.pack(said.kind, said.about, said.data)
        status = post(body, _signed.headers_for(self.secret, said.id, now, body))
        with self.lock:
            if _signed.fate(status) is not Fate.LATER and said in self.to_say:
                self.to_say.remove(said)
        return True


def faults(data: Mapping[str, Any]) -> list[str]:
    """What keeps a court from confirming: papers lacking or changed on the way, the time passed, a side missing."""
    found = []
    files = data.get("files", ())
    if len(files) < 2 or not all(_is_whole(one) for one in files):  # noqa: PLR2004 - application and agreement
        found.append("申请书或者协议书不完整")
    if len(data.get("sides", ())) != 2:  # noqa: PLR2004
        found.append("没有由双方共同申请")
    if date.fromisoformat(data["applied_on"]) - date.fromisoformat(data["effective_on"]) > WITHIN:
        found.append("超过三十日")
    return found


def _is_whole(file: Mapping[str, str]) -> bool:
    try:
        content = base64.b64decode(file["base64"], validate=True)
    except (KeyError, binascii.Error):
        return False
    return content.startswith(b"%PDF-") and hashlib.sha256(content).hexdigest() == file.get("sha256")


def post_to(url: str) -> Callable[[bytes, Mapping[str, str]], int]:
    """A post to the platform; 503 when nobody answers."""

    def post(body: bytes, headers: Mapping[str, str]) -> int:
        try:
            with urlopen(Request(url, data=body, headers=dict(headers)), timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except HTTPError as answer:
            answer.close()
            return answer.code
        except (URLError, OSError):
            return HTTPStatus.SERVICE_UNAVAILABLE

    return post


def _now() -> datetime:
    return datetime.now(UTC)


class CourtServer(ThreadingHTTPServer):
    """The court's door for messages from the platform, on the loopback alone."""

    daemon_threads = True

    def __init__(self, court: SimulatedCourt, port: int = 0, clock: Callable[[], datetime] = _now) -> None:
        super().__init__((HOST, port), _Door)
        self.court = court
        self.clock = clock

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"


class _Door(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, CourtServer)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        status = self.server.court.take(dict(self.headers.items()), body, self.server.clock())
        answer = json.dumps({"status": int(status)}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: messages name people."""
