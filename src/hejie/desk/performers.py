"""What a move does to the lists of a desk. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from hejie.cases.actions import Act, performs
from hejie.desk.models import PlannedVisit
from hejie.rules.clock import shanghai_date


@performs("record_visit")
def note_visit(act: Act) -> None:
    """What was visited is done on every list that still had it."""
    PlannedVisit.objects.filter(case=act.case, done_at=None, on__lte=shanghai_date(act.now)).update(done_at=act.now)
