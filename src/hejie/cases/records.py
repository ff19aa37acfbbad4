"""The chain of records: what is hashed and how. No Django here, so that a case file can be checked anywhere.

A record's hash covers its place, its time, what happened, who acted, its public data, the digest of its content, and
the hash before it. Content (words, personal values) is covered through a salted digest: erasing it leaves the chain
whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
COVERED = (
    "ref",
    "seq",
    "at",
    "fact",
    "source",
    "target",
    "role",
    "person",
    "visible_to",
    "data",
    "content_digest",
    "prev",
)


def canonical(value: object) -> bytes:
    """One byte string per value: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def stamp(at: datetime) -> str:
    """A moment as records write it: UTC, microseconds, always the same length."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record_hash(values: Mapping[str, Any]) -> str:
    """SHA-256 over the covered values; `values` must have every key of COVERED."""
    return hashlib.sha256(canonical({key: values[key] for key in COVERED})).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)


def content_digest(salt: str, body: Mapping[str, Any]) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(body)).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold. `what` is a stable word, `where` names the record."""

    what: str
    where: str


def first_break(rows: Iterable[Mapping[str, Any]]) -> Break | None:
    """Walk the chain; each row has the COVERED values, `hash` and, unless erased, `content` and `salt`.

    A withheld row has only `seq`, `prev`, `hash` and `withheld`.
    """
    prev: object = START
    expected = 1
    for row in rows:
        where = f"record {row.get('seq')}"
        if row.get("seq") != expected:
            return Break("missing or added record", f"record {expected}")
        if broken := _row_break(row):
            return Break(broken, where)
        if row.get("prev") != prev:  # whole in itself, but made for another record before it
            return Break("changed record", f"record {max(expected - 1, 1)}")
        prev, expected = row.get("hash"), expected + 1
    return None


def _row_break(row: Mapping[str, Any]) -> str:
    if row.get("withheld"):  # not for this reader: its link is shown, its values are not
        return ""
    if any(key not in row for key in (*COVERED, "hash")) or record_hash(row) != row["hash"]:
        return "changed record"
    if "content" not in row:
        return ""
    return "" if _covers(row["content_digest"], row.get("salt"), row["content"]) else "changed content"


def _covers(digest: object, salt: object, body: Mapping[str, Any]) -> bool:
    try:
        return bool(digest) and content_digest(str(salt), body) == digest
    except ValueError:  # the salt is no hexadecimal number
        return False
