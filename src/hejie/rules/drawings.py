"""A handwritten signature as it comes from a screen: a small PNG in a data: URL, proven whole before it is kept."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator

from hejie.rules.values import Wrong

PREFIX = "data:image/png;base64,"
MOST_CHARACTERS = 200_000
MOST_SIDE = 2000  # pixels
PATTERN = (
    r"^data:image/png;base64,iVBORw0KGgoAAAANSUhEUg[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]{4})*"
    r"(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
)
EXAMPLE = PREFIX + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MINIMUM_CHUNK = 12  # length, name, checksum


def read(raw: object) -> str:
    """The data: URL of a whole PNG of at most 200 kB and 2000 × 2000 pixels, without changing it."""
    if not isinstance(raw, str) or not raw.strip().startswith(PREFIX):
        raise Wrong("请在方框里重新签名。", "Please sign again in the box.")
    url = raw.strip()
    if len(url) > MOST_CHARACTERS:
        raise Wrong(
            "签名图片太大，请清除后重新签名。", "The signature picture is too large. Please clear it and sign again."
        )
    if not _is_whole_png(url.removeprefix(PREFIX)):
        raise Wrong(
            "签名没有传完整，请清除后重新签名。", "The signature arrived damaged. Please clear it and sign again."
        )
    return url


def _is_whole_png(encoded: str) -> bool:
    try:
        data = base64.b64decode(encoded, validate=True)
        names = [name for name, _ in _chunks(data)] if data.startswith(_SIGNATURE) else []
        return names[:1] == [b"IHDR"] and b"IDAT" in names and names[-1] == b"IEND" and _has_fitting_size(data)
    except (binascii.Error, ValueError, struct.error):
        return False


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, place + 8 + length)
        if checksum != zlib.crc32(name + body):
            raise ValueError("checksum")
        yield name, body
        place += length + _MINIMUM_CHUNK


def _has_fitting_size(data: bytes) -> bool:
    width, height = struct.unpack_from(">II", data, len(_SIGNATURE) + 8)
    return 0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE
