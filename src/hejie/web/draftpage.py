"""The shared draft as case pages show it: its clauses with boxes to write in, who agrees, remarks, open points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie.drafting.clauses import LibraryClause, library
from hejie.drafting.merge import points
from hejie.drafting.queries import CommentShown
from hejie.drafting.records import Clause
from hejie.rules.model import Role
from hejie.web.casepage import CasePage
from hejie.web.show import Words

DRAFTING = frozenset({"mediating", "suspended", "testing"})
SIDES = (Role.COMPLAINANT, Role.RESPONDENT)


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark with the name of whoever made it, and the form that closes it."""

    comment: CommentShown
    by: Words
    resolve: str


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """One clause to read and to write. `points` are its open points, each with its versions."""

    id: str
    number: int
    heading: str
    text: str
    line: str
    points: Sequence[Sequence[str]]
    is_followed: bool
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class Agrees:
    """One side, and whether it agrees to the version shown; `before` is the last version it ever agreed to."""

    who: Words
    at: datetime | None
    before: int
    is_me: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft for one reader."""

    clauses: Sequence[ClauseShown]
    version: int
    points: int
    by: Words
    at: datetime | None
    sides: Sequence[Agrees]
    may_edit: bool
    may_agree: bool
    may_retract: bool
    may_remark: bool
    may_note: bool
    agreed_before: int
    library: Sequence[LibraryClause]
    address: str
    home: str
    new: tuple[str, str] = ("", "")

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agree to this very version."""
        return bool(self.version) and all(one.at for one in self.sides)


def draft_shown(page: CasePage, typed: Mapping[str, str] | None = None) -> DraftPage | None:
    """The draft for a case page; None while the case is not in mediation, or nobody may and nobody did write one.

    `typed`: what somebody wrote that could not be saved; it stays in the boxes.
    """
    if page.view.case.state not in DRAFTING or not (page.draft or "edit_draft" in page.forms):
        return None
    typed = typed or {}
    draft, forms = page.draft, page.forms
    return DraftPage(
        clauses=_clauses(page, typed),
        version=draft.version if draft else 0,
        points=draft.points if draft else 0,
        by=page.names(draft.edited_by) if draft else "",
        at=draft.edited_at if draft else None,
        sides=[_agrees(page, role) for role in SIDES],
        may_edit="edit_draft" in forms,
        may_agree="agree_draft" in forms,
        may_retract="retract_draft" in forms,
        may_remark="comment_draft" in forms,
        may_note="note_on_draft" in forms,
        agreed_before=max((_before(page, role) for role in page.view.roles), default=0),
        library=library() if "edit_draft" in forms else (),
        address=f"{page.address}/draft/",
        home=page.home,
        new=(typed.get("heading-new", ""), typed.get("text-new", "")),
    )


def _agrees(page: CasePage, role: Role) -> Agrees:
    at = page.draft.agreed.get(role) if page.draft else None
    return Agrees(page.names(role), at, _before(page, role), page.names.is_me(role))


def _before(page: CasePage, role: Role) -> int:
    return page.draft.agreed_before.get(role, 0) if page.draft else 0


def _clauses(page: CasePage, typed: Mapping[str, str]) -> list[ClauseShown]:
    draft = page.draft
    remarks: dict[str, list[Remark]] = {}
    for comment in page.remarks:
        remarks.setdefault(comment.clause, []).append(_remark(page, comment))
    clauses = draft.clauses if draft else ()
    return [_clause(one, place, remarks.get(one.id, []), typed) for place, one in enumerate(clauses, start=1)]


def _clause(one: Clause, number: int, remarks: Sequence[Remark], typed: Mapping[str, str]) -> ClauseShown:
    return ClauseShown(
        id=one.id,
        number=number,
        heading=typed.get(f"heading-{one.id}", one.heading),
        text=typed.get(f"text-{one.id}", one.text),
        line=one.line,
        points=points(one.text),
        is_followed=one.remedy is not None,
        remarks=remarks,
    )


def _remark(page: CasePage, comment: CommentShown) -> Remark:
    move = "resolve_note" if comment.is_for_staff else "resolve_comment"
    may = comment.is_open and move in page.forms
    return Remark(comment, page.names(comment.by), f"{page.address}/moves/{move}/" if may else "")
