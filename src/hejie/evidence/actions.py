"""Receive files, lay them before a case, erase them.

The bytes are hashed as they arrive and kept untouched; the chain of the case carries the digest. The rows decide
what is in the storage: a content without rows is deleted by `drop_unused_contents`, under the lock of its own row.
"""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime, timedelta
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings
from django.core.files import File as StorageFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Sum

from hejie.base.text import clean
from hejie.cases.access import ALL, CONFIDED, NotFound, roles_of, takes_part
from hejie.cases.actions import CHANGING, procedure_of
from hejie.cases.chain import append_record
from hejie.cases.erasure import erases
from hejie.cases.models import Case, Deadline
from hejie.evidence.kinds import HEAD_BYTES, Kind, Unreadable, clean_name, judge
from hejie.evidence.models import Content, File
from hejie.evidence.records import named_in_chain
from hejie.people.access import Actor
from hejie.rules.model import Problem, Role, Text

CHUNK_BYTES = 1 << 16
NOTE_LENGTH = 500
DRAFT_FILES_KEPT = timedelta(days=60)  # longer than the drafts themselves
MEGABYTE = 1024 * 1024
OVER = Text("这件案子已经办结，不能再放材料进去", "This case is over: nothing can be added to it any more")


class FileRefused(Exception):
    """The file is not taken. `problem` says why and what to do, in both languages."""

    def __init__(self, text: Text, field: str = "evidence") -> None:
        super().__init__(text.en)
        self.problem = Problem(field, text)


class Stream(Protocol):
    """What a file comes in: an upload of the web or the API, or any binary file."""

    def read(self, size: int = -1, /) -> bytes: ...


def receive_file(
    *,
    stream: Stream,
    name: str,
    actor: Actor,
    now: datetime,
    case: Case | None = None,
    draft_key: UUID | None = None,
    note: str = "",
) -> File:
    """Take one file for a case the actor has a role in, or for a draft. Raises FileRefused, or NotFound without a role.

    The same content again for the same case or draft returns the row that is there. For a case, a record with the
    digest joins its chain.
    """
    if (case is None) == (draft_key is None):
        raise ValueError("a file is for a case or for a draft")
    with tempfile.TemporaryFile() as kept:
        size, sha256 = _copy_in(stream, kept)
        kind = _kind_of(kept, name)
        with transaction.atomic():
            if earlier := File.objects.filter(content_id=sha256, case=case, draft_key=draft_key).first():
                return earlier
            _check_room(case, draft_key, size)
            file = File(
                content=_keep(kept, kind, sha256, size, now),
                draft_key=draft_key,
                person_id=actor.person_id,
                name=clean_name(name, kind),
                note=clean(note)[:NOTE_LENGTH] or None,
                received_at=now,
            )
            if case:
                return _lay_before([file], case, actor, now)[0]
            return File.objects.get_or_create(draft_key=draft_key, content_id=sha256, defaults=_values(file))[0]


def too_large(announced: int | None) -> Problem | None:
    """For pages, before the body is read: a request announced far above the limit is not worth receiving."""
    most = settings.EVIDENCE_FILE_BYTES + MEGABYTE
    return FileRefused(_too_large_text()).problem if announced is not None and announced > most else None


def attach_draft_files(*, draft_key: UUID, case: Case, actor: Actor, now: datetime) -> list[File]:
    """Lay the files of a draft before the case it became; one record carries all their digests."""
    with transaction.atomic():
        files = list(File.objects.select_for_update().filter(draft_key=draft_key).order_by("received_at", "id"))
        return _lay_before(files, case, actor, now) if files else []


def _lay_before(files: list[File], case: Case, actor: Actor, now: datetime) -> list[File]:
    """Put files into a case and their digests into its chain, with the case locked."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    roles = roles_of(actor, locked)
    if not takes_part(roles):
        raise NotFound(locked.ref)
    if procedure_of(locked).states[locked.state].final:
        raise FileRefused(OVER)
    held = {file.content_id: file for file in File.objects.filter(case=locked)}
    new = [file for file in files if file.content_id not in held]
    for file in new:
        file.case, file.draft_key, file.role, file.record_seq = locked, None, min(roles), locked.seq + 1
        file.save()
    if new:
        named = [named_in_chain(file) for file in new]
        append_record(
            case=locked,
            fact="files_received",
            source=locked.state,
            actor=actor,
            role=min(roles),
            now=now,
            data={"files": named},
            content={},
            visible_to=_visible_to(locked, roles),
        )
        locked.save(update_fields=CHANGING)
        case.seq, case.head = locked.seq, locked.head
    return [held.get(file.content_id, file) for file in files]


def _visible_to(case: Case, roles: frozenset[Role]) -> str:
    """What a complainant sends while the office waits for a proof of identity is for the office alone."""
    asked = Deadline.objects.filter(case=case, rule="identity_proof", closed_at=None)
    return CONFIDED if Role.COMPLAINANT in roles and asked.exists() else ALL


def _values(file: File) -> dict[str, object]:
    return {name: getattr(file, name) for name in ("person_id", "name", "note", "received_at")}


def _copy_in(stream: Stream, kept: BinaryIO) -> tuple[int, str]:
    """Copy with the hash taken on the way, never more than the limit."""
    announced = getattr(stream, "size", None)
    if isinstance(announced, int) and announced > settings.EVIDENCE_FILE_BYTES:
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


def _check_room(case: Case | None, draft_key: UUID | None, size: int) -> None:
    held = File.objects.filter(case=case, draft_key=draft_key).aggregate(files=Count("id"), size=Sum("content__size"))
    if held["files"] >= settings.EVIDENCE_CASE_FILES:
        most = settings.EVIDENCE_CASE_FILES
        raise FileRefused(
            Text(
                f"一件投诉最多 {most} 个文件，已经放满了。可以把几张照片拼成一个 PDF",
                f"A case holds at most {most} files, and has them. Several photos can go into one PDF",
            )
        )
    if (held["size"] or 0) + size > settings.EVIDENCE_CASE_BYTES:
        most = settings.EVIDENCE_CASE_BYTES // MEGABYTE
        raise FileRefused(
            Text(
                f"一件投诉的文件合计不能超过 {most} MB，请压缩后再上传",
                f"The files of a case may have {most} MB together. Please make this one smaller",
            )
        )


def _keep(kept: BinaryIO, kind: Kind, sha256: str, size: int, now: datetime) -> Content:
    """The row of this content, locked against deletion until the caller's transaction ends; its bytes are stored."""
    with tempfile.TemporaryFile() as copy:
        if found := Content.objects.select_for_update(no_key=True).filter(pk=sha256).first():
            return found
        try:
            measure = kind.strip(kept, copy)
        except Unreadable as error:
            raise FileRefused(error.text) from None
        width, height = measure or (None, None)
        content = Content(
            sha256=sha256,
            kind=kind.key,
            media_type=kind.media_type,
            size=size,
            key=storage_key(sha256),
            shown_key=storage_key(_digest(copy)),
            shown_type=kind.shown.media_type,
            width=width,
            height=height,
            kept_at=now,
        )
        Content.objects.bulk_create([content], ignore_conflicts=True)
        _store(content.key, kept)
        _store(content.shown_key, copy)
    return Content.objects.select_for_update(no_key=True).get(pk=sha256)


def storage_key(sha256: str) -> str:
    return f"evidence/{sha256[:2]}/{sha256}"


def _digest(copy: BinaryIO) -> str:
    copy.seek(0)
    digest = hashlib.sha256()
    while chunk := copy.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _store(key: str, data: BinaryIO) -> None:
    data.seek(0)
    if not default_storage.exists(key):
        default_storage.save(key, StorageFile(data))


def forget_draft_files(*, now: datetime) -> int:
    """Delete files of drafts that were never filed. Returns how many."""
    return File.objects.filter(case=None, received_at__lt=now - DRAFT_FILES_KEPT).delete()[0]


def remove_draft_file(*, file_id: UUID, draft_key: UUID) -> bool:
    """Take a file out of a draft. False when it is not there."""
    removed = File.objects.filter(pk=file_id, draft_key=draft_key).delete()[0]
    transaction.on_commit(drop_unused_contents)
    return bool(removed)


def erase_files(*, case_id: UUID) -> int:
    """Delete every file of a case; bytes that no other case holds go after the commit. Returns how many."""
    erased = File.objects.filter(case_id=case_id).delete()[0]
    transaction.on_commit(drop_unused_contents)
    return erased


@erases
def erase_files_of(case: Case) -> None:
    """Part of erasing a case."""
    erase_files(case_id=case.pk)


def drop_unused_contents() -> int:
    """Delete contents that no file names any more, row and bytes. Returns how many."""
    unused = Content.objects.filter(files=None).values_list("pk", flat=True)
    return sum(_drop(sha256) for sha256 in list(unused))


@transaction.atomic
def _drop(sha256: str) -> bool:
    content = Content.objects.select_for_update(skip_locked=True).filter(pk=sha256).first()
    if content is None or content.files.exists():
        return False
    content.delete()
    for key in {content.key, content.shown_key}:
        if not _is_named(key):
            default_storage.delete(key)
    return True


def _is_named(key: str) -> bool:
    """Whether another content lies under the same key: a copy may be another's original."""
    return Content.objects.filter(key=key).exists() or Content.objects.filter(shown_key=key).exists()
