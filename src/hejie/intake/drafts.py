"""Drafts of those who enter filings for others: found again by whoever typed them, on any machine."""

from __future__ import annotations

from uuid import UUID

from hejie.base.ids import show_case_number
from hejie.intake.models import Draft
from hejie.intake.queries import DraftShown

LOOKED_AT = 10  # drafts of one person that are opened to find those of a channel


def own_draft(draft_id: UUID, person_id: UUID, channel: str) -> DraftShown | None:
    """A draft this person typed at this channel, filed or not; one query."""
    draft = Draft.objects.select_related("case").filter(pk=draft_id, person=person_id).first()
    if draft is None or (draft.case is None and draft.answers.get("channel") != channel):
        return None
    return _shown(draft)


def open_drafts(person_id: UUID, channel: str) -> list[DraftShown]:
    """What this person began at this channel and has not filed, the latest first; one query."""
    drafts = Draft.objects.filter(person=person_id, case=None).order_by("-touched_at")[:LOOKED_AT]
    return [_shown(draft) for draft in drafts if draft.answers.get("channel") == channel]


def _shown(draft: Draft) -> DraftShown:
    ref = show_case_number(draft.case.ref) if draft.case else ""
    return DraftShown(draft.pk, draft.kind, draft.answers, draft.begun_at, draft.touched_at, draft.case_id, ref)
