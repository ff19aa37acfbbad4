"""The key ring: which keys seal personal data, and the one that makes blind indexes.

JSON `{"current": "k2", "data": {"k1": "<32 bytes, base64>", "k2": …}, "index": "<32 bytes, base64>"}` from the
environment variable `HEJIE_KEYS`, else from `var/keys/keys.json`, made on first use, readable by its owner only.
The index key never changes: every blind index in the database depends on it.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hejie.base.environment import var_folder

KEY_BYTES = 32
LOOKED_FOR = 0.05  # seconds


class KeyRingError(Exception):
    """The key ring cannot be read or changed; the message says what to do. Never carries key material."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id. `current` seals, all of `data` open, `index` makes blind indexes."""

    current: str
    data: Mapping[str, bytes] = field(repr=False)
    index: bytes = field(repr=False)

    def with_new_key(self) -> KeyRing:
        """The ring with one more key, which becomes the current one."""
        number = max(int(key_id[1:]) for key_id in self.data) + 1
        key_id = f"k{number}"
        return KeyRing(key_id, {**self.data, key_id: secrets.token_bytes(KEY_BYTES)}, self.index)

    def without(self, key_ids: set[str]) -> KeyRing:
        """The ring without the named keys; the current key always stays."""
        kept = {key_id: key for key_id, key in self.data.items() if key_id not in key_ids or key_id == self.current}
        return KeyRing(self.current, kept, self.index)


def ring() -> KeyRing:
    """The key ring in force now. A replaced file is read again, so a rotation reaches every process within LOOKED_FOR.

    Every seal asks, dozens of times in a request: environment and file are looked at once meanwhile.
    """
    now = time.monotonic()
    until, last = _looked.get("last", (now, None))
    if last and now < until:
        return last
    given = os.environ.get("HEJIE_KEYS")
    found = _from_environment(given) if given else _from_file(key_file())
    _looked["last"] = (now + LOOKED_FOR, found)
    return found


def look_again() -> None:
    """For whoever has just changed the file or the environment in this process."""
    _looked.clear()


def key_file() -> Path:
    return _key_file(os.environ.get("HEJIE_VAR", ""), os.getcwd())  # noqa: PTH109 - once a seal: no object is made


@cache
def _key_file(var: str, folder: str) -> Path:
    """Found once per place: every seal asks for it, and resolving a path looks at each folder on the way."""
    return var_folder() / "keys" / "keys.json"


def from_environment() -> bool:
    """True when the ring is given by `HEJIE_KEYS` and so cannot be changed from here."""
    return bool(os.environ.get("HEJIE_KEYS"))


def replace(new: KeyRing) -> None:
    """Write the ring to its file in one step. Raises KeyRingError when the ring comes from the environment."""
    if from_environment():
        raise KeyRingError("密钥来自环境变量 HEJIE_KEYS,请在那里修改 / Keys come from HEJIE_KEYS: change them there.")
    draft = _draft(key_file(), new)
    draft.replace(key_file())
    look_again()


def parse(text: str) -> KeyRing:
    """Read a ring from its JSON. Raises KeyRingError naming what is wrong, never a value."""
    try:
        raw = json.loads(text)
        data = {str(key_id): _key(value) for key_id, value in raw["data"].items()}
        new = KeyRing(str(raw["current"]), data, _key(raw["index"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        message = (
            "密钥环格式不对 / The key ring is malformed: expected current, data and index, each key 32 bytes in base64."
        )
        raise KeyRingError(message) from None
    if new.current not in data or not all(_well_named(key_id) for key_id in data):
        raise KeyRingError(
            "密钥环缺少当前密钥，或编号不是 k1、k2… / The current key is missing, or a key id is not k1, k2, …"
        )
    return new


def _well_named(key_id: str) -> bool:
    return key_id[:1] == "k" and key_id[1:].isdecimal() and key_id.isascii()


def _key(value: str) -> bytes:
    key = base64.b64decode(value, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    return key


def _dump(given: KeyRing) -> str:
    data = {key_id: base64.b64encode(key).decode() for key_id, key in given.data.items()}
    return json.dumps(
        {"current": given.current, "data": data, "index": base64.b64encode(given.index).decode()}, indent=1
    )


def _draft(path: Path, given: KeyRing) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(_dump(given))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _make_file(path: Path) -> None:
    """First use. Two starters agree: the first link wins."""
    first = KeyRing("k1", {"k1": secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))
    draft = _draft(path, first)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


_read: dict[object, KeyRing] = {}  # the last ring read, under what identifies its source
_looked: dict[str, tuple[float, KeyRing]] = {}  # the last one asked for, and until when it is not looked for again


def _from_environment(text: str) -> KeyRing:
    return _remembered(text, text)


def _from_file(path: Path) -> KeyRing:
    try:
        stat = path.stat()
    except FileNotFoundError:
        _make_file(path)
        stat = path.stat()
    mark = (str(path), stat.st_mtime_ns, stat.st_ino, stat.st_size)
    return _read.get(mark) or _remembered(mark, path.read_text())


def _remembered(mark: object, text: str) -> KeyRing:
    known = _read.get(mark)
    if known is None:
        known = parse(text)
        _read.clear()
        _read[mark] = known
    return known
