"""Video and sound in MP4 boxes. Boxes that hold metadata are blanked in place, so nothing moves and every offset holds.

Metadata tracks that some action cameras write between the samples are not touched.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hejie.evidence.kinds import Kind, Unreadable, take
from hejie.rules.model import Text

BROKEN = Text(
    "这段视频或录音打不开，可能没有保存完整。请重新导出再上传",
    "This video or recording does not open; it may be incomplete. Please export it again and upload it",
)
METADATA = {b"udta", b"meta", b"uuid"}
OPENED = {b"moov", b"trak"}
SOUND_BRANDS = {b"M4A ", b"M4B "}
FILM_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"3gp4",
    b"3gp5",
}
BLANK_BYTES = 1 << 20
DEEPEST = 3  # moov, trak, and what lies in a track
MOST_BOXES = 50_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it begins, where its content begins, where it ends."""

    name: bytes
    start: int
    inside: int
    end: int


def boxes(film: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises Unreadable when they do not fit, or when there are absurdly many."""
    count = 0
    while start < end:
        count += 1
        film.seek(start)
        head = film.read(16)
        if len(head) < 8:  # noqa: PLR2004 - size and name
            raise Unreadable(BROKEN)
        size, name = struct.unpack(">I4s", head[:8])
        inside = start + 8
        if size == 1 and len(head) == 16:  # noqa: PLR2004 - a 64-bit size follows
            size, inside = struct.unpack(">Q", head[8:])[0], start + 16
        size = size or end - start
        if size < inside - start or start + size > end or count > MOST_BOXES:
            raise Unreadable(BROKEN)
        yield Box(name, start, inside, start + size)
        start += size


def strip(source: BinaryIO, target: BinaryIO) -> None:
    """Copy with every metadata box turned into free space."""
    source.seek(0)
    shutil.copyfileobj(source, target)
    names = set(_blank_in(target, 0, target.tell()))
    if b"moov" not in names:
        raise Unreadable(BROKEN)
    target.seek(0, 2)


def _blank_in(film: BinaryIO, start: int, end: int, depth: int = 1) -> Iterator[bytes]:
    if depth > DEEPEST:
        raise Unreadable(BROKEN)
    for box in list(boxes(film, start, end)):
        if box.name in METADATA:
            _blank(film, box)
        elif box.name in OPENED:
            list(_blank_in(film, box.inside, box.end, depth + 1))
        yield box.name


def _blank(film: BinaryIO, box: Box) -> None:
    film.seek(box.start + 4)
    film.write(b"free")
    film.seek(box.inside)
    for start in range(box.inside, box.end, BLANK_BYTES):
        film.write(bytes(min(BLANK_BYTES, box.end - start)))


def _brand(brands: set[bytes]) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


take(
    Kind(
        key="m4a",
        label=Text("M4A 录音", "M4A recording"),
        media_type="audio/mp4",
        extensions=("m4a", "m4b"),
        recognises=_brand(SOUND_BRANDS),
        strip=strip,
    )
)
take(
    Kind(
        key="mp4",
        label=Text("MP4 视频", "MP4 video"),
        media_type="video/mp4",
        extensions=("mp4", "m4v", "3gp", "m4a"),
        recognises=_brand(FILM_BRANDS),
        strip=strip,
    )
)
take(
    Kind(
        key="mov",
        label=Text("MOV 视频", "MOV video"),
        media_type="video/quicktime",
        extensions=("mov", "qt"),
        recognises=_brand({b"qt  "}),
        strip=strip,
    )
)
