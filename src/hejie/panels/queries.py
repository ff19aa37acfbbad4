"""Reading questions and panels: for those who handle the case, and for those who were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie.base import together
from hejie.base.ids import show_case_number
from hejie.cases.history import contents_of
from hejie.cases.models import Case
from hejie.knowledge.readings import ReadingShown, numbers_of, readings_for
from hejie.panels.facts import seats_of, views_of
from hejie.panels.models import OPEN, Help, Panel, Seat
from hejie.panels.people import guided_by
from hejie.panels.triggers import figures_of, held_by
from hejie.people.access import Actor
from hejie.rules.model import Role, Text
from hejie.rules.panels import STANCES, Count, count
from hejie.rules.triggers import TRIGGERS, Fired

STAFF = frozenset({Role.MEDIATOR, Role.OFFICER, Role.HEAD})


@dataclass(frozen=True, slots=True)
class HelpShown:
    """One question to one person; `answer` empty while it awaits one. Words are empty once they are erased."""

    by: str
    to: str
    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """A member, and what they think; `stance` None while they have said nothing."""

    name: str
    is_chair: bool
    is_mine: bool
    stance: Text | None
    reasons: str
    at: datetime | None
    dissents: bool


@dataclass(frozen=True, slots=True)
class PanelShown:
    """One panel with its opinions, and its resolution once there is one. `triggers` say why it was called."""

    state: str
    question: str
    proposal: str
    triggers: Sequence[Text]
    called_at: datetime
    by_date: date | None
    opinions: Sequence[OpinionShown]
    count: Count
    resolution: str
    outcome: Text | None
    ended_at: datetime | None
    why_cancelled: str
    reading: Text | None

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def dissenters(self) -> list[OpinionShown]:
        return [one for one in self.opinions if one.dissents]


@dataclass(frozen=True, slots=True)
class Consulted:
    """Everything of help and panels in a case."""

    helps: Sequence[HelpShown]
    panels: Sequence[PanelShown]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A case about which somebody is to say something: `what` is a question or a panel."""

    ref: str
    title: str
    what: Text
    by_date: date | None
    since: datetime


QUESTION = Text("等您答复的问题", "A question awaits your answer")
OPINION = Text("等您给会商意见", "A panel awaits your opinion")
CHANGEABLE = Text("会商中，您给过意见，可以改", "On a panel; you gave your opinion and may change it")
GUIDED = Text("您带教的调解员在调解", "Mediated by somebody you guide")
CHAIR = Text("等您作出会商结论", "A panel awaits your resolution")


def consulted(case_id: UUID, me: UUID | None = None) -> Consulted:
    """Of one case, the newest first; the caller knows that the reader may. No query inside a reading."""
    helps, panels = together.rows("helps", case_id), together.rows("panels", case_id)
    if not (helps or panels):
        return Consulted((), ())
    return _Teller(case_id, me).tell(helps, panels)


class _Teller:
    """Puts names and words to rows."""

    def __init__(self, case_id: UUID, me: UUID | None) -> None:
        self.case_id, self.me = case_id, me
        self.words = contents_of(case_id)
        self.by: dict[int, UUID | None] = {row.pk: row.person_id for row in together.rows("records", case_id)}

    def tell(self, helps: Sequence[Help], panels: Sequence[Panel]) -> Consulted:
        self.readings = numbers_of(row.reading_id for row in panels if row.reading_id)
        people = together.rows("panel_people", self.case_id)
        self.names = {row.pk: row.name or row.username or "" for row in people}
        return Consulted(
            tuple(self._help(row) for row in reversed(helps)), tuple(self._panel(row) for row in reversed(panels))
        )

    def _said(self, record_id: int | None, key: str) -> str:
        return str(self.words.get(record_id, {}).get(key, "")) if record_id else ""

    def _help(self, row: Help) -> HelpShown:
        return HelpShown(
            by=self.names.get(self.by.get(row.record_id), ""),
            to=self.names.get(row.person_id, ""),
            question=self._said(row.record_id, "question"),
            asked_at=row.asked_at,
            answer=self._said(row.answer_record_id, "answer"),
            answered_at=row.answered_at,
            is_mine=row.person_id == self.me,
        )

    def _panel(self, row: Panel) -> PanelShown:
        found = count(views_of(row), str(row.chair_id))
        return PanelShown(
            state=row.state,
            question=self._said(row.record_id, "question"),
            proposal=self._said(row.record_id, "proposal"),
            triggers=[Text(*row.triggers[one.key]) for one in TRIGGERS if one.key in row.triggers],
            called_at=row.called_at,
            by_date=row.by_date,
            opinions=[self._opinion(seat, row, found) for seat in seats_of(row)],
            count=found,
            resolution=self._said(row.end_record_id, "resolution"),
            outcome=STANCES.get(row.outcome),
            ended_at=row.ended_at,
            why_cancelled=self._said(row.end_record_id, "reason"),
            reading=self.readings.get(row.reading_id),
        )

    def _opinion(self, seat: Seat, panel: Panel, found: Count) -> OpinionShown:
        return OpinionShown(
            name=self.names.get(seat.person_id, ""),
            is_chair=seat.person_id == panel.chair_id,
            is_mine=seat.person_id == self.me,
            stance=STANCES.get(seat.stance),
            reasons=self._said(seat.record_id, "reasons"),
            at=seat.at,
            dissents=str(seat.person_id) in found.dissent,
        )


def awaiting(actor: Actor) -> list[Awaited]:
    """What a person is to answer, to think about or to follow, the longest waiting first. Three queries."""
    questions = Help.objects.filter(person=actor.person_id, answered_at=None).select_related("case")
    seats = Seat.objects.filter(person=actor.person_id, panel__state=OPEN).select_related("panel__case")
    found = [_awaited(row.case, QUESTION, None, row.asked_at) for row in questions]
    found += [_awaited(row.panel.case, _to_do(row), row.panel.by_date, row.panel.called_at) for row in seats]
    found += [_awaited(case, GUIDED, None, case.state_since) for case in _followed(actor, found)]
    return sorted(found, key=lambda one: one.since)


def _followed(actor: Actor, named: Sequence[Awaited]) -> list[Case]:
    """Cases of those whom this person guides, where nothing else of them is awaited."""
    if not actor.person_id:
        return []
    refs = {one.ref for one in named}
    return [case for case in guided_by(actor.person_id) if show_case_number(case.ref) not in refs]


def _to_do(row: Seat) -> Text:
    if not row.stance:
        return OPINION
    return CHAIR if row.panel.chair_id == row.person_id else CHANGEABLE


def _awaited(case: Case, what: Text, by_date: date | None, since: datetime) -> Awaited:
    return Awaited(show_case_number(case.ref), case.title, what, by_date, since)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a case's desk is told beside: triggers of a panel that hold by figures, and what was agreed before."""

    triggers: Sequence[Fired]
    readings: Sequence[ReadingShown]


def guidance(case: Case) -> Guidance:
    """For those who handle a case that runs. One query, and one where something was agreed."""
    figures = figures_of(case)
    return Guidance(held_by(case, figures), readings_for(case) if figures["is_agreed_on"] else ())
