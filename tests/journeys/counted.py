"""The figures of a day counted from the records alone: a second reading of the law, beside the platform's own.

No deadline, no row of the closed loop is read: what a fact starts and ends stands here once more, as Order 121 and the
office's promises say it, and working days are counted one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from hejie.cases.deadlines import calendar
from hejie.cases.models import CaseRecord
from hejie.rules.clock import SHANGHAI, shanghai_date

HOUSE = {"officer", "head", "mediator", "operator"}
FIRST = {"complaint": ("acceptance", 7), "report": ("report_check", 15), "enquiry": ("enquiry_reply", 5)}
ENDS = {
    "complaint_accepted": "acceptance",
    "complaint_refused": "acceptance",
    "complaint_redirected": "acceptance",
    "case_opened": "report_check",
    "case_not_opened": "report_check",
    "report_redirected": "report_check",
    "enquiry_answered": "enquiry_reply",
    "enquiry_redirected": "enquiry_reply",
}
OVER = {"complaint_refused", "complaint_redirected", "enquiry_answered", "case_not_opened"}
SPOKEN = {
    *("contact_noted", "complaint_accepted", "complaint_refused", "identity_requested", "enquiry_answered"),
    *("case_opened", "case_not_opened", "message_sent"),
}
LAST_CALL = time(17)  # what comes later has its thirty minutes the next morning


@dataclass(frozen=True)
class Counted:
    """left, late and done by kind; `ahead`: done today before its last day."""

    left: int = 0
    late: int = 0
    done: int = 0
    ahead: int = 0


@dataclass
class Reading:
    """One case as its records tell it: the office that has it, the clocks that run, and what was done on the day."""

    office: UUID
    above: UUID
    kind: str = ""
    clocks: dict[str, date] = field(default_factory=dict)
    done: list[tuple[UUID, date, datetime]] = field(default_factory=list)
    waiting: datetime | None = None
    spoken: list[tuple[UUID, datetime]] = field(default_factory=list)
    missed: set[str] = field(default_factory=set)

    def read(self, one: CaseRecord) -> None:
        """Take in the next record."""
        if one.fact == "case_filed":
            self.kind = one.data["kind"]
            self._begin(one.at)
        elif one.fact == "deadline_missed":
            self.missed.add(one.data["rule"])
        elif one.fact == "case_returned":
            self._end(FIRST[self.kind][0], one.at)
            self.office, self.waiting = self.above, None
        elif one.fact == "case_dispatched":
            self.office = UUID(one.data["office"])
            self._begin(one.at)
        else:
            self._other(one)

    def _begin(self, at: datetime) -> None:
        rule, days = FIRST[self.kind]
        self.clocks[rule] = working_days_after(shanghai_date(at), days)
        self.waiting = at

    def _other(self, one: CaseRecord) -> None:
        if one.fact in ENDS:
            self._end(ENDS[one.fact], one.at)
        if one.fact in SPOKEN and one.role in HOUSE and self.waiting:
            self.spoken.append((self.office, one.at))
            self.waiting = None
        if one.fact in OVER:
            self.waiting = None

    def _end(self, rule: str, at: datetime) -> None:
        self.done.append((self.office, self.clocks.pop(rule), at))


def readings(office: UUID, above: UUID) -> Iterator[Reading]:
    """Every case there is; all were filed with this office."""
    rows = CaseRecord.objects.order_by("case", "seq").defer("hash", "prev").iterator()
    for _case, records in groupby(rows, key=lambda one: one.case_id):
        found = Reading(office, above)
        for one in records:
            found.read(one)
        yield found


def count(found: Iterable[Reading], office: UUID, now: datetime) -> Mapping[str, Counted]:
    """The day of an office, by kind: `law` and `first_contact`."""
    law, contact = Counted(), Counted()
    for case in found:
        law = _law(law, case, office, now)
        contact = _contact(contact, case, office, now)
    return {"law": law, "first_contact": contact}


def _law(sum_: Counted, case: Reading, office: UUID, now: datetime) -> Counted:
    today = shanghai_date(now)
    open_ = [due for due in case.clocks.values() if due <= today] if case.office == office else []
    today_s = [due for by, due, at in case.done if by == office and shanghai_date(at) == today]
    return replace(
        sum_,
        left=sum_.left + len(open_),
        late=sum_.late + sum(due < today for due in open_),
        done=sum_.done + sum(due <= today for due in today_s),
        ahead=sum_.ahead + sum(due > today for due in today_s),
    )


def _contact(sum_: Counted, case: Reading, office: UUID, now: datetime) -> Counted:
    today = shanghai_date(now)
    waits = case.waiting is not None and case.office == office and _presses(case.waiting, today)
    made = sum(by == office and shanghai_date(at) == today for by, at in case.spoken)
    return replace(sum_, left=sum_.left + waits, late=sum_.late + waits, done=sum_.done + made)


def _presses(since: datetime, today: date) -> bool:
    return since <= datetime.combine(today, LAST_CALL, SHANGHAI)


def working_days_after(day: date, days: int) -> date:
    """The day of the event is not counted."""
    known = calendar()
    while days:
        day += timedelta(days=1)
        days -= known.is_working(day)
    return day


def unrecorded_misses(found: Iterable[Reading], today: date) -> list[str]:
    """Periods that ended before today, still run, and whose record of being missed is not there."""
    return [rule for case in found for rule, due in case.clocks.items() if due < today and rule not in case.missed]
