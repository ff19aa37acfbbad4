"""Seals and blind indexes by the thousand: as `base.crypto` makes them, with the keys at hand; as COPY reads bytes."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hejie.base import keys
from hejie.base.crypto import head


class Sealer:
    """Seals with the key that is current when it is made."""

    __slots__ = ("_cipher", "_head", "index_key")

    def __init__(self) -> None:
        ring = keys.ring()
        self.index_key = ring.index
        self._head = "\\\\x" + head(ring.current).hex()
        self._cipher = AESGCM(ring.data[ring.current])

    def seal(self, plain: bytes, place: str, nonce: bytes) -> str:
        """As `crypto.seal`; `nonce`: twelve bytes of chance that are used once."""
        return self._head + (nonce + self._cipher.encrypt(nonce, plain, place.encode())).hex()

    def index(self, purpose: str, normal: str) -> str:
        """As `crypto.blind_index`, of a value that is written in its normal form already."""
        return "\\\\x" + hmac.digest(self.index_key, f"{purpose}\0{normal}".encode(), "sha256").hex()
