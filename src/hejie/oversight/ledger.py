"""What the closed loop keeps of every fact, in its transaction: duties done, first contacts, follow-ups to make.

Nothing here is truth of its own: the deadlines and records say the same, and `rebuild` writes the duties done again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hejie.base import together
from hejie.base.events import Fact
from hejie.base.written import change_later, write_later
from hejie.cases import deadlines
from hejie.cases.access import DECIDING
from hejie.cases.history import record_by_id
from hejie.cases.models import HOUSE, Case, Deadline, Party
from hejie.cases.queries import case_by_id
from hejie.cases.sweep import escalate
from hejie.dispatch.models import Transfer
from hejie.oversight.models import Done, Escalation, FirstContact, FollowUp, Supervision
from hejie.oversight.promised import call_after_days, first_contact_minutes
from hejie.people.models import Post
from hejie.rules import machine, office_hours, reminders
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from hejie.rules.procedures._contact import TOWARDS_FILER

TURNED, RETURNED = "turned_to_authority", "case_returned"
LEAVING = frozenset({RETURNED, "case_dispatched"})  # an office that sends a case away has still done its duty
MOVING = LEAVING | {"handed_to_station", "venue_agreed", "office_designated", "case_taken_up"}
FULFILLED = ("met", "late")
ENDS = frozenset(
    key
    for edition in machine.editions().values()
    for procedure in edition.procedures.values()
    for key, state in procedure.states.items()
    if state.final
)


def note(fact: Fact) -> None:
    """Keep what this fact means for days, contacts and follow-ups. No query for most facts while a move is made."""
    if not fact.record_id:
        return
    if fact.name == "deadline_missed":
        _plan_escalation(fact)
    elif fact.name == "case_filed":
        _begin_contact(fact, fact.data["how"] == "authority")
    else:
        _note_done(fact)
        _note_contact(fact)
        _begin_contact(fact, fact.name == TURNED or (_has_moved(fact) and fact.name != RETURNED))
    if fact.data.get("state") in ENDS:
        _note_end(fact)


def _note_done(fact: Fact) -> None:
    rows = [one for one in together.rows("deadlines", fact.case_id) if _was_done(one, fact.at)]
    if rows:
        office_id = _office_of(fact)
        write_later(*(done(row, office_id) for row in rows), unless_there=True)


def _was_done(row: Deadline, at: datetime) -> bool:
    return row.closed_at == at and row.of in HOUSE and row.closed_as in FULFILLED


def done(row: Deadline, office_id: UUID) -> Done:
    """The duty of a closed deadline as a row of its office."""
    return Done(
        deadline=row,
        case_id=row.case_id,
        office_id=office_id,
        rule=row.rule,
        due_on=row.due_on,
        done_at=row.closed_at or row.started_at,
        was_late=row.closed_as == "late",
    )


def _office_of(fact: Fact) -> UUID:
    """Where whoever acted holds a post: an office that sends a case away has still done its duty."""
    case = case_by_id(fact.case_id)
    person = _person_of(fact) if fact.name in LEAVING else None
    held = Post.objects.filter(person=person, until=None, role__in=DECIDING).values_list("authority_id", flat=True)
    offices = list(held) if person else []
    return case.office_id if not offices or case.office_id in offices else offices[0]


def _person_of(fact: Fact) -> UUID | None:
    return record_by_id(fact.case_id, fact.record_id).person_id


def rebuild(offices: list[UUID], since: datetime) -> int:
    """Write the duties done since then again, from the deadlines of cases that lie at these offices now."""
    found = Deadline.objects.filter(
        case__office__in=offices, closed_at__gte=since, of__in=HOUSE, closed_as__in=FULFILLED
    )
    rows = [done(row, row.case.office_id) for row in found.select_related("case")]
    return len(Done.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000))


def _plan_escalation(fact: Fact) -> None:
    """A missed duty of the house goes to the office above some working days later."""
    if fact.data["of"] not in HOUSE:
        return
    row = next(one for one in deadlines.running(case_by_id(fact.case_id)) if one.rule == fact.data["rule"])
    on = reminders.working_days_after(row.due_on, -reminders.ESCALATED.days, deadlines.calendar())
    Escalation.objects.get_or_create(deadline=row, defaults={"case_id": fact.case_id, "on": on})


def _has_moved(fact: Fact) -> bool:
    """Whether the case lies at another office now: the one it left waits for nothing any more, and answers nothing."""
    if fact.name not in MOVING or not Transfer.objects.filter(record=fact.record_id).exists():
        return False
    _drop_contact(fact)
    case = case_by_id(fact.case_id)
    Supervision.objects.filter(case=case, closed_at=None).update(office=case.office_id)
    return True


def _begin_contact(fact: Fact, is_received: bool) -> None:
    """An office has received the case: its clock of the first contact begins, unless nobody can be spoken to.

    One that gets its own case back has spoken, or speaks by sending it on: no clock begins anew.
    """
    if not is_received:
        return
    case = case_by_id(fact.case_id)
    if case.kind == "report" and not reachable(case)[Role.COMPLAINANT]:
        return
    calendar = deadlines.calendar(together.rows("calendar_years", case.pk))
    due_at = office_hours.due_after(fact.at, first_contact_minutes(case.office), calendar)
    clock = FirstContact(case=case, office_id=case.office_id, started_at=fact.at, due_at=due_at)
    write_later(clock, unless_there=True)


def _waiting(case_id: UUID) -> list[FirstContact]:
    """At most one: the last clock of a case, while nobody has spoken and it has not been dropped."""
    return [row for row in together.before("first_contacts", case_id) if not (row.made_at or row.dropped_at)]


def _note_contact(fact: Fact) -> None:
    if fact.name in TOWARDS_FILER and fact.data["role"] in HOUSE:
        for row in _waiting(fact.case_id):
            row.made_at, row.made_by_id = fact.at, _person_of(fact)
            change_later(row, "made_at", "made_by")


def _drop_contact(fact: Fact) -> None:
    for row in _waiting(fact.case_id):
        row.dropped_at = fact.at
        change_later(row, "dropped_at")


def _note_end(fact: Fact) -> None:
    """The case is over: whoever can be asked is asked how it went."""
    if together.before("followups", fact.case_id):
        return
    _drop_contact(fact)
    case = case_by_id(fact.case_id)
    call_from = reminders.working_days_after(shanghai_date(fact.at), call_after_days(case.office), deadlines.calendar())
    rows = [
        FollowUp(case=case, office_id=case.office_id, side=side, opened_at=fact.at, call_from=call_from)
        for side, can_be in reachable(case).items()
        if can_be
    ]
    write_later(*rows, unless_there=True)


def reachable(case: Case) -> dict[Role, bool]:
    """Which sides may be asked, and can be: of a report its respondent is never asked (Order 121 Art 37)."""
    rows: list[Party] = together.rows("parties", case.pk)
    asked = [row for row in rows if row.side == Role.COMPLAINANT or case.kind == "complaint"]
    known = {Role(row.side): bool(row.person_id or row.trader_id or row.phone) for row in asked}
    return {Role.COMPLAINANT: False, **known}


def escalate_missed(now: datetime, *, limit: int = 500) -> int:
    """Report missed duties that are still open to the office above on their day. Returns how many were looked at."""
    due = Escalation.objects.filter(done_at=None, on__lte=shanghai_date(now)).order_by("on", "pk")[:limit]
    told = [row.pk for row in due if _was_told(row, now)]
    return Escalation.objects.filter(pk__in=told).update(done_at=now)


def _was_told(row: Escalation, now: datetime) -> bool:
    """Told now, or nothing to tell any more: the duty is fulfilled."""
    return (
        escalate(case_id=row.case_id, deadline_id=row.deadline_id, now=now)
        or not Deadline.objects.filter(pk=row.deadline_id, closed_at=None).exists()
    )
