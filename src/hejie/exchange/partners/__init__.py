"""Partners: other systems the house exchanges messages with. One module here is one partner.

A partner file wraps what is sent into a request of its own protocol, says what an answer means, and reads what comes
in. It keeps no rows and opens no connection; `outbox` and `inbox` do. The contract test runs over every entry;
docs/howto/add-a-partner.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from hejie.base.registry import Registry, discover
from hejie.rules.model import Text


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent. `id` stays the same on every try. The body stays out of every repr and log."""

    id: UUID
    kind: str
    body: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP POST, ready to go."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Fate(StrEnum):
    TAKEN = "taken"
    LATER = "later"  # try again
    REFUSED = "refused"  # never again


@dataclass(frozen=True, slots=True)
class Notice:
    """What a partner told. `id` is the partner's own of the message; `about` what it answers under, if anything."""

    id: UUID
    kind: str
    about: UUID | None
    data: Mapping[str, Any] = field(repr=False)


class NotAuthentic(Exception):
    """The message was not signed by the partner, or too long ago. Says nothing more to whoever sent it."""


class NotUnderstood(Exception):
    """Signed well, but not in the words of the protocol. `code`: a short stable word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]


class Partner(Protocol):
    """One other system. `sends` and `takes` are the kinds of message from us and to us."""

    label: Text
    sends: frozenset[str]
    takes: frozenset[str]

    def is_set_up(self) -> bool:
        """Whether this installation knows where the partner is and shares a secret with it."""
        ...

    def request(self, parcel: Parcel, now: datetime) -> Request:
        """The parcel in the partner's protocol; the same parcel gives the same body."""
        ...

    def fate(self, status: int) -> Fate:
        """What the HTTP status of the partner's answer means for the parcel."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        """What came in. Raises NotAuthentic, NotUnderstood."""
        ...


partners: Registry[Partner] = Registry("partner")


def partner(key: str) -> Partner:
    """The partner of this key. Raises KeyError, naming those there are."""
    discover(__name__)
    return partners[key]


def all_partners() -> Mapping[str, Partner]:
    discover(__name__)
    return {key: partners[key] for key in partners}
