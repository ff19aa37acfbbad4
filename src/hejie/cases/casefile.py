"""The case file: everything a party may have of a case in one ZIP, checkable anywhere without database or network.

Inside: `records.jsonl` (the chain), `case.json`, `papers/…`, `evidence/…`, `manifest.json` (path, size and SHA-256 of
each member, number of records, head of the chain) and `manifest.sig` (Ed25519 over the manifest, with its public key).
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hejie.cases import records
from hejie.cases.records import Break

FORMAT = "hejie-casefile/1"
OUTSIDE = frozenset({"manifest.json", "manifest.sig"})
EPOCH = (2020, 1, 1, 0, 0, 0)
MOST_BYTES = 1024 * 1024 * 1024


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
    """Write a case file. `rows` as `records.first_break` reads them. Same input, same bytes."""
    lines = b"".join(records.canonical(row) + b"\n" for row in rows)
    everything = [Member("case.json", pretty(case)), Member("records.jsonl", lines), *members]
    manifest = pretty(
        {
            "format": FORMAT,
            "ref": case["ref"],
            "erased": bool(case.get("erased")),
            "records": len(rows),
            "head": rows[-1]["hash"] if rows else records.START,
            "members": [{"path": m.path, "size": len(m.data), "sha256": digest(m.data)} for m in everything],
        }
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in (*everything, Member("manifest.json", manifest), Member("manifest.sig", _signed(manifest, key))):
            archive.writestr(_entry(member.path), member.data)


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
            return _verify(archive, known_key)
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, json.JSONDecodeError, OSError) as error:
        raise ValueError(f"not a case file, or damaged beyond reading: {error}") from error


def _verify(archive: zipfile.ZipFile, known_key: bytes | None) -> Report:
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        raise ValueError("larger than any case file")
    manifest_bytes = archive.read("manifest.json")
    manifest = json.loads(manifest_bytes)
    rows = _rows(archive)
    signer, signature_break = _check_signature(archive, manifest_bytes)
    found = [
        *_chain_breaks(rows, manifest),
        *_file_breaks(archive, rows, manifest),
        *_member_breaks(archive, manifest),
        *signature_break,
    ]
    return Report(
        ref=str(manifest.get("ref", "")),
        records=len(rows),
        members=len(manifest.get("members", ())),
        signer=fingerprint(signer) if signer else "",
        is_known_signer=bool(known_key) and signer == known_key,
        breaks=tuple(found),
    )


def _rows(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    if "records.jsonl" not in archive.namelist():
        return []
    return [json.loads(line) for line in archive.read("records.jsonl").decode().splitlines() if line]


def _chain_breaks(rows: Sequence[Mapping[str, Any]], manifest: Mapping[str, Any]) -> list[Break]:
    if broken := records.first_break(rows):
        return [broken]
    head = rows[-1]["hash"] if rows else records.START
    if len(rows) != manifest.get("records") or head != manifest.get("head"):
        return [Break("missing or added record", f"record {len(rows) + 1}")]
    return []


def _file_breaks(
    archive: zipfile.ZipFile, rows: Sequence[Mapping[str, Any]], manifest: Mapping[str, Any]
) -> list[Break]:
    """Papers and evidence named in the chain must be there with the bytes the chain names, unless erased by law."""
    held = {digest(archive.read(n)) for n in archive.namelist() if n.startswith(("papers/", "evidence/"))}
    if manifest.get("erased"):
        return []
    named = [(row["seq"], kept) for row in rows for kept in row.get("data", {}).get("files", ())]
    gone = [f"{kept['name']} (record {seq})" for seq, kept in named if kept["sha256"] not in held]
    return [Break("changed or missing file", name) for name in gone]


def _member_breaks(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> list[Break]:
    listed = {member["path"]: member["sha256"] for member in manifest.get("members", ())}
    names = archive.namelist()
    present = set(names) - OUTSIDE
    twice = {name for name in names if names.count(name) > 1}
    changed = sorted(name for name in present & set(listed) if digest(archive.read(name)) != listed[name])
    return [
        *(Break("changed member", name) for name in changed),
        *(Break("missing member", name) for name in sorted(set(listed) - present)),
        *(Break("added member", name) for name in sorted(present - set(listed) | twice)),
    ]


def _check_signature(archive: zipfile.ZipFile, manifest: bytes) -> tuple[bytes, list[Break]]:
    if "manifest.sig" not in archive.namelist():
        return b"", [Break("missing member", "manifest.sig")]
    try:
        values = json.loads(archive.read("manifest.sig"))
        key, signature = base64.b64decode(values["key"]), base64.b64decode(values["signature"])
        Ed25519PublicKey.from_public_bytes(key).verify(signature, manifest)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return b"", [Break("changed member", "manifest.json")]
    return key, []
