"""The far side of every channel, as real servers and files. A new channel adds its receiver here; the contract uses it.

A receiver yields an object with `arrived()` (list of parcels as id, address, text) and `refuse()` (fail from now on).
"""

from __future__ import annotations

import io
import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pytest_django import Settings

from hejie.messaging.channels.webhook_sms import signature

SECRET = "shared-with-the-gateway"


@dataclass(frozen=True, slots=True)
class Arrived:
    id: str
    address: str
    text: str


@dataclass(slots=True)
class Receiver:
    """What the contract needs to know of a far side. `refuse` does nothing where nothing can go wrong."""

    arrived: Callable[[], list[Arrived]]
    refuse: Callable[[], None] = lambda: None


class Gateway(BaseHTTPRequestHandler):
    """A gateway that checks the signature and drops a repeated id. `status` is what it answers instead of taking."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = signature(SECRET, int(self.headers["X-Hejie-Timestamp"]), body) == self.headers["X-Hejie-Signature"]
        message = json.loads(body)
        status = server.status or (204 if signed else 401)
        if status == 204:
            status = 409 if message["id"] in server.taken else 204
            server.taken.setdefault(message["id"], Arrived(message["id"], message["to"], message["text"]))
        server.seen.append(self.headers["Idempotency-Key"])
        server.may_answer.wait()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def gateway() -> Iterator[Any]:
    """A running gateway with `taken`, `seen`, `status`, `may_answer` (clear it to keep callers waiting) and `url`."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.taken, server.seen, server.status = {}, [], 0
    server.may_answer = threading.Event()
    server.may_answer.set()
    server.url = f"http://127.0.0.1:{server.server_address[1]}/send"
    with running(server):
        yield server


class MailServer(socketserver.StreamRequestHandler):
    """Enough SMTP to take a mail, dropping a repeated Message-ID."""

    def handle(self) -> None:
        self.say("220 ready")
        for line in iter(self.rfile.readline, b""):
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                self.take()
            elif word == b"RCPT" and self.server.is_refusing:  # type: ignore[attr-defined]
                self.say("451 later")
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")
        return None

    def take(self) -> None:
        from email import message_from_bytes, policy

        self.say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        name = mail["Message-ID"].strip("<>").partition("@")[0]
        text = mail.get_body().get_content().rstrip("\r\n")  # type: ignore[union-attr]
        self.server.taken.setdefault(name, Arrived(name, mail["To"], text))  # type: ignore[attr-defined]
        self.say("250 taken")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def webhook(settings: Settings, folder: Path) -> Iterator[Receiver]:
    with gateway() as server:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = server.url, SECRET
        yield Receiver(lambda: list(server.taken.values()), lambda: setattr(server, "status", 503))


@contextmanager
def smtp(settings: Settings, folder: Path) -> Iterator[Receiver]:
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer)
    server.daemon_threads, server.taken, server.is_refusing = True, {}, False
    with running(server):
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield Receiver(lambda: list(server.taken.values()), lambda: setattr(server, "is_refusing", True))


@contextmanager
def file(settings: Settings, folder: Path) -> Iterator[Receiver]:
    settings.VAR = folder

    def arrived() -> list[Arrived]:
        lines = [json.loads(line) for path in folder.rglob("*.jsonl") for line in path.read_text().splitlines()]
        return [Arrived(line["id"], line["to"], line["text"]) for line in lines]

    def refuse() -> None:
        settings.VAR = Path("/dev/null")

    yield Receiver(arrived, refuse)


@contextmanager
def console(settings: Settings, folder: Path) -> Iterator[Receiver]:
    with redirect_stdout(io.StringIO()) as screen:
        yield Receiver(lambda: [Arrived("", "", line) for line in screen.getvalue().splitlines()])


@contextmanager
def inapp(settings: Settings, folder: Path) -> Iterator[Receiver]:
    yield Receiver(list)


RECEIVERS = {"webhook": webhook, "smtp": smtp, "file": file, "console": console, "inapp": inapp}
