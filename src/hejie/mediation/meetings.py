"""When the sides meet: times proposed and chosen, the meeting fixed, moved, missed (Order 121 Art 20 and 23).

Called through `cases.actions` with the case locked. A meeting is one row from its first proposal to its end, so that
its entry in people's calendars stays the same one; a time that suits all is fixed by a move of the platform, see
`hejie.reactions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hejie.base import together
from hejie.base.events import Fact
from hejie.cases.actions import Act, advance, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.mediation.diary import keep_free, still_free
from hejie.mediation.models import Meeting
from hejie.people.access import SYSTEM
from hejie.places.settings import setting
from hejie.rules import checks, machine
from hejie.rules.appointments import moment, written
from hejie.rules.clock import SHANGHAI
from hejie.rules.model import Role
from hejie.rules.procedures._meeting import MEDIATING

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)
AT_THE_ROOM = "网上调解室"
CALLED_OFF = ("cancelled", "lapsed")
NEAR = timedelta(hours=12)  # a session that opens within half a day of the time fixed is that meeting


def open_meeting(case_id: UUID) -> Meeting | None:
    """The meeting of a case that is being arranged, lies ahead, or is due."""
    return Meeting.objects.filter(case=case_id, ended_at=None).first()


def _mediator(act: Act) -> UUID:
    """Whoever mediates; the rules let nobody call a meeting without one."""
    assert act.case.mediator_id
    return act.case.mediator_id


def _being_arranged(act: Act) -> Meeting:
    """The open meeting, or a new one where there is none or its time has passed."""
    meeting = open_meeting(act.case.pk)
    if meeting and meeting.fixed_for and meeting.fixed_for <= act.now:
        _end(meeting, "held", act.now)
        meeting = None
    return meeting or Meeting(case=act.case, mediator_id=_mediator(act))


def _ask(meeting: Meeting, times: list[str]) -> None:
    """Both are asked anew: what was fixed is fixed no more, and its entry in their calendars ends."""
    if meeting.fixed_for:
        meeting.sequence += 1
    meeting.fixed_for = meeting.remind_day_at = meeting.remind_hour_at = None
    meeting.times, meeting.complainant_chose, meeting.respondent_chose = times, None, None


def _save(meeting: Meeting, now: datetime) -> None:
    meeting.changed_at = now
    meeting.save()


def chosen_by(meeting: Meeting, side: Role) -> list[str] | None:
    """The times a side said suit it; None while it has said nothing."""
    return meeting.complainant_chose if side is Role.COMPLAINANT else meeting.respondent_chose


def _choose(meeting: Meeting, side: Role, times: list[str]) -> None:
    if side is Role.COMPLAINANT:
        meeting.complainant_chose = times
    else:
        meeting.respondent_chose = times


def common_times(meeting: Meeting) -> list[str]:
    """The times that suit both, the earliest first."""
    first, second = (set(chosen_by(meeting, side) or ()) for side in SIDES)
    return sorted(first & second)


@performs("propose_times")
def propose(act: Act) -> None:
    """Anew where something was open: what was fixed is fixed no more."""
    times = sorted(act.inputs["times"])
    keep_free(_mediator(act), map(moment, times), act.case.pk)
    meeting = _being_arranged(act)
    _ask(meeting, times)
    meeting.place, meeting.bring = act.inputs.get("place"), act.inputs.get("bring")
    meeting.recusal_days = act.inputs["recusal_days"]
    _save(meeting, act.now)


@performs("choose_times")
def choose(act: Act) -> None:
    """A side may choose again until a time is fixed."""
    meeting = Meeting.objects.get(case=act.case, ended_at=None)
    _choose(meeting, act.role, sorted(act.inputs["times"]))
    _save(meeting, act.now)


@performs("decline_times")
def decline(act: Act) -> None:
    """What the side names instead is offered to the other side too."""
    meeting = Meeting.objects.get(case=act.case, ended_at=None)
    own = sorted(act.inputs.get("own", []))
    keep_free(meeting.mediator_id, map(moment, own), act.case.pk)
    meeting.times = sorted({*meeting.times, *own})
    _choose(meeting, act.role, own)
    _save(meeting, act.now)


@performs("move_meeting")
def move(act: Act) -> None:
    """The other side is asked anew, among the times that suit whoever moves it."""
    meeting = Meeting.objects.get(case=act.case, ended_at=None)
    own = sorted(act.inputs["own"])
    keep_free(meeting.mediator_id, map(moment, own), act.case.pk)
    _ask(meeting, own)
    _choose(meeting, act.role, own)
    meeting.moved_by = [*meeting.moved_by, act.role.value]
    _save(meeting, act.now)


@performs("call_meeting")
def call(act: Act) -> None:
    """Fixed, whatever was being arranged: both are told, and reminded when the office has it so."""
    at = datetime.combine(date.fromisoformat(act.inputs["on"]), time.fromisoformat(act.inputs["at"]), SHANGHAI)
    keep_free(_mediator(act), [at], act.case.pk, fixed_alone=True)
    meeting = _being_arranged(act)
    if meeting.called_for:
        meeting.sequence += 1
    meeting.place = None if act.inputs.get("online") else act.inputs["place"]
    meeting.bring, meeting.recusal_days = act.inputs.get("bring"), act.inputs["recusal_days"]
    meeting.times, meeting.complainant_chose, meeting.respondent_chose = [], None, None
    meeting.fixed_for = meeting.called_for = at
    _remind(meeting, act)
    _save(meeting, act.now)


def _remind(meeting: Meeting, act: Act) -> None:
    """When reminders go out, as the office has set it; none that would come at once, on the heels of the call."""
    assert meeting.fixed_for
    hours, minutes = (
        int(setting(act.case.office, key)) for key in ("meeting_reminder_hours", "meeting_reminder_minutes")
    )
    day, hour = meeting.fixed_for - timedelta(hours=hours), meeting.fixed_for - timedelta(minutes=minutes)
    meeting.remind_day_at = day if hours and day > act.now else None
    meeting.remind_hour_at = hour if minutes and hour > act.now else None


@performs("cancel_meeting")
def cancel(act: Act) -> None:
    """The entry in people's calendars is called off."""
    _end(Meeting.objects.get(case=act.case, ended_at=None), "cancelled", act.now)


@performs("record_absence")
def miss(act: Act) -> None:
    """The meeting is over, the mediation is not; another time can be proposed."""
    meeting = Meeting.objects.get(case=act.case, ended_at=None)
    meeting.absent, meeting.cause = sorted(act.inputs["absent"]), act.inputs["cause"]
    _end(meeting, "missed", act.now)


def _moves_out_of_mediation() -> Iterator[str]:
    """Moves after which nobody may meet as arranged: they end the mediation, interrupt it, or change its mediator."""
    complaints = [edition.procedures["complaint"] for edition in machine.editions().values()]
    found = (move for one in complaints for move in one.moves.values() if move.sources & MEDIATING)
    return (move.key for move in found if checks.targets_of(move))


@performs(*sorted(set(_moves_out_of_mediation())))
def lapse(act: Act) -> None:
    """With the mediation ends what was arranged for it, and with its mediator."""
    if all(one.ended_at for one in together.before("meetings", act.case.pk)):
        return
    meeting = open_meeting(act.case.pk)
    if meeting and (act.case.state not in MEDIATING or act.case.mediator_id != meeting.mediator_id):
        _end(meeting, "held" if meeting.fixed_for and meeting.fixed_for <= act.now else "lapsed", act.now)


def begin_session(case_id: UUID, now: datetime) -> datetime | None:
    """The time both were called to, where a session that begins now is that meeting."""
    meeting = open_meeting(case_id)
    is_near = meeting and meeting.fixed_for and abs(meeting.fixed_for - now) <= NEAR
    return meeting.fixed_for if meeting and is_near else None


def end_session(case_id: UUID, planned_for: datetime | None, now: datetime) -> None:
    """The meeting was held with its session; not where somebody was recorded as absent meanwhile."""
    meeting = open_meeting(case_id)
    if meeting and planned_for and meeting.fixed_for == planned_for:
        _end(meeting, "held", now)


def _end(meeting: Meeting, outcome: str, now: datetime) -> None:
    meeting.sequence += bool(meeting.called_for) and outcome in CALLED_OFF
    meeting.remind_day_at = meeting.remind_hour_at = None
    meeting.outcome, meeting.ended_at = outcome, now
    _save(meeting, now)


def settle_on_a_time(fact: Fact) -> bool:
    """After an answer: the earliest time that suits both is fixed at once, by the platform. Whether it was.

    Not where the mediator was called elsewhere meanwhile; then another time is found by hand.
    """
    meeting = Meeting.objects.get(case=fact.case_id, ended_at=None)
    at = still_free(meeting.mediator_id, map(moment, common_times(meeting)), fact.case_id)
    if at:
        advance(case_id=fact.case_id, move="call_meeting", actor=SYSTEM, inputs=called_to(meeting, at), now=fact.at)
    return at is not None


def is_stuck(case_id: UUID) -> bool:
    """Whether it is up to the mediator: both have answered and no time suits both, or a side has none."""
    meeting = open_meeting(case_id)
    if meeting is None or meeting.fixed_for:
        return False
    answers = [chosen_by(meeting, side) for side in SIDES]
    return [] in answers or None not in answers


def called_to(meeting: Meeting, at: datetime) -> dict[str, object]:
    """What `call_meeting` needs to fix a meeting as it was proposed."""
    on, clock = written(at).split("T")
    inputs = {"on": on, "at": clock, "recusal_days": meeting.recusal_days, "bring": meeting.bring}
    where = {"place": meeting.place} if meeting.place else {"place": AT_THE_ROOM, "online": True}
    return {key: value for key, value in {**inputs, **where}.items() if value}


@erases
def erase_meetings(case: Case) -> None:
    """Where, and what to bring, was written by hand; when they met stays."""
    for meeting in Meeting.objects.filter(case=case):
        meeting.place = meeting.bring = None
        meeting.save()
