"""The board of a day (每日清零): what an office must move today, done and not done, counted from the rows themselves.

One statement counts every figure for any number of offices, each part through an index of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Count, F, Q, QuerySet, Value, When
from django.db.models import TextField as Words

from hejie.base.compiled import A_MOMENT, Compiled, stand_in_id
from hejie.cases.models import HOUSE, Case, CaseRecord, Deadline
from hejie.dispatch.models import Transfer
from hejie.oversight.ledger import FULFILLED, LEAVING, RETURNED, TURNED
from hejie.oversight.models import Done, FirstContact, FollowUp, Rectification, Supervision
from hejie.places.models import Authority
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.procedures._contact import TOWARDS_FILER
from hejie.rules.procedures._followup import RECTIFICATION, REVIEW_ANSWER
from hejie.rules.procedures._supervision import SUPERVISION_ANSWER

FIRST_CONTACT = "first_contact"
OWN_ROWS = frozenset({SUPERVISION_ANSWER, REVIEW_ANSWER, RECTIFICATION})  # counted from rows of this app
KINDS = ("law", FIRST_CONTACT, SUPERVISION_ANSWER, REVIEW_ANSWER, RECTIFICATION)
LAW = Value("law")
KIND_OF_DUTY = When(rule__in=sorted(OWN_ROWS), then=F("rule"))  # else a period of the law
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """Matters of one kind: those left, and how many of these were late when counted; those done today."""

    left: int = 0
    late: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """One office's day. `figures` by kind; `ahead`: done today before its last day."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    ahead: int = 0

    @property
    def left(self) -> int:
        return sum(one.left for one in self.figures.values())

    @property
    def late(self) -> int:
        return sum(one.late for one in self.figures.values())

    @property
    def done(self) -> int:
        return sum(one.done for one in self.figures.values())

    @property
    def due(self) -> int:
        """Everything that had to move today."""
        return self.left + self.done


def midnight(now: datetime) -> datetime:
    return datetime.combine(shanghai_date(now), time(), SHANGHAI)


def board_at(office_id: UUID, now: datetime) -> Board:
    """The board of one office. One query."""
    return _folded(_counts("office", office_id, now)).get(office_id, Board())


def share_at(office_id: UUID, person_id: UUID, now: datetime) -> Board:
    """Of one office's board what lies in the cases this person handles. One query."""
    return _folded(_counts("office and officer", office_id, now, person_id)).get(office_id, Board())


def boards(path: str, now: datetime) -> dict[UUID, Board]:
    """The boards of all offices whose path begins so, by id; one without any matter is absent. One query."""
    return _folded(_counts("path", f"{path}%", now))


Row = tuple[str, str, UUID, int, int]  # what, kind, office, all, of these late or done on time
AN_OFFICE, AN_OFFICER, A_PATH = stand_in_id("offi"), stand_in_id("hand"), "any path"


def _counts(by: str, which: UUID | str, now: datetime, officer: UUID | None = None) -> list[tuple[Any, ...]]:
    given: dict[Hashable, Any] = dict(zip(_moments(A_MOMENT), _moments(now), strict=True))
    return _statement(by)(given | {AN_OFFICE: which, AN_OFFICER: officer, f"{A_PATH}%": which})


def _moments(now: datetime) -> tuple[date | datetime, ...]:
    return now, shanghai_date(now), midnight(now), midnight(now) + A_DAY


@cache
def _statement(by: str) -> Compiled:
    def at(**case: Any) -> Q:
        if by == "path":
            return Q(office__path__startswith=A_PATH)
        own = Q(case__in=Case.objects.filter(officer=AN_OFFICER, **case)) if by == "office and officer" else Q()
        return Q(office=AN_OFFICE) & own

    return Compiled(lambda: _union(at(), at(closed_at=None), A_MOMENT), keeps_plan=False)


def _union(there: Q, running_there: Q, now: datetime) -> QuerySet[Any]:
    today = shanghai_date(now)
    done, spoken = (
        Done.objects.filter(done_at__gte=midnight(now)),
        FirstContact.objects.filter(made_at__gte=midnight(now)),
    )
    parts = [
        _part("left", "law", clocks(today).filter(running_there), Q(due_on__lt=today)),
        _part("left", FIRST_CONTACT, contacts(now).filter(running_there), Q(due_at__lt=now)),
        _part("left", SUPERVISION_ANSWER, asked(today).filter(there), Q(due_on__lt=today)),
        _part("left", REVIEW_ANSWER, reviews(today).filter(there), Q(review_due_on__lt=today)),
        _part("left", RECTIFICATION, unrectified(today).filter(there), Q(due_on__lt=today)),
        _part("done", FIRST_CONTACT, spoken.filter(there), Q(made_at__isnull=False)),
        _part("done", KIND_OF_DUTY, done.filter(there), Q(due_on__lte=today)),
    ]
    return parts[0].union(*parts[1:], all=True)


def _part(what: str, kind: str | When, rows: QuerySet[Any], of_these: Q) -> QuerySet[Any]:
    """Counted by rows, not by keys: an index that says office and time answers alone."""
    named = Either(kind, default=LAW, output_field=Words()) if isinstance(kind, When) else Value(kind, Words())
    labelled = rows.annotate(what=Value(what, Words()), kind_of=named, at_office=F("office"))
    grouped = labelled.values("what", "kind_of", "at_office").annotate(
        n=Count("*"), some=Count(Value(1), filter=of_these)
    )
    return grouped.order_by().values_list("what", "kind_of", "at_office", "n", "some")


def _folded(counts: Iterable[Row]) -> dict[UUID, Board]:
    figures: dict[UUID, dict[str, Figure]] = {}
    ahead: dict[UUID, int] = {}
    for what, kind, office, n, some in counts:
        own = figures.setdefault(office, {})
        before = own.get(kind, Figure())
        if what == "left":
            own[kind] = replace(before, left=before.left + n, late=before.late + some)
        else:
            own[kind] = replace(before, done=before.done + some)
            ahead[office] = ahead.get(office, 0) + n - some
    return {office: Board(without_nothing(own), ahead.get(office, 0)) for office, own in figures.items()}


def without_nothing(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Kinds that have something to show."""
    return {kind: one for kind, one in figures.items() if one != Figure()}


def clocks(today: date) -> QuerySet[Deadline]:
    """Periods of the law that end today or have ended, the duty of the house; of cases that run where asked by office.

    A clock lies at an office while its case runs there: see `Deadline.office` and the index it has for this.
    """
    running = Deadline.objects.filter(closed_at=None, is_paused=False, of__in=HOUSE)
    return running.filter(due_on__lte=today).exclude(rule__in=OWN_ROWS)


def contacts(now: datetime) -> QuerySet[FirstContact]:
    """First contacts that fall due before midnight."""
    return FirstContact.objects.filter(made_at=None, dropped_at=None, due_at__lt=midnight(now) + A_DAY)


def asked(today: date) -> QuerySet[Supervision]:
    return Supervision.objects.filter(state="asked", closed_at=None, due_on__lte=today)


def reviews(today: date) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(review="open", review_due_on__lte=today)


def unrectified(today: date) -> QuerySet[Rectification]:
    return Rectification.objects.filter(state="open", closed_at=None, due_on__lte=today)


def recount(office: Authority, now: datetime) -> Board:
    """The same figures from deadlines, records and transfers alone; reads every case the office has or had today."""
    begun = midnight(now)
    left_since = Transfer.objects.filter(from_office=office, at__gte=begun).values("case")
    had = Case.objects.filter(Q(office=office) | Q(pk__in=left_since))
    ways: defaultdict[UUID, list[Transfer]] = defaultdict(list)
    for way in Transfer.objects.filter(case__in=had, at__gte=begun).select_related("record").order_by("at", "record"):
        ways[way.case_id].append(way)
    figures, ahead = {kind: Figure() for kind in KINDS}, 0
    for row in Deadline.objects.filter(case__in=had, of__in=HOUSE).select_related("case"):
        kind = row.rule if row.rule in OWN_ROWS else "law"
        if row.closed_at is None:
            figures[kind] = _with_left(figures[kind], row, office, shanghai_date(now))
        elif row.closed_at >= begun and row.closed_as in FULFILLED and _was_at(office, row.case, row.closed_at, ways):
            in_time = row.due_on <= shanghai_date(now)
            figures[kind] = replace(figures[kind], done=figures[kind].done + in_time)
            ahead += not in_time
    figures[FIRST_CONTACT] = _recounted_contacts(office, had, now)
    return Board(without_nothing(figures), ahead)


def _with_left(figure: Figure, row: Deadline, office: Authority, today: date) -> Figure:
    runs = row.case.closed_at is None or row.rule in OWN_ROWS
    if row.is_paused or row.due_on > today or not runs or row.case.office_id != office.pk:
        return figure
    return replace(figure, left=figure.left + 1, late=figure.late + (row.due_on < today))


def _was_at(office: Authority, case: Case, at: datetime, ways: Mapping[UUID, list[Transfer]]) -> bool:
    """Whether the office had a case when a duty was done; sending it away is still the sender's."""
    for way in ways.get(case.pk, ()):
        if at < way.at or (at == way.at and way.record.fact in LEAVING):
            return way.from_office_id == office.pk
    return case.office_id == office.pk


def _recounted_contacts(office: Authority, had: QuerySet[Case], now: datetime) -> Figure:
    left = late = done = 0
    own = {(row.case_id, row.started_at): row for row in FirstContact.objects.filter(case__in=had, office=office)}
    closed = dict(had.values_list("pk", "closed_at"))
    moving = set(Transfer.objects.filter(case__in=had).values_list("record", flat=True))
    told = CaseRecord.objects.filter(case__in=had).order_by("case", "seq")
    for case_id, records in groupby(told.iterator(), attrgetter("case_id")):
        for began, made, ended in first_contacts_of(list(records), moving):
            if row := own.get((case_id, began)):
                done += made is not None and made >= midnight(now)
                waits = not made and not ended and closed[case_id] is None and row.due_at < midnight(now) + A_DAY
                left, late = left + waits, late + (waits and row.due_at < now)
    return Figure(left, late, done)


Stay = tuple[datetime, datetime | None, datetime | None]


def first_contacts_of(records: list[CaseRecord], moving: Collection[int]) -> list[Stay]:
    """From the records of one case, for each office that had it: since when, when somebody first spoke, until when.

    `moving`: ids of the records by which a case came to lie at another office.
    """
    stays: list[Stay] = []
    for one in records:
        if one.pk in moving and stays and not stays[-1][2]:
            stays[-1] = (*stays[-1][:2], one.at)
        if _arrives(one, one.pk in moving):
            stays.append((one.at, None, None))
        elif stays and stays[-1][1:] == (None, None) and _speaks(one):
            stays[-1] = (stays[-1][0], one.at, None)
    return stays


def _arrives(record: CaseRecord, is_moving: bool) -> bool:
    """Filed there or turned to it, or come from another office and not back."""
    is_filed = record.fact == "case_filed" and record.data.get("how") == "authority"
    return is_filed or record.fact == TURNED or (is_moving and record.fact != RETURNED)


def _speaks(record: CaseRecord) -> bool:
    return bool(record.person_id and record.role in HOUSE and record.fact in TOWARDS_FILER)
