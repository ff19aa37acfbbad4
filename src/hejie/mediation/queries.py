"""Reading mediators."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from hejie.cases.models import Case, Party
from hejie.mediation.models import BodyMember
from hejie.people.models import Post
from hejie.rules.model import Role


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
