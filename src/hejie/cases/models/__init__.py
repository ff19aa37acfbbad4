"""The hub's rows: a case, its parties, its chain of records, its deadlines, the working calendar.

`Case.state` is written by `cases.actions` alone. Records are append-only: a trigger refuses to change or remove them.
"""

from __future__ import annotations

from hejie.cases import beside  # noqa: F401 - its rows are this app's
from hejie.cases.models.case import Case, Invitation, Party, Representation
from hejie.cases.models.clocks import HOUSE, CalendarYear, Deadline, DeadlineStep
from hejie.cases.models.records import CaseRecord, RecordContent

__all__ = [
    "HOUSE",
    "CalendarYear",
    "Case",
    "CaseRecord",
    "Deadline",
    "DeadlineStep",
    "Invitation",
    "Party",
    "RecordContent",
    "Representation",
]
