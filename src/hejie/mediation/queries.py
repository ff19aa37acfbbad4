"""Reading mediators and the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.models import Case, Party
from hejie.mediation.models import BodyMember, Draft
from hejie.people.models import Post
from hejie.rules.model import Role


@dataclass(frozen=True, slots=True)
class DraftShown:
    """The shared draft as it stands. Send `version` back with `edit_draft`."""

    text: str
    version: int
    edited_by: Role
    edited_at: datetime


def draft_of(case_id: UUID) -> DraftShown | None:
    """The draft of a case, None while nobody has written one."""
    row = next(iter(together.rows("drafts", case_id)), None)
    return DraftShown(row.text, row.version, Role(row.edited_by), row.edited_at) if row else None


@part("drafts", for_pages_alone=True)
def _drafts(case_id: UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(case=case_id)


def mediators_for(case: Case) -> Mapping[UUID, str]:
    """Who may mediate: holders of a mediator's post at the office or above, nearest first; never a side. One query.

    Those of a body to which mediation may be delegated come by way of a delegation alone.
    """
    steps = case.office.path.strip("/").split("/")
    paths = ["/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    sides = Party.objects.filter(case=case, person__isnull=False).values("person")
    posts = Post.objects.filter(role=Role.MEDIATOR, authority__path__in=paths, until=None, person__is_active=True)
    posts = posts.exclude(person__in=BodyMember.objects.filter(body__until=None).values("person"))
    rows = posts.exclude(person__in=sides).select_related("person").order_by("-authority__path", "since")
    return {row.person_id: row.person.name or row.person.username or "" for row in rows}
