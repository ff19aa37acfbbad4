"""The courts: one address for all of them, as a court's litigation-service platform offers it.

We send an application for judicial confirmation, its supplement or withdrawal, and the reply to an invitation; the
court tells that it took the application, what it asks for, its ruling, and invites to mediate. `HEJIE_COURT_URL`,
`HEJIE_SECRET_COURT`; `hejie court-simulator` speaks the same protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from hejie.exchange.partners import Fate, Notice, NotUnderstood, Parcel, Request, _signed, partners
from hejie.rules.model import Text

ASKED_OF = {
    "confirmation_accepted": frozenset({"number"}),
    "supplement_requested": frozenset({"asks"}),
    "ruling": frozenset({"result", "number", "on"}),
    "invitation": frozenset({"court", "number", "region"}),
}


class Court:
    """Speaks the protocol of `_signed`."""

    label = Text("人民法院", "People's courts")
    sends = frozenset(
        {"confirmation_application", "confirmation_supplement", "confirmation_withdrawal", "mediation_reply"}
    )
    takes = frozenset(ASKED_OF)

    def is_set_up(self) -> bool:
        """An address with HTTPS, or on this machine, and a secret."""
        parts = urlsplit(settings.COURT_URL)
        is_private = parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
        )
        return bool(is_private and settings.COURT_SECRET)

    def request(self, parcel: Parcel, now: datetime) -> Request:
        data = dict(parcel.body)
        body = _signed.pack(parcel.kind, data.pop("about", None), data)
        return Request(settings.COURT_URL, _signed.headers_for(settings.COURT_SECRET, parcel.id, now, body), body)

    def fate(self, status: int) -> Fate:
        return _signed.fate(status)

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        notice = _signed.unpack(_signed.check(settings.COURT_SECRET, headers, body, now), body, self.takes)
        if ASKED_OF[notice.kind] - notice.data.keys():
            raise NotUnderstood("incomplete")
        return notice


partners.add("court", Court())
