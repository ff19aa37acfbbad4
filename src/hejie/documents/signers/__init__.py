"""The port to whoever signs: one module each, found at start-up, chosen by `HEJIE_SIGNER`.

To add one see docs/howto/add-a-signing-authority.md; the contract test runs over every entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from hejie.base.registry import Registry

if TYPE_CHECKING:
    from asn1crypto import x509


class Signer(Protocol):
    """Makes PAdES signatures with a time stamp, and says whose certificates make them trustworthy."""

    def seal(self, pdf: bytes, *, signer_name: str, reason: str, now: datetime) -> bytes:
        """Add one signature in the name of `signer_name` (an office, or the platform) as an incremental update.

        What was signed before stays untouched and valid. `now` is written as the time of signing; the time stamp is the
        time-stamper's own. Raises OSError or pyhanko's SigningError when a service does not answer: try again.
        """

    def signing_roots(self) -> Sequence[x509.Certificate]:
        """Certificates that signatures must lead to."""

    def stamping_roots(self) -> Sequence[x509.Certificate]:
        """Certificates that time stamps must lead to."""


SIGNERS: Registry[Callable[[], Signer]] = Registry("signer")


def current_signer() -> Signer:
    """The signer this installation uses (setting SIGNER)."""
    return SIGNERS[settings.SIGNER]()
