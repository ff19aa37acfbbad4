"""The bytes of evidence: kept once under their hash, beside a copy without metadata; dropped when nobody names them.

The rows decide what is in the storage: a content without files is deleted under the lock of its own row.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from datetime import datetime
from typing import BinaryIO, cast

from django.core.files import File as StorageFile
from django.core.files.storage import default_storage
from django.db import transaction

from hejie.base.written import write_new
from hejie.evidence.kinds import Kind
from hejie.evidence.models import Content

CHUNK_BYTES = 1 << 16
IN_MEMORY = 1 << 18  # bytes


def keep(kept: BinaryIO, kind: Kind, size: int, sha256: str, now: datetime) -> Content:
    """The row of this content, locked against deletion until the caller's transaction ends; its bytes are stored.

    Raises Unreadable.
    """
    with room_for(size) as copy:
        measure = kind.strip(kept, copy)
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
        if not write_new(content):  # the same bytes came before, and keep their row
            content = Content.objects.select_for_update(no_key=True).get(pk=sha256)
        _store(content.key, kept)
        _store(content.shown_key, copy)
    return content


def room_for(size: int | None) -> BinaryIO:
    """Where a file of about so many bytes stays while it is looked at: small ones need no file on the disk."""
    is_small = size is not None and size <= IN_MEMORY
    return io.BytesIO() if is_small else cast("BinaryIO", tempfile.TemporaryFile())


def storage_key(sha256: str) -> str:
    return f"evidence/{sha256[:2]}/{sha256}"


def _digest(copy: BinaryIO) -> str:
    copy.seek(0)
    digest = hashlib.sha256()
    while chunk := copy.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _store(key: str, data: BinaryIO) -> None:
    """Once: what lies there whole stays, what a killed process left half written is written anew."""
    lying, whole = _size_of(key), data.seek(0, io.SEEK_END)
    if lying == whole:
        return
    if lying is not None:
        default_storage.delete(key)
    data.seek(0)
    default_storage.save(key, StorageFile(data))


def _size_of(key: str) -> int | None:
    try:
        return default_storage.size(key)
    except FileNotFoundError:
        return None


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
