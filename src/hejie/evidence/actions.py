"""Receive files, lay them before a case, erase them.

The bytes are hashed as they arrive (`arrivals`, offered here too) and kept untouched (`contents`); the chain of the
case carries the digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hejie.base import together
from hejie.base.written import write
from hejie.cases.access import (
    ALL,
    AMONG_OFFICES,
    CONFIDED,
    NotFound,
    know_related,
    require_proof,
    roles_of,
    takes_part,
)
from hejie.cases.actions import procedure_of
from hejie.cases.chain import next_record
from hejie.cases.erasure import erases
from hejie.cases.models import Case, CaseRecord
from hejie.evidence.arrivals import Arrived, FileRefused, Stream, arriving, check_room
from hejie.evidence.contents import drop_unused_contents, keep
from hejie.evidence.kinds import Unreadable
from hejie.evidence.models import File
from hejie.evidence.records import named_in_chain
from hejie.people.access import Actor
from hejie.rules.model import Role, Text

__all__ = [
    "Arrived",
    "FileRefused",
    "Stream",
    "arriving",
    "attach_draft_files",
    "drop_files_of_draft",
    "erase_files",
    "first_files",
    "forget_draft_files",
    "lay_files",
    "receive_file",
    "remove_draft_file",
]
DRAFT_FILES_KEPT = timedelta(days=60)  # longer than the drafts themselves
OVER = Text("这件案子已经办结，不能再放材料进去", "This case is over: nothing can be added to it any more")


def receive_file(
    *,
    stream: Stream,
    name: str,
    actor: Actor,
    now: datetime,
    case: Case | None = None,
    draft_key: UUID | None = None,
    note: str = "",
    visible_to: str | None = None,
) -> File:
    """Take one file for a case the actor has a role in, or for a draft. Raises FileRefused, or NotFound without a role.

    The same content again for the same case or draft returns the row that is there. For a case, a record with the
    digest joins its chain; `visible_to` says for whom, where a move brings the file (`cases.access.readers_of`).
    """
    if (case is None) == (draft_key is None):
        raise ValueError("a file is for a case or for a draft")
    if case:
        require_proof(actor, case)
    with arriving([(stream, name)], note) as arrived:
        if case:
            with transaction.atomic():
                return lay_files(files=arrived, case=case, actor=actor, now=now, visible_to=visible_to)[0]
        return _keep_for_draft(arrived[0], draft_key, actor, now)


@transaction.atomic
def _keep_for_draft(one: Arrived, draft_key: UUID | None, actor: Actor, now: datetime) -> File:
    held = File.objects.filter(draft_key=draft_key)
    if earlier := held.filter(content_id=one.sha256).first():
        return earlier
    check_room(list(held), [one])
    file = _file(one, actor, now)
    values = {name: getattr(file, name) for name in ("person_id", "name", "note", "received_at")}
    return File.objects.get_or_create(draft_key=draft_key, content_id=one.sha256, defaults=values)[0]


def lay_files(
    *, files: Sequence[Arrived], case: Case, actor: Actor, now: datetime, visible_to: str | None = None
) -> list[File]:
    """Lay what has arrived before a case, in the caller's transaction; one record carries all digests.

    Raises as `receive_file` does: the transaction is to be given up then.
    """
    with _locked(case) as locked:
        held = {file.content_id: file for file in together.rows("files", locked.pk)}
        roles = _roles(actor, locked)
        if made := _made(files, held, actor, now):
            record = _lay_before(made, locked, roles=roles, actor=actor, now=now, visible_to=visible_to)
            write(record, *made)
            locked.save(update_fields=["seq", "head"])
            held |= {file.content_id: file for file in made}
        case.seq, case.head = locked.seq, locked.head
    return [held[one.sha256] for one in files]


def first_files(*, files: Sequence[Arrived], case: Case, actor: Actor, now: datetime) -> list[CaseRecord | File]:
    """Lay what came with a filing before the case that is being opened: the rows, for whoever opens it to write.

    Raises as `receive_file` does.
    """
    made = _made(files, {}, actor, now)
    return [_lay_before(made, case, roles=_roles(actor, case), actor=actor, now=now), *made]


def _made(files: Sequence[Arrived], held: Mapping[str, File], actor: Actor, now: datetime) -> list[File]:
    """The rows of files that are not held yet, their contents kept."""
    new = {one.sha256: one for one in files if one.sha256 not in held}
    if new:
        check_room(list(held.values()), new.values())
    return [_file(new[sha256], actor, now) for sha256 in sorted(new)]  # in one order: their contents are locked


def _file(one: Arrived, actor: Actor, now: datetime) -> File:
    try:
        content = keep(one.kept, one.kind, one.size, one.sha256, now)
    except Unreadable as error:
        raise FileRefused(error.text) from None
    return File(content=content, person_id=actor.person_id, name=one.name, note=one.note, received_at=now)


@transaction.atomic
def attach_draft_files(*, draft_key: UUID, case: Case, actor: Actor, now: datetime) -> list[File]:
    """Lay the files of a draft before the case it became; one record carries all their digests."""
    waiting = File.objects.select_for_update(of=("self",)).select_related("content").filter(draft_key=draft_key)
    files = list(waiting.order_by("received_at", "id"))
    for file in files:
        file.person_id = actor.person_id  # an anonymous report keeps no account, not even with its pictures
    if files:
        with _locked(case) as locked:
            write(_lay_before(files, locked, roles=_roles(actor, locked), actor=actor, now=now))
            for file in files:
                file.save()
            locked.save(update_fields=["seq", "head"])
            case.seq, case.head = locked.seq, locked.head
    return files


@contextmanager
def _locked(case: Case) -> Iterator[Case]:
    """The case with what belongs to it, read once under its lock; nothing is read where this transaction opened it."""
    if own := together.held("case", case.pk):
        yield own[0]
        return
    with together.one_reading():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        together.fetch_for_move(case.pk)
        know_related(locked)
        yield locked


def _roles(actor: Actor, case: Case) -> frozenset[Role]:
    roles = roles_of(actor, case)
    if not takes_part(roles):
        raise NotFound(case.ref)
    return roles


def _lay_before(
    files: list[File], case: Case, *, roles: frozenset[Role], actor: Actor, now: datetime, visible_to: str | None = None
) -> CaseRecord:
    """Put files into the locked case, and their digests into its chain: the record, not written yet."""
    if procedure_of(case).states[case.state].final:
        raise FileRefused(OVER)
    for file in files:
        file.case, file.draft_key, file.role, file.record_seq = case, None, min(roles), case.seq + 1
    record = next_record(
        case=case,
        fact="files_received",
        source=case.state,
        actor=actor,
        role=min(roles),
        now=now,
        data={"files": [named_in_chain(file) for file in files]},
        content={},
        visible_to=_visible_to(case, roles, visible_to),
    )
    together.add("records", case.pk, [record])
    together.add("files", case.pk, files)
    return record


def _visible_to(case: Case, roles: frozenset[Role], meant: str | None) -> str:
    """Whom the move means that brings the files. Without one: everybody, but what offices find on a report is theirs.

    What a complainant sends while the office waits for a proof of identity is for the office alone.
    """
    running = {row.rule for row in together.rows("deadlines", case.pk) if row.closed_at is None}
    if Role.COMPLAINANT in roles and "identity_proof" in running:
        return CONFIDED
    return meant or (AMONG_OFFICES if case.kind == "report" and Role.COMPLAINANT not in roles else ALL)


def forget_draft_files(*, now: datetime) -> int:
    """Delete files of drafts that were never filed. Returns how many."""
    return File.objects.filter(case=None, received_at__lt=now - DRAFT_FILES_KEPT).delete()[0]


def remove_draft_file(*, file_id: UUID, draft_key: UUID) -> bool:
    """Take a file out of a draft. False when it is not there."""
    removed = File.objects.filter(pk=file_id, draft_key=draft_key).delete()[0]
    transaction.on_commit(drop_unused_contents)
    return bool(removed)


def drop_files_of_draft(*, draft_key: UUID) -> None:
    """Take every file out of a draft that is given up."""
    File.objects.filter(draft_key=draft_key).delete()
    transaction.on_commit(drop_unused_contents)


def erase_files(*, case_id: UUID) -> int:
    """Delete every file of a case; bytes that no other case holds go after the commit. Returns how many."""
    erased = File.objects.filter(case_id=case_id).delete()[0]
    transaction.on_commit(drop_unused_contents)
    return erased


@erases
def erase_files_of(case: Case) -> None:
    """Part of erasing a case."""
    erase_files(case_id=case.pk)
