"""What the rules learn about the draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.drafting.models import DraftVersion
from hejie.drafting.queries import agreed_to, latest
from hejie.drafting.records import from_rows, text_hash
from hejie.rules.model import Text

SHORT = 20
NOTHING = text_hash([])  # every clause was taken out again


@provides_facts
def facts_of_the_draft(case: Case, now: datetime) -> Mapping[str, Any]:
    """Its version, who agrees to it, and what a remark or a consent may name."""
    if not is_open(case, "edit_draft"):
        return {}
    row = latest(case.pk)
    if row is None or row.sha256 == NOTHING:
        return {}
    return {
        "draft_version": row.number,
        "draft_points": row.points,
        "draft_agreed_by": frozenset(agreed_to(case.pk, row.number)),
        "options": {
            "draft_version": {str(row.number): Text(f"第 {row.number} 版", f"Version {row.number}")},
            "draft_clauses": ReadLate(lambda: _clauses(row)),
            "draft_comments": ReadLate(lambda: _remarks(case, is_for_staff=False)),
            "draft_notes": ReadLate(lambda: _remarks(case, is_for_staff=True)),
        },
    }


def _clauses(row: DraftVersion) -> Mapping[str, Text]:
    return {one.id: _short(one.line) for one in from_rows(row.clauses)}


def _remarks(case: Case, *, is_for_staff: bool) -> Mapping[str, Text]:
    rows = together.rows("draft_comments", case.pk)
    still_open = [row for row in rows if row.resolved_at is None and row.is_for_staff is is_for_staff]
    return {str(row.pk): _short(row.text) for row in still_open}


def _short(text: str) -> Text:
    shown = text if len(text) <= SHORT else f"{text[:SHORT]}…"
    return Text(shown, shown)
