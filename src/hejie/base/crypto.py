"""Sealing: AES-256-GCM bound to a place, and keyed blind indexes to look sealed values up.

A seal is `version byte · length of key id · key id · 12-byte nonce · ciphertext with tag`. The place (table, field,
row) is authenticated with it, so a ciphertext moved to another row or field does not open.
"""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hejie.base import keys
from hejie.base.text import normalise

VERSION = 1
NONCE_BYTES = 12
INDEX_BYTES = 32
KEYS_AT_HAND = 8


class InvalidSeal(Exception):
    """A sealed value does not open at this place: it was changed, moved, or its key is gone."""


def seal(plaintext: bytes, place: str) -> bytes:
    """Seal with the current key for `place`, e.g. `people_person:phone:<id>`."""
    ring = keys.ring()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head(ring.current) + nonce + _cipher(ring.data[ring.current]).encrypt(nonce, plaintext, place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    """Open what was sealed for `place`. Raises InvalidSeal, which names the place and never the content."""
    key_id = key_of(sealed)
    key = keys.ring().data.get(key_id)
    if key is None:
        raise InvalidSeal(f"密钥 {key_id} 不在密钥环中 / Key {key_id} is not on the key ring ({place})")
    body = sealed[len(head(key_id)) :]
    try:
        return _cipher(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise InvalidSeal(f"密文已被改动或移位 / The sealed value was changed or moved ({place})") from None


@lru_cache(maxsize=KEYS_AT_HAND)
def _cipher(key: bytes) -> AESGCM:
    """Making one takes longer than sealing a name."""
    return AESGCM(key)


def head(key_id: str) -> bytes:
    """The first bytes of every value sealed with this key."""
    name = key_id.encode()
    return bytes([VERSION, len(name)]) + name


def key_of(sealed: bytes) -> str:
    """Id of the key that made this seal."""
    if len(sealed) < 2 or sealed[0] != VERSION:  # noqa: PLR2004 - version and length
        raise InvalidSeal("密文格式不认识 / Unknown form of sealed value")
    return sealed[2 : 2 + sealed[1]].decode(errors="replace")


def blind_index(purpose: str, value: str | None) -> bytes | None:
    """32 bytes that stand for a value in look-ups: HMAC-SHA256 over purpose and normalised value; None for nothing.

    Equal values of one purpose ("phone", "id_number", "email") give equal indexes, across tables too.
    """
    plain = normalise(purpose, value or "")
    if not plain:
        return None
    return hmac.digest(keys.ring().index, f"{purpose}\0{plain}".encode(), "sha256")
