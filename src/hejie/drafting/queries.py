"""Reading the draft: as it stands, any version with what changed since another, remarks, and who agreed to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.drafting.merge import Piece, changes
from hejie.drafting.models import DraftComment, DraftConsent, DraftVersion
from hejie.drafting.records import Clause, Clauses, from_rows, promised, whole_text
from hejie.rules.model import Role


@dataclass(frozen=True, slots=True)
class DraftShown:
    """The draft as it stands. Send `version` back with `edit_draft`, and with `agree_draft`.

    `agreed` says which sides agree to this version, `agreed_before` which version each last agreed to.
    """

    clauses: tuple[Clause, ...]
    version: int
    points: int
    edited_by: Role
    edited_at: datetime
    sha256: str
    agreed: Mapping[Role, datetime]
    agreed_before: Mapping[Role, int]

    @property
    def text(self) -> str:
        return whole_text(self.clauses)

    @property
    def terms(self) -> list[Mapping[str, object]]:
        """The remedies that the clauses carry."""
        return promised(self.clauses)


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One saving of the draft: its number, who saved it, and when."""

    number: int
    by: Role
    at: datetime
    agreed: frozenset[Role]


@dataclass(frozen=True, slots=True)
class ClauseChanged:
    """One clause as it was and as it is. `state`: same, changed, added or removed."""

    clause: Clause
    state: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class CommentShown:
    """One remark. `is_open` until somebody said that it is dealt with."""

    id: UUID
    clause: str
    text: str
    by: Role
    at: datetime
    is_for_staff: bool
    resolved_by: Role | None

    @property
    def is_open(self) -> bool:
        return self.resolved_by is None


NONE = Clause("", "")
STAFF = frozenset({Role.MEDIATOR, Role.OFFICER, Role.HEAD})


@part("drafts")
def _drafts(case_id: UUID) -> QuerySet[DraftVersion]:
    return DraftVersion.objects.filter(case=case_id).order_by("-number")[:1]


@part("draft_consents")
def _consents(case_id: UUID) -> QuerySet[DraftConsent]:
    return DraftConsent.objects.filter(case=case_id, retracted_at=None).order_by("number")


@part("draft_comments")
def _comments(case_id: UUID) -> QuerySet[DraftComment]:
    return DraftComment.objects.filter(case=case_id).order_by("at", "id")


def latest(case_id: UUID) -> DraftVersion | None:
    """The last version, None while nobody has written one."""
    return next(iter(together.rows("drafts", case_id)), None)


def agreed_to(case_id: UUID, number: int) -> dict[Role, datetime]:
    """Which sides agree to this version, and since when."""
    rows = together.rows("draft_consents", case_id)
    return {Role(row.role): row.at for row in rows if row.number == number}


def draft_of(case_id: UUID) -> DraftShown | None:
    """The draft of a case as it stands, None while nobody has written one."""
    row = latest(case_id)
    if row is None:
        return None
    return DraftShown(
        clauses=tuple(from_rows(row.clauses)),
        version=row.number,
        points=row.points,
        edited_by=Role(row.by),
        edited_at=row.at,
        sha256=row.sha256,
        agreed=agreed_to(case_id, row.number),
        agreed_before={Role(one.role): one.number for one in together.rows("draft_consents", case_id)},
    )


def clauses_at(case_id: UUID, number: int) -> list[Clause]:
    """The draft as it stood after this saving; the last one for numbers not reached yet, none for 0. One query."""
    row = DraftVersion.objects.filter(case=case_id, number__lte=number).order_by("-number").first()
    return from_rows(row.clauses) if row else []


def versions_of(case_id: UUID, most: int = 50) -> list[VersionShown]:
    """The last versions, the newest first. Two queries."""
    rows = DraftVersion.objects.filter(case=case_id).defer("clauses").order_by("-number")[:most]
    return [VersionShown(row.number, Role(row.by), row.at, frozenset(agreed_to(case_id, row.number))) for row in rows]


def between(case_id: UUID, before: int, after: int) -> list[ClauseChanged]:
    """Every clause of two versions, with what changed from the one to the other. One query."""
    rows = {
        row.number: from_rows(row.clauses)
        for row in DraftVersion.objects.filter(case=case_id, number__in=[before, after])
    }
    return compared(rows.get(before, []), rows.get(after, []))


def compared(before: Clauses, after: Clauses) -> list[ClauseChanged]:
    """Clauses in the order of `after`, those that went where they stood."""
    was, now = {one.id: one for one in before}, {one.id: one for one in after}
    order = [one.id for one in after]
    for place, one in enumerate(before):
        if one.id not in now:
            earlier = before[place - 1].id if place else None
            order.insert(order.index(earlier) + 1 if earlier in order else 0, one.id)
    return [_compared(was.get(key), now.get(key)) for key in order]


def _compared(before: Clause | None, after: Clause | None) -> ClauseChanged:
    pieces = changes(before.line if before else "", after.line if after else "")
    is_changed = any(piece.is_changed for piece in pieces)
    state = "added" if before is None else "removed" if after is None else "changed" if is_changed else "same"
    return ClauseChanged(after or before or NONE, state, pieces)


def comments_of(case_id: UUID, roles: frozenset[Role]) -> list[CommentShown]:
    """The remarks a reader with these roles may read, the first first."""
    is_staff = bool(roles & STAFF)
    rows = together.rows("draft_comments", case_id)
    return [_comment(row) for row in rows if is_staff or not row.is_for_staff]


def _comment(row: DraftComment) -> CommentShown:
    resolved = Role(row.resolved_by) if row.resolved_by else None
    return CommentShown(row.pk, row.clause, row.text, Role(row.by), row.at, row.is_for_staff, resolved)


def begins_anew(case_id: UUID, at: datetime, pause_minutes: int = 30) -> bool:
    """Whether nobody had touched the draft for a while before this saving: news for those who are not in the room."""
    rows = DraftVersion.objects.filter(case=case_id, at__lt=at).order_by("-number").values_list("at", flat=True)
    last = rows.first()
    return last is None or (at - last).total_seconds() > pause_minutes * 60
