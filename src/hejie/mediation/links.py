"""The link in a message about a meeting: signed, for one side of one meeting. It opens the meeting and nothing else.

Nothing is kept of it. Whoever has it chooses times for that side: it goes to the phone or the account of that side
alone, see docs/decisions/0137.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing

from hejie.cases.models import Case
from hejie.mediation.models import Meeting
from hejie.people.access import Actor, link_actor
from hejie.rules.model import Role

SALT = "hejie.meeting"
GOOD_FOR = timedelta(days=90)
MARKS = {"c": Role.COMPLAINANT, "r": Role.RESPONDENT}


@dataclass(frozen=True, slots=True)
class Behind:
    """What a link opens: one meeting of a case, for one side."""

    meeting_id: UUID
    case: Case
    side: Role
    is_over: bool

    @property
    def actor(self) -> Actor:
        """Whoever has the link, as that side. No code is asked for: it opens nothing but the choice of a time."""
        return link_actor(case_id=self.case.pk, side=self.side, is_proved=True)


def link_for(meeting_id: UUID, side: Role) -> str:
    """The address a side is sent."""
    mark = next(mark for mark, role in MARKS.items() if role is side)
    return f"{settings.PUBLIC_URL}/t/{signing.dumps(mark + meeting_id.hex, salt=SALT)}/"


def links_to(meeting_id: UUID, key: str = "link") -> Mapping[Role, Mapping[str, str]]:
    """The address of each side, as the value `key` of a message."""
    return {side: {key: link_for(meeting_id, side)} for side in MARKS.values()}


def meeting_behind(text: str) -> Behind | None:
    """The meeting and the side of a link; None when it is forged or too old."""
    try:
        told = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
        side, meeting_id = MARKS[told[0]], UUID(told[1:])
    except (signing.BadSignature, ValueError, KeyError, IndexError):
        return None
    meeting = Meeting.objects.filter(pk=meeting_id).select_related("case").first()
    return Behind(meeting.pk, meeting.case, side, meeting.ended_at is not None) if meeting else None
