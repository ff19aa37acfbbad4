"""What is asked of a district's day when it is over. Every answer is a list of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from django.db.models import F

from hejie.cases.models import Case, Deadline
from hejie.oversight.board import Board, boards
from hejie.oversight.days import matters_of
from hejie.oversight.models import FirstContact, LeftOver
from hejie.places.models import Authority
from tests.journeys.counted import Counted, count, readings, unrecorded_misses
from tests.journeys.district import District
from tests.stage import broken_chain

KINDS = ("law", "first_contact")


@dataclass(frozen=True)
class Row:
    """One office's figures as its board shows them and as the records say; equal, if all is well."""

    office: str
    shown: Mapping[str, Counted]
    counted: Mapping[str, Counted]


def figures(district: District) -> list[Row]:
    """Board and recount of every office that the day's matters came through."""
    offices = [district.world.offices[key] for key in ("yunting", "qinghe", "chengxi")]
    found = list(readings(district.office.pk, offices[0].pk))
    shown = boards(offices[0].path, district.now)
    return [
        Row(one.short_name, _shown(shown.get(one.pk, Board())), count(found, one.pk, district.now)) for one in offices
    ]


def _shown(board: Board) -> dict[str, Counted]:
    found = {kind: board.figures[kind] for kind in KINDS if kind in board.figures}
    counted = {kind: Counted(one.left, one.late, one.done) for kind, one in found.items()}
    law = counted.get("law", Counted())
    return {
        "first_contact": counted.get("first_contact", Counted()),
        "law": Counted(law.left, law.late, law.done, board.ahead),
    }


def unmoved(district: District) -> list[str]:
    """What had to move, has not, and is not named with a person and a reason in the closing of its office."""
    named = LeftOver.objects.filter(closing__day=district.day).select_related("closing")
    known = {(one.closing.office_id, one.case_id, one.rule) for one in named if one.person_id and one.reason}
    offices = Authority.objects.filter(pk__in=Case.objects.values("office"))
    return [
        one.key
        for office in offices
        for one in matters_of(office, district.now, 10_000)
        if (office.pk, one.case_id, one.rule) not in known
    ]


def late_contacts() -> list[str]:
    """First contacts made after their half hour."""
    return list(FirstContact.objects.filter(made_at__gt=F("due_at")).values_list("case__ref", flat=True))


def missed_without_record(district: District) -> list[str]:
    """The worker's next minutes after midnight; then by the records alone, and by the deadlines."""
    with district.clock():
        district.now = district.at(time(0, 5), district.day + timedelta(days=1))
        district.time_passes()
    found = readings(district.office.pk, district.world.offices["yunting"].pk)
    running = Deadline.objects.filter(closed_at=None, is_paused=False, missed_at=None, due_on__lte=district.day)
    return [*unrecorded_misses(found, district.now.date()), *running.values_list("rule", flat=True)]


def broken_chains() -> list[str]:
    return [case.ref for case in Case.objects.select_related("office") if broken_chain(case)]
