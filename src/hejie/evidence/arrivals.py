"""What comes in as a file: kept aside, hashed on the way, known by its content, and within the limits of a case."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from django.conf import settings
from django.db.models import Sum

from hejie.base.text import clean
from hejie.evidence.contents import CHUNK_BYTES, room_for
from hejie.evidence.kinds import HEAD_BYTES, Kind, Unreadable, clean_name, judge
from hejie.evidence.models import Content, File
from hejie.rules.model import Problem, Text

NOTE_LENGTH = 500
MEGABYTE = 1024 * 1024


class FileRefused(Exception):
    """The file is not taken. `problem` says why and what to do, in both languages."""

    def __init__(self, text: Text, field: str = "evidence") -> None:
        super().__init__(text.en)
        self.problem = Problem(field, text)


class Stream(Protocol):
    """What a file comes in: an upload of the web or the API, or any binary file."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has come in: its bytes kept aside, hashed, known by their content. Nothing is written yet."""

    kept: BinaryIO
    name: str
    note: str | None
    kind: Kind
    size: int
    sha256: str


@contextmanager
def arriving(uploads: Iterable[tuple[Stream, str]], note: str = "") -> Iterator[list[Arrived]]:
    """Streams with their names, received. Raises FileRefused."""
    with ExitStack() as until_the_end:
        rooms = ((until_the_end.enter_context(room_for(_announced(one[0]))), *one) for one in uploads)
        yield [_arrived(*one, note) for one in rooms]


def _arrived(kept: BinaryIO, stream: Stream, name: str, note: str) -> Arrived:
    size, sha256 = _copy_in(stream, kept)
    kind = _kind_of(kept, name)
    return Arrived(kept, clean_name(name, kind), clean(note)[:NOTE_LENGTH] or None, kind, size, sha256)


def _copy_in(stream: Stream, kept: BinaryIO) -> tuple[int, str]:
    """Copy with the hash taken on the way, never more than the limit."""
    if (_announced(stream) or 0) > settings.EVIDENCE_FILE_BYTES:
        raise FileRefused(_too_large_text())
    size, digest = 0, hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > settings.EVIDENCE_FILE_BYTES:
            raise FileRefused(_too_large_text())
        digest.update(chunk)
        kept.write(chunk)
    if not size:
        raise FileRefused(
            Text("这个文件是空的，请重新选择或重新拍照", "This file is empty. Please choose it again, or take it again")
        )
    return size, digest.hexdigest()


def _announced(stream: Stream) -> int | None:
    """Its size, where it says so: an upload that was cut off at the limit says what was sent."""
    size = getattr(stream, "size", None)
    return size if isinstance(size, int) else None


def _too_large_text() -> Text:
    most = settings.EVIDENCE_FILE_BYTES // MEGABYTE
    return Text(
        f"单个文件不能超过 {most} MB，请压缩、截短或分成几份再上传",
        f"One file may have at most {most} MB. Please make it smaller, shorten it, or split it",
    )


def _kind_of(kept: BinaryIO, name: str) -> Kind:
    kept.seek(0)
    try:
        return judge(kept.read(HEAD_BYTES), name)
    except Unreadable as error:
        raise FileRefused(error.text) from None


def check_room(held: Sequence[File], new: Collection[Arrived]) -> None:
    """Raises FileRefused where a case or draft that holds these files has no room for the new ones."""
    if len(held) + len(new) > settings.EVIDENCE_CASE_FILES:
        most = settings.EVIDENCE_CASE_FILES
        raise FileRefused(
            Text(
                f"一件投诉最多 {most} 个文件，已经放满了。可以把几张照片拼成一个 PDF",
                f"A case holds at most {most} files, and has them. Several photos can go into one PDF",
            )
        )
    if _bytes_of(held) + sum(one.size for one in new) > settings.EVIDENCE_CASE_BYTES:
        most = settings.EVIDENCE_CASE_BYTES // MEGABYTE
        raise FileRefused(
            Text(
                f"一件投诉的文件合计不能超过 {most} MB，请压缩后再上传",
                f"The files of a case may have {most} MB together. Please make this one smaller",
            )
        )


def _bytes_of(held: Sequence[File]) -> int:
    contents = [file.content_id for file in held]
    return Content.objects.filter(pk__in=contents).aggregate(size=Sum("size"))["size"] if contents else 0
