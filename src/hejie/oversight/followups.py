"""The follow-up of every case (每件回访): the message, the call list, and figures that do not flatter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from hejie.cases.access import AMONG_OFFICES
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, CaseRecord, Party
from hejie.cases.notices import News, tell
from hejie.cases.queries import case_by_id
from hejie.oversight.facts import HANDLING
from hejie.oversight.figures import Rate
from hejie.oversight.models import FollowUp, Rectification
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text

ASK_AFTER = timedelta(hours=24)  # not in the same minute as the decision itself
CALLS = 30


def ask_how_it_went(now: datetime, *, limit: int = 500) -> int:
    """Send the one-tap message to sides whose case ended a day ago and who have not rated it. Returns how many."""
    waiting = FollowUp.objects.filter(asked_at=None, done_at=None, opened_at__lte=now - ASK_AFTER)
    rows = list(waiting.order_by("opened_at")[:limit])
    for row in rows:
        case = case_by_id(row.case_id)
        tell(News(case, "followup_asked", now, f"followup:{row.pk}"), [Role(row.side)])
    FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=now)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the call list. `may_call`: the reader has not handled the case."""

    ref: str
    title: str
    side: Role
    name: str
    phone: str
    tries: int
    ended_on: date
    state: Text
    may_call: bool


def calls_of(office: Authority, caller: UUID, now: datetime, after: str = "") -> tuple[list[Call], str]:
    """One page of the call list, the longest waiting first, and the key of the next page. Three queries."""
    rows = FollowUp.objects.filter(office=office, done_at=None, call_from__lte=shanghai_date(now))
    rows = rows.filter(case__closed_at__isnull=False)  # a refusal that was set aside runs again
    if key := _key(after):
        rows = rows.filter(Q(call_from__gt=key[0]) | Q(call_from=key[0], pk__gt=key[1]))
    found = list(rows.select_related("case").order_by("call_from", "id")[: CALLS + 1])
    shown = found[:CALLS]
    parties = {(party.case_id, party.side): party for party in _parties(shown)}
    own = handled_by(caller, {row.case_id: row.case for row in shown})
    lines = [_call(row, parties.get((row.case_id, row.side)), row.case_id not in own) for row in shown]
    more = f"{shown[-1].call_from}_{shown[-1].pk}" if len(found) > CALLS else ""
    return lines, more


def handled_by(person: UUID, cases: Mapping[UUID, Case]) -> set[UUID]:
    """Which of these cases this person handled, as `facts.handlers_of` says of one. One query."""
    named = {key for key, case in cases.items() if person in (case.officer_id, case.mediator_id)}
    acted = CaseRecord.objects.filter(case__in=list(cases), person_id=person, role__in=HANDLING)
    return named | set(acted.exclude(visible_to=AMONG_OFFICES).values_list("case_id", flat=True))


def _key(after: str) -> tuple[date, int] | None:
    day, _, pk = after.partition("_")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _parties(rows: Sequence[FollowUp]) -> list[Party]:
    return list(Party.objects.filter(case__in=[row.case_id for row in rows]).select_related("trader"))


def _call(row: FollowUp, party: Party | None, may_call: bool) -> Call:
    phone = (party and (party.phone or (party.trader and party.trader.contact_phone))) or ""
    return Call(
        ref=row.case.ref,
        title=row.case.title,
        side=Role(row.side),
        name=(party and party.name) or "",
        phone=phone,
        tries=row.tries,
        ended_on=shanghai_date(row.opened_at),
        state=procedure_of(row.case).states[row.case.state].label,
        may_call=may_call,
    )


@dataclass(frozen=True, slots=True)
class FollowUpFigures:
    """Of the cases that ended since a day, side by side of each dispute. Not reached and not asked stand apart."""

    covered: Rate
    reached: Rate
    satisfied: Rate
    solved: Rate
    fair: int
    not_reached: int
    waiting: int
    bad: int
    rectified: Rate

    @property
    def rates(self) -> tuple[Rate, ...]:
        """In the order in which they are read."""
        return (self.covered, self.reached, self.satisfied, self.solved, self.rectified)


def followup_figures(office: Authority, since: datetime) -> FollowUpFigures:
    """Counted over the follow-ups opened since then at this office. Two queries."""
    rows = FollowUp.objects.filter(office=office, opened_at__gte=since)
    said = Q(result="reached")
    n = rows.aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        reached=Count("pk", filter=said),
        satisfied=Count("pk", filter=Q(satisfaction="satisfied")),
        fair=Count("pk", filter=Q(satisfaction="fair")),
        solved=Count("pk", filter=Q(solved=True)),
        bad=Count("pk", filter=Q(satisfaction="dissatisfied")),
    )
    put_right = Rectification.objects.filter(office=office, opened_at__gte=since)
    r = put_right.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(closed_at__isnull=False)))
    return FollowUpFigures(
        covered=Rate("covered", Text("回访办结率", "Follow-ups concluded"), OF_ENDED, n["done"], n["all"]),
        reached=Rate("reached", Text("联系上的", "Reached"), OF_DONE, n["reached"], n["done"]),
        satisfied=Rate("satisfied", Text("满意率", "Satisfied"), OF_REACHED, n["satisfied"], n["reached"]),
        solved=Rate("solved", Text("说解决了", "Say it is solved"), OF_REACHED, n["solved"], n["reached"]),
        fair=n["fair"],
        not_reached=n["done"] - n["reached"],
        waiting=n["all"] - n["done"],
        bad=n["bad"],
        rectified=Rate(
            "rectified", Text("整改销号率", "Rectifications checked and closed"), OF_ORDERED, r["closed"], r["all"]
        ),
    )


OF_ENDED = Text("办结案件应回访的各方", "sides to be asked after the end")
OF_DONE = Text("已办结的回访", "follow-ups that were concluded")
OF_REACHED = Text("联系上的（没联系上的不算）", "those reached (others count nowhere)")
OF_ORDERED = Text("要求整改的", "rectifications ordered")


@dataclass(frozen=True, slots=True)
class Review:
    """A bad review on its way: to be looked into, put right, or checked."""

    ref: str
    title: str
    step: str
    due_on: date | None
    owner: str


def reviews_of(office: Authority) -> list[Review]:
    """Bad reviews of an office that are not closed, the most pressing first. Two queries."""
    found = FollowUp.objects.filter(office=office, review="open").select_related("case").order_by("review_due_on")
    orders = (
        Rectification.objects.filter(office=office, closed_at=None).select_related("case", "owner").order_by("due_on")
    )
    return [
        *(Review(one.case.ref, one.case.title, "open", one.review_due_on, "") for one in found[:CALLS]),
        *(Review(one.case.ref, one.case.title, one.state, one.due_on, one.owner.name or "") for one in orders[:CALLS]),
    ]
