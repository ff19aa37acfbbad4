"""The case file: everything a party may have of a case in one ZIP, checkable anywhere without database or network.

Inside: `records.jsonl` (the chain), `case.json`, `papers/…`, `evidence/…`, `manifest.json` (path, size and SHA-256 of
each member, number of records, head of the chain) and `manifest.sig` (Ed25519 over the manifest, with its public key).
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hejie.cases import records
from hejie.cases.records import Break

FORMAT = "hejie-casefile/1"
OUTSIDE = frozenset({"manifest.json", "manifest.sig"})
EPOCH = (2020, 1, 1, 0, 0, 0)
MOST_BYTES = 1024 * 1024 * 1024
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the case file. `path` uses `/`; names are ours, never a user's."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What checking found. `breaks` is empty when the file holds; the first one is named first."""

    ref: str
    records: int
    members: int
    signer: str
    is_known_signer: bool
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks


def write(
    target: IO[bytes],
    *,
    case: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    members: Iterable[Member],
    key: Ed25519PrivateKey,
) -> None:
    """Write a case file, one member at a time. `rows` as `records.first_break` reads them. Same input, same bytes."""
    lines = b"".join(records.canonical(row) + b"\n" for row in rows)
    listed = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in chain((Member("case.json", pretty(case)), Member("records.jsonl", lines)), members):
            archive.writestr(_entry(member.path), member.data)
            listed.append({"path": member.path, "size": len(member.data), "sha256": digest(member.data)})
        manifest = _manifest(case, rows, listed)
        archive.writestr(_entry("manifest.json"), manifest)
        archive.writestr(_entry("manifest.sig"), _signed(manifest, key))


def _manifest(
    case: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], members: Sequence[Mapping[str, object]]
) -> bytes:
    return pretty(
        {
            "format": FORMAT,
            "ref": case["ref"],
            "erased": bool(case.get("erased")),
            "records": len(rows),
            "head": rows[-1]["hash"] if rows else records.START,
            "members": members,
        }
    )


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _signed(manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    values = {"algorithm": "Ed25519", "key": key.public_key().public_bytes_raw(), "signature": key.sign(manifest)}
    return pretty({k: base64.b64encode(v).decode() if isinstance(v, bytes) else v for k, v in values.items()})


def pretty(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def signing_key(secret: str) -> Ed25519PrivateKey:
    """The installation's key for case files, derived from its secret."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())


def public_key(secret: str) -> bytes:
    return signing_key(secret).public_key().public_bytes_raw()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fingerprint(public_key: bytes) -> str:
    """How people compare keys: the first 16 hex digits of SHA-256, in fours."""
    short = hashlib.sha256(public_key).hexdigest()[:16].upper()
    return "-".join(short[i : i + 4] for i in range(0, 16, 4))


def verify(path: Path, known_key: bytes | None = None) -> Report:
    """Check a case file. Raises ValueError when it is no case file at all (not a ZIP, no manifest, far too large).

    known_key: the installation's public key (32 bytes) when there is one to compare with.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            opened = _open(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise ValueError(f"not a case file, or cut off: {error}") from error
    if opened.manifest is None:
        raise ValueError("not a case file: it has no manifest that can be read")
    signer, unsigned = _check_signature(opened)
    found = [*unsigned, *_chain_breaks(opened), *_file_breaks(opened), *_member_breaks(opened)]
    return Report(
        ref=str(opened.manifest.get("ref", "")),
        records=len(opened.rows),
        members=len(opened.listed),
        signer=fingerprint(signer) if signer else "",
        is_known_signer=bool(known_key) and signer == known_key,
        breaks=tuple(found),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A case file as read: the digest of each member (None: its bytes are damaged), and what the small ones say."""

    digests: Mapping[str, str | None]
    twice: frozenset[str]
    signed: bytes
    manifest: Mapping[str, Any] | None
    signature: Any
    rows: Sequence[Mapping[str, Any]]

    @property
    def listed(self) -> Mapping[str, str]:
        """Digest by path, as the manifest has them."""
        members = (self.manifest or {}).get("members")
        entries = members if isinstance(members, list) else []
        return {str(one.get("path")): str(one.get("sha256")) for one in entries if isinstance(one, dict)}

    @property
    def named(self) -> list[tuple[object, str, str]]:
        """The files that the chain names: record, path in here, digest. None are left of a case erased by law."""
        if any(row.get("fact") == "personal_data_erased" for row in self.rows):
            return []
        return [
            (row.get("seq"), _path_of(str(kept.get("name"))), str(kept.get("sha256")))
            for row in self.rows
            for kept in _dicts(_dict(row.get("data")).get("files"))
        ]


def _open(archive: zipfile.ZipFile) -> Opened:
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        raise ValueError("larger than any case file")
    names = archive.namelist()
    manifest, lines = _read(archive, "manifest.json") or b"", _read(archive, "records.jsonl") or b""
    digests = {name: _digest_of(archive, name) for name in names}
    return Opened(
        digests=digests,
        twice=frozenset(name for name in names if names.count(name) > 1),
        signed=manifest,
        manifest=_json(manifest, dict),
        signature=_json(_read(archive, "manifest.sig") or b"", dict),
        rows=[_json(line, dict) or {} for line in lines.splitlines()],
    )


def _read(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a member; None when it is not there, damaged or locked."""
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        return None


def _digest_of(archive: zipfile.ZipFile, name: str) -> str | None:
    data = _read(archive, name)
    return None if data is None else digest(data)


def _json(data: bytes, kind: type[T]) -> T | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, kind) else None


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _path_of(name: str) -> str:
    """Where a file that the chain names lies in here: papers are named by their number alone."""
    return name if "/" in name else f"papers/{name}"


def _chain_breaks(opened: Opened) -> list[Break]:
    rows, manifest = opened.rows, _dict(opened.manifest)
    if broken := records.first_break(rows):
        return [broken]
    head = rows[-1]["hash"] if rows else records.START
    if len(rows) != manifest.get("records") or head != manifest.get("head"):
        return [Break("missing or added record", f"record {len(rows) + 1}")]
    return []


def _file_breaks(opened: Opened) -> list[Break]:
    """Papers and evidence named in the chain must be there under their names with the bytes the chain names."""
    wrong = [(seq, path) for seq, path, sha256 in opened.named if opened.digests.get(path) != sha256]
    return [
        Break(f"{'changed' if path in opened.digests else 'missing'} {_kind_of(path)}", f"{path} (record {seq})")
        for seq, path in wrong
    ]


def _kind_of(path: str) -> str:
    return "paper" if path.startswith("papers/") else "evidence"


def _member_breaks(opened: Opened) -> list[Break]:
    listed, present = opened.listed, opened.digests.keys() - OUTSIDE
    changed = sorted(name for name in present & listed.keys() if opened.digests[name] != listed[name])
    return [
        *(Break("changed member", name) for name in changed),
        *(Break("missing member", name) for name in sorted(listed.keys() - present)),
        *(Break("added member", name) for name in sorted(present - listed.keys() | opened.twice)),
    ]


def _check_signature(opened: Opened) -> tuple[bytes, list[Break]]:
    if "manifest.sig" not in opened.digests:
        return b"", [Break("missing member", "manifest.sig")]
    try:
        key, signature = (base64.b64decode(opened.signature[name]) for name in ("key", "signature"))
        Ed25519PublicKey.from_public_bytes(key).verify(signature, opened.signed)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return b"", [Break("changed member", "manifest.json or manifest.sig")]
    return key, []
