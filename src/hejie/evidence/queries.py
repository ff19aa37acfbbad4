"""Reading evidence: lists for pages, and files opened for serving. The caller has passed `cases.access` first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.http import content_disposition_header

from hejie.base import together
from hejie.base.together import part
from hejie.cases.history import withheld_from
from hejie.evidence.kinds import kinds
from hejie.evidence.models import Content, File
from hejie.rules.model import Role, Text

INLINE = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class FileView:
    """One file as a list shows it. `size` in bytes; width and height in pixels, pictures only."""

    id: UUID
    name: str
    note: str
    kind: str
    label: Text
    media_type: str
    size: int
    sha256: str
    width: int | None
    height: int | None
    role: str
    person_id: UUID | None
    received_at: datetime
    record_seq: int | None


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file ready to be sent: a seekable stream and the headers that make it harmless in a browser."""

    stream: BinaryIO
    name: str
    media_type: str
    size: int
    sha256: str
    is_inline: bool

    @property
    def headers(self) -> dict[str, str]:
        """Never guessed, never run, never kept by a shared cache."""
        return {
            "Content-Type": self.media_type,
            "Content-Length": str(self.size),
            "Content-Disposition": content_disposition_header(not self.is_inline, self.name) or "attachment",
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "ETag": f'"{self.sha256}"',
        }


def files_of(case_id: UUID, roles: frozenset[Role]) -> list[FileView]:
    """The files of a case that are for a reader with these roles, in the order of arrival. Three queries."""
    return [view(row) for row in _readable(case_id, roles)]


def _readable(case_id: UUID, roles: frozenset[Role]) -> list[File]:
    """A file is for whoever may read the record that laid it before the case."""
    withheld = withheld_from(case_id, roles).records
    return [row for row in _with_contents(case_id) if row.record_seq not in withheld]


def _with_contents(case_id: UUID) -> list[File]:
    files, contents = together.rows("files", case_id), together.rows("file_contents", case_id)
    kept = {one.pk: one for one in contents}
    for row in files:
        row.content = kept[row.content_id]
    return files


@part("files")
def _files(case_id: UUID) -> QuerySet[File]:
    return File.objects.filter(case=case_id).order_by("received_at", "id")


@part("file_contents", for_pages_alone=True)
def _file_contents(case_id: UUID) -> QuerySet[Content]:
    return Content.objects.filter(files__case=case_id)


def files_of_draft(draft_key: UUID) -> list[FileView]:
    """Every file held for a draft, in the order of arrival. One query."""
    rows = File.objects.filter(draft_key=draft_key).select_related("content").order_by("received_at", "id")
    return [view(row) for row in rows]


def view(row: File) -> FileView:
    """A row as a list shows it."""
    content = row.content
    return FileView(
        id=row.pk,
        name=row.name,
        note=row.note or "",
        kind=content.kind,
        label=kinds[content.kind].label,
        media_type=content.media_type,
        size=content.size,
        sha256=content.sha256,
        width=content.width,
        height=content.height,
        role=row.role,
        person_id=row.person_id,
        received_at=row.received_at,
        record_seq=row.record_seq,
    )


def open_file(file_id: UUID, *, case_id: UUID, roles: frozenset[Role], original: bool = False) -> OpenedFile | None:
    """One file of this case, or None when there is none for a reader with these roles.

    The copy without metadata, or the untouched original as a download.
    """
    row = File.objects.filter(pk=file_id, case_id=case_id).select_related("content").first()
    if row is None or row.record_seq in withheld_from(case_id, roles).records:
        return None
    return _open(row, original=original)


def open_laid(file_id: UUID, *, case_id: UUID) -> OpenedFile | None:
    """A file of this case for whoever it was shown to in the room: the caller knows that it was."""
    row = File.objects.filter(pk=file_id, case_id=case_id).select_related("content").first()
    return _open(row, original=False) if row else None


def _open(row: File, *, original: bool) -> OpenedFile:
    content = row.content
    key, media_type = (content.key, content.media_type) if original else (content.shown_key, content.shown_type)
    stored = default_storage.open(key)
    return OpenedFile(
        stream=cast(BinaryIO, stored),
        name=row.name,
        media_type=media_type,
        size=stored.size,
        sha256=key.rpartition("/")[2],
        is_inline=not original and media_type.startswith(INLINE),
    )
