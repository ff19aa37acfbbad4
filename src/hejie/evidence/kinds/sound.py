"""Recordings. The copy loses tags (title, place, device), not a sample of sound."""

from __future__ import annotations

import shutil
import struct
from typing import BinaryIO

from hejie.evidence.kinds import Kind, Unreadable, take
from hejie.rules.model import Text

BROKEN = Text(
    "这段录音打不开，可能没有保存完整。请重新导出再上传",
    "This recording does not open; it may be incomplete. Please export it again and upload it",
)
ID3_HEAD, ID3V1 = 10, 128
WAV_KEPT = {b"fmt ", b"data", b"fact"}


def is_mpeg_audio(head: bytes) -> bool:
    """MPEG layer III frames, with or without a tag before them."""
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)  # noqa: PLR2004


def is_adts(head: bytes) -> bool:
    """AAC in ADTS frames: twelve sync bits, layer zero."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0  # noqa: PLR2004


def strip_tags(source: BinaryIO, target: BinaryIO) -> None:
    """Copy without ID3 tags at either end."""
    start = _after_id3(source)
    end = source.seek(0, 2)
    source.seek(max(start, end - ID3V1))
    if end - start >= ID3V1 and source.read(3) == b"TAG":
        end -= ID3V1
    if end <= start:
        raise Unreadable(BROKEN)
    source.seek(start)
    target.write(source.read(end - start))


def _after_id3(source: BinaryIO) -> int:
    start = 0
    while True:
        source.seek(start)
        head = source.read(ID3_HEAD)
        if len(head) < ID3_HEAD or not head.startswith(b"ID3"):
            return start
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        start += ID3_HEAD + size


def strip_wav(source: BinaryIO, target: BinaryIO) -> None:
    """Copy the chunks that make sound, and no other."""
    source.seek(12)
    chunks = []
    while len(head := source.read(8)) == 8:  # noqa: PLR2004 - chunk id and length
        name, length = struct.unpack("<4sI", head)
        body = source.read(length)
        source.seek(length & 1, 1)
        if name in WAV_KEPT:
            chunks.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) & 1))
    if {chunk[:4] for chunk in chunks} < {b"fmt ", b"data"}:
        raise Unreadable(BROKEN)
    data = b"".join(chunks)
    target.write(b"RIFF" + struct.pack("<I", 4 + len(data)) + b"WAVE" + data)


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """AMR has no place for tags."""
    source.seek(0)
    shutil.copyfileobj(source, target)


take(
    Kind(
        key="mp3",
        label=Text("MP3 录音", "MP3 recording"),
        media_type="audio/mpeg",
        extensions=("mp3",),
        recognises=is_mpeg_audio,
        strip=strip_tags,
    )
)
take(
    Kind(
        key="aac",
        label=Text("AAC 录音", "AAC recording"),
        media_type="audio/aac",
        extensions=("aac",),
        recognises=is_adts,
        strip=strip_tags,
    )
)
take(
    Kind(
        key="wav",
        label=Text("WAV 录音", "WAV recording"),
        media_type="audio/wav",
        extensions=("wav",),
        recognises=lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
        strip=strip_wav,
    )
)
take(
    Kind(
        key="amr",
        label=Text("AMR 录音", "AMR recording"),
        media_type="audio/amr",
        extensions=("amr", "awb"),
        recognises=lambda head: head.startswith((b"#!AMR\n", b"#!AMR-WB\n")),
        strip=copy,
    )
)
