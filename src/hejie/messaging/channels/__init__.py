"""Channels: how a message leaves the house. One module here is one channel; the contract test runs over every entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.conf import settings

from hejie.base.registry import Registry


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel is handed. `id` stays the same on every try, so the far side can drop a repeat.

    `is_repeat` says that an earlier try may have arrived. Address and text stay out of every repr and log.
    """

    id: str
    medium: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    address: str = field(repr=False)
    at: datetime
    is_repeat: bool = False


class DeliveryFailed(Exception):
    """The parcel did not arrive. `code`: a short stable word, never text or address; `is_final`: do not retry."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code = code[:40]
        self.is_final = is_final


class Channel(Protocol):
    """One way out. Must not log text or address."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand the parcel over, once per id. Raises DeliveryFailed; takes at most about ten seconds."""
        ...


channels: Registry[Channel] = Registry("message channel")


def channel_for(medium: str) -> Channel:
    """The channel that carries this medium here, by `HEJIE_SMS` and `HEJIE_EMAIL`."""
    return channels[settings.MESSAGE_CHANNELS[medium]]
