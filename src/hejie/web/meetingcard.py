"""The meeting of a case as its pages show it: to a side, to choose with one tap; to whoever mediates, to arrange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

from hejie.cases.actions import procedure_of
from hejie.cases.queries import CaseView
from hejie.mediation.appointments import MeetingShown, absences_of, last_meeting
from hejie.mediation.meetings import AT_THE_ROOM
from hejie.rules import machine
from hejie.rules.appointments import day_said, moment, said, written
from hejie.rules.citation import cite
from hejie.rules.model import Move, Role, Text
from hejie.rules.procedures._appointment import ABSENCE_GROUND, FEWEST, PROPOSED
from hejie.web.casepage import CasePage
from hejie.web.forms import MoveForm, Option, move_form
from hejie.web.moves import MEETING_OF_SIDES, MEETING_OF_STAFF
from hejie.web.prefilled import OfCase, prefilled

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)
NAMES = {Role.COMPLAINANT: Text("投诉人", "the complainant"), Role.RESPONDENT: Text("被投诉人", "the respondent")}
ARRANGED = frozenset(MEETING_OF_STAFF) - {"call_meeting"}  # to fix a time without asking stays an act of its own
ONLINE = Text("网上调解室", "the mediation room, online")
TELL = Text("有正当理由的不算，请告诉调解员。", "An absence for good reason does not count; please tell the mediator.")
JUDGE = Text(
    "有没有正当理由，请问清楚再定；终止后不能恢复。",
    "Please ask for the reason before you decide: a mediation that was ended cannot be resumed.",
)
READY = 3  # times ticked for whoever proposes


@dataclass(frozen=True, slots=True)
class TimeShown:
    """One time offered: whether it suits the reader, and whether it suits the other side (staff: the two sides)."""

    key: str
    label: Text
    mine: bool
    theirs: bool

    @property
    def is_open(self) -> bool:
        return not self.mine


@dataclass(frozen=True, slots=True)
class SideCard:
    """What a side sees and may do now. `calendar` and `room` are addresses, empty where there is none."""

    meeting: MeetingShown
    at: Text | None
    place: Text
    times: Sequence[TimeShown]
    has_answered: bool
    forms: Mapping[str, MoveForm]
    calendar: str
    room: str
    was_absent: bool
    effect: Text

    @property
    def chosen(self) -> list[TimeShown]:
        return [one for one in self.times if one.mine]

    @property
    def choose(self) -> MoveForm | None:
        return self.forms.get("choose_times")

    @property
    def decline(self) -> MoveForm | None:
        return self.forms.get("decline_times")

    @property
    def move(self) -> MoveForm | None:
        return self.forms.get("move_meeting")


def side_card(view: CaseView, now: datetime, *, action: str, calendar: str, room: str) -> SideCard | None:
    """For a side of a case under mediation with a meeting to speak of; else None. `action`: where its forms go."""
    meeting = last_meeting(view.case.pk, now)
    me = next((side for side in SIDES if side in view.roles), None)
    if meeting is None or me is None or view.case.state != "mediating" or meeting.standing in ("held", "lapsed"):
        return None
    other = next(side for side in SIDES if side is not me)
    return SideCard(
        meeting=meeting,
        at=said(meeting.at, view.today) if meeting.at else None,
        place=_place(meeting),
        times=_times(meeting, (me, other), view.today),
        has_answered=me in meeting.answered,
        forms=_forms(view, MEETING_OF_SIDES, action),
        calendar=calendar if meeting.has_calendar_entry else "",
        room=room if meeting.place is None else "",
        was_absent=me in meeting.absent,
        effect=_effect(view, TELL),
    )


def side_card_of(page: CasePage) -> SideCard | None:
    """The same on the page of a case."""
    action, room = f"{page.address}/moves/{{move}}/", f"/rooms/{page.ref}/in/"
    return side_card(page.view, page.now, action=action, calendar=f"{page.address}/meeting.ics", room=room)


def _place(meeting: MeetingShown) -> Text:
    return Text(meeting.place, meeting.place) if meeting.place else ONLINE


def _times(meeting: MeetingShown, sides: tuple[Role, Role], today: date) -> list[TimeShown]:
    suits, theirs = (meeting.suits.get(side, ()) for side in sides)
    return [TimeShown(written(at), said(at, today), at in suits, at in theirs) for at in meeting.times]


def _forms(view: CaseView, keys: Sequence[str], action: str) -> dict[str, MoveForm]:
    return {move.key: _form(view, move, action.format(move=move.key)) for move in view.moves if move.key in keys}


def _form(view: CaseView, move: Move, action: str) -> MoveForm:
    values = prefilled(move.key, OfCase(view))
    return move_form(move, machine.as_role(move, view.roles, view.facts), action=action, values=values)


def _effect(view: CaseView, further: Text) -> Text:
    """What staying away without good reason may lead to, in the words of the law that governs the case."""
    move = procedure_of(view.case).moves["record_absence"]
    cited = cite(move.article)
    return Text(
        f"无正当理由不参加调解的，可以终止调解（{cited.zh}）。{further.zh}",
        f"Staying away without good reason is a ground for ending the mediation ({cited.en}). {further.en}",
    )


@dataclass(frozen=True, slots=True)
class DayShown:
    """Free times of one day, for whoever proposes."""

    label: Text
    times: Sequence[Option]


@dataclass(frozen=True, slots=True)
class CallShown:
    """A time proposed; one that suits somebody can be fixed with one tap. `inputs` are those of `call_meeting`."""

    time: TimeShown
    inputs: Mapping[str, str]

    @property
    def is_wished(self) -> bool:
        return self.time.mine or self.time.theirs


@dataclass(frozen=True, slots=True)
class StaffCard:
    """What whoever mediates sees and may do now. `following`: the next free times, proposed with one tap."""

    meeting: MeetingShown | None
    at: Text | None
    place: Text
    calls: Sequence[CallShown]
    waiting_for: Sequence[Text]
    days: Sequence[DayShown]
    following: Sequence[Option]
    forms: Mapping[str, MoveForm]
    calendar: str
    absences: Sequence[tuple[Text, int]]
    terminate: str
    effect: Text

    @property
    def propose(self) -> MoveForm | None:
        return self.forms.get("propose_times")

    @property
    def absence(self) -> MoveForm | None:
        return self.forms.get("record_absence")

    @property
    def cancel(self) -> MoveForm | None:
        return self.forms.get("cancel_meeting")

    @property
    def call(self) -> MoveForm | None:
        return self.forms.get("call_meeting")


def staff_card(view: CaseView, now: datetime, *, address: str) -> StaffCard | None:
    """For whoever may arrange a meeting of this case now; else None."""
    forms = _forms(view, MEETING_OF_STAFF, f"{address}/moves/{{move}}/")
    if not forms:
        return None
    meeting = last_meeting(view.case.pk, now)
    free = _free(forms.get("propose_times"), _wished(meeting))
    absences = absences_of(view.case.pk)
    return StaffCard(
        meeting=meeting,
        at=said(meeting.at, view.today) if meeting and meeting.at else None,
        place=_place(meeting) if meeting else ONLINE,
        calls=_calls(meeting, view.today),
        waiting_for=[NAMES[side] for side in SIDES if side not in meeting.answered] if meeting else [],
        days=_days(free, view.today),
        following=[one for one in free if one.chosen],
        forms=forms,
        calendar=f"{address}/meeting.ics" if meeting and meeting.has_calendar_entry else "",
        absences=[(NAMES[side], times) for side, times in absences.items()],
        terminate=_termination(view, absences, address),
        effect=_effect(view, JUDGE),
    )


def _wished(meeting: MeetingShown | None) -> frozenset[str]:
    """Times that a side named, where nothing is fixed."""
    if meeting is None or meeting.standing != PROPOSED:
        return frozenset()
    return frozenset(written(at) for times in meeting.suits.values() for at in times)


def _free(propose: MoveForm | None, wished: frozenset[str]) -> list[Option]:
    """The free times of the form, with a few ticked: those that a side named, else the first of three half days."""
    if propose is None:
        return []
    offered = next(field.choices for field in propose.fields if field.name == "times")
    ready = [one.value for one in offered if one.value in wished]
    if len(ready) < FEWEST:
        ready = [next(half).value for _, half in groupby(offered, key=_half_day)]
    return [Option(one.value, one.label, one.value in ready[:READY]) for one in offered]


def _half_day(one: Option) -> tuple[str, bool]:
    day, clock = one.value.split("T")
    return day, clock < "12"


def _days(free: Sequence[Option], today: date) -> list[DayShown]:
    grouped = groupby(free, key=lambda one: day_said(moment(one.value), today))
    return [DayShown(day, [replace(one, label=one.value.split("T")[1]) for one in times]) for day, times in grouped]


def _calls(meeting: MeetingShown | None, today: date) -> list[CallShown]:
    """The times proposed. One that suits a side may suit the other too, as whoever mediates may know."""
    if meeting is None or meeting.standing != PROPOSED:
        return []
    return [CallShown(one, _inputs(meeting, one.key)) for one in _times(meeting, SIDES, today)]


def _inputs(meeting: MeetingShown, key: str) -> dict[str, str]:
    on, at = key.split("T")
    where = {"place": meeting.place} if meeting.place else {"place": AT_THE_ROOM, "online": "yes"}
    return {"on": on, "at": at, "recusal_days": str(meeting.recusal_days), "bring": meeting.bring, **where}


def _termination(view: CaseView, absences: Mapping[Role, int], address: str) -> str:
    """The form that ends the mediation, filled in after a second absence; a person reads it and decides."""
    often = {side: times for side, times in absences.items() if times > 1}
    if not often or not any(move.key == "terminate" for move in view.moves):
        return ""
    who = "、".join(f"{NAMES[side].zh} {times} 次" for side, times in often.items())
    given = {"ground": ABSENCE_GROUND, "reasons": f"约好的调解没有参加：{who}，没有说明正当理由。"}
    return f"{address}/moves/terminate/?{urlencode(given)}"
