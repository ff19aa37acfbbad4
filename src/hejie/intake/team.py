"""Repeat cases: found soon after the filing, and shown to the team that handles them with the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, Party
from hejie.intake.models import Repeat
from hejie.intake.repeats import DUPLICATE, NAMES, REPEAT, Sought, possible_repeats
from hejie.people.access import Actor
from hejie.rules.model import Role, Text

LOOKED_BACK = timedelta(minutes=20)  # the task runs every minute and makes up for ten minutes of standing still
MOST_AT_ONCE = 500
TEAM = "special_team"  # the post of whoever handles repeat cases at an office
SHOWN = 50


@dataclass(frozen=True, slots=True)
class RepeatShown:
    """One repeat case in the team's list."""

    ref: str
    title: str
    trader: str
    earlier: str
    name: Text
    filed_at: datetime
    office: str


def link_repeats(*, now: datetime) -> int:
    """Look at the cases filed lately: which come again after an earlier one of the same person? Returns how many.

    Not done while filing: nobody waits for it. Looking twice changes nothing.
    """
    linked = Repeat.objects.values("case")
    fresh = Case.objects.filter(pk__gt=first_id_after(now - LOOKED_BACK)).exclude(pk__in=linked)
    found = [row for case in fresh.exclude(kind="enquiry").order_by("id")[:MOST_AT_ONCE] if (row := _repeat(case, now))]
    return len(Repeat.objects.bulk_create(found, ignore_conflicts=True))


def _repeat(case: Case, now: datetime) -> Repeat | None:
    likely = [one for one in possible_repeats(sought_of(case)) if one.kind in (DUPLICATE, REPEAT)]
    earlier = next((one for one in likely if one.filed_at <= case.filed_at), None)
    if earlier is None:
        return None
    return Repeat(case=case, earlier_id=earlier.case_id, kind=earlier.kind, office_id=case.office_id, found_at=now)


def sought_of(case: Case) -> Sought:
    """A filed case as something to find others by."""
    party = Party.objects.filter(case=case, side=Role.COMPLAINANT).first()
    return Sought(
        phone=(party and party.phone) or "",
        person_id=party.person_id if party else None,
        trader_id=case.trader_id,
        goods=str(case.details.get("goods") or ""),
        order_number=str(case.details.get("order_number") or ""),
        story=case.story,
        without=case.pk,
    )


def first_id_after(moment: datetime) -> UUID:
    """The smallest row id made after a moment: ids carry their time, see `base.ids.uuid7`."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def is_of_the_team(actor: Actor) -> bool:
    """Repeat cases go to the special team; a head sees them too, so that an office without a team loses none."""
    return actor.has_post(TEAM, Role.HEAD)


def repeats_for(actor: Actor) -> Sequence[RepeatShown]:
    """Open repeat cases of the offices where the actor is of the team, the latest first; one query."""
    offices = [post.authority_id for post in actor.posts if post.role in (TEAM, Role.HEAD)]
    rows = Repeat.objects.filter(office__in=offices, case__closed_at=None).order_by("-found_at", "-id")
    rows = rows.select_related("case__trader", "case__office", "earlier")
    return [
        RepeatShown(
            ref=show_case_number(row.case.ref),
            title=row.case.title,
            trader=row.case.trader.name if row.case.trader else "",
            earlier=show_case_number(row.earlier.ref),
            name=NAMES[row.kind],
            filed_at=row.case.filed_at,
            office=row.case.office.short_name,
        )
        for row in rows[:SHOWN]
    ]
