"""Clearing a day (每日清零): what is left, by time, and a word on each of it when the day is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, F, QuerySet, Value

from hejie.base.compiled import A_DAY, A_MOMENT, Compiled, CompiledRows
from hejie.cases.deadlines import term_of
from hejie.oversight import board
from hejie.oversight.board import AN_OFFICE, FIRST_CONTACT, Board, board_at
from hejie.oversight.models import DayClosing, LeftOver
from hejie.oversight.signer import signer
from hejie.people.access import Actor
from hejie.people.models import Post
from hejie.people.queries import person_cards
from hejie.places.models import Authority
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.model import Problem, Text
from hejie.rules.procedures._followup import RECTIFICATION, REVIEW_ANSWER
from hejie.rules.procedures._supervision import SUPERVISION_ANSWER

Office: TypeAlias = Authority
MOST = 300  # matters asked about one by one, three fields each: a form takes 1000; of more, a group at a time
NOBODY = "nobody"
OWN_STAFF = ("officer", "head", "operator")
BATCH = 1000
SHORTEST_REASON = 4
FIRST_WORD = Text("首问联系", "First contact")


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that must move today. `due_at`: the end of the day, or the minute of a first contact."""

    case_id: UUID
    ref: str
    title: str
    rule: str
    label: Text
    due_at: datetime
    officer_id: UUID | None
    officer: str = ""

    @property
    def key(self) -> str:
        return f"{self.ref}-{self.rule}"

    @property
    def group(self) -> str:
        """Matters of one kind with one handler: where there are very many, one word may stand for all of a group."""
        return f"{self.rule}-{self.officer_id or NOBODY}"

    def left(self, now: datetime) -> float:
        """Hours left; negative when late."""
        return round((self.due_at - now).total_seconds() / 3600, 1)


class NotClosed(Exception):
    """The day cannot be closed; `problems` say what is missing, by matter."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(len(problems))
        self.problems = problems


def board_of(office: Authority, now: datetime) -> Board:
    """The figures of one office. One query."""
    return board_at(office.pk, now)


def matters_of(office: Authority, now: datetime, limit: int | None = MOST) -> list[Matter]:
    """What is left, the latest first, then by time left; three queries."""
    rows = _due(limit)({AN_OFFICE: office.pk, A_DAY: shanghai_date(now)})
    found = [_matter(row, _end_of(row[5]), term_of(row[3], row[4]).label) for row in rows]
    spoken = _waiting(limit)(
        {AN_OFFICE: office.pk, board.midnight(A_MOMENT) + board.A_DAY: _end_of(shanghai_date(now))}
    )
    found += [_matter((*row[:4], FIRST_CONTACT, *row[5:]), row[5], FIRST_WORD) for row in spoken]
    return _named(sorted(found, key=lambda one: (one.due_at, one.ref))[:limit])


@cache
def _due(limit: int | None) -> Compiled:
    """Matters of the day with a date, of one office."""
    asked = (
        (board.clocks(A_DAY), F("rule"), "due_on"),
        (board.asked(A_DAY), Value(SUPERVISION_ANSWER, CharField()), "due_on"),
        (board.reviews(A_DAY), Value(REVIEW_ANSWER, CharField()), "review_due_on"),
        (board.unrectified(A_DAY), Value(RECTIFICATION, CharField()), "due_on"),
    )
    dated = [_dated(rows.filter(office=AN_OFFICE), what, due)[:limit] for rows, what, due in asked]
    rows = dated[0].union(*dated[1:], all=True).order_by("when", "ref")
    return Compiled(lambda: rows[:limit], keeps_plan=False)


@cache
def _waiting(limit: int | None) -> Compiled:
    """First contacts of one office that are still to be made before the end of a day."""
    waiting = board.contacts(A_MOMENT).filter(office=AN_OFFICE).order_by("due_at")
    kept = ("case", "case__ref", "case__title", "case__edition", "id", "due_at", "case__officer")
    return Compiled(lambda: waiting.values_list(*kept)[:limit], keeps_plan=False)


def _dated(rows: QuerySet[Any], rule: Any, due: str) -> QuerySet[Any]:
    """In the order of the indexes: of very many rows those that are shown are the only ones read."""
    kept = {
        "case_key": F("case"),
        "ref": F("case__ref"),
        "title": F("case__title"),
        "issue": F("case__edition"),
        "what": rule,
        "when": F(due),
        "handler": F("case__officer"),
    }
    return rows.order_by(due, "pk").annotate(**kept).values_list(*kept)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI) + board.A_DAY


def _matter(row: tuple[Any, ...], due_at: datetime, label: Text) -> Matter:
    return Matter(row[0], row[1], row[2], row[4], label, due_at, row[6])


def _named(found: list[Matter]) -> list[Matter]:
    cards = person_cards(one.officer_id for one in found if one.officer_id)
    return [replace(one, officer=cards[one.officer_id].name if one.officer_id in cards else "") for one in found]


def staff_of(office: Authority) -> dict[str, str]:
    """Who may take on what is left of the office's duties: who works in it, by id; no mediator."""
    posts = Post.objects.filter(authority=office, until=None, person__is_active=True, role__in=OWN_STAFF)
    ids = posts.values_list("person_id", flat=True)
    return {str(card.id): card.name for card in person_cards(ids).values()}


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of one matter left: who takes it on, and why it was left."""

    person: str
    reason: str


def close_day(*, office: Authority, actor: Actor, words: Mapping[str, Word], now: datetime) -> DayClosing:
    """Close today for an office. Every matter left names a person and a reason. Raises NotClosed.

    words: by `Matter.key`, for every matter that is left now; with more than MOST, by `Matter.group` as well.
    """
    left, people = matters_of(office, now, None), staff_of(office)
    said = _said(left, words)
    if problems := _missing(left, said, people):
        raise NotClosed(*problems)
    try:
        with transaction.atomic():
            return _close(office, actor, left, said, now)
    except IntegrityError as error:
        raise NotClosed(Problem("day", ALREADY)) from error


def is_grouped(left: list[Matter]) -> bool:
    """Whether so much is left that the closing asks about groups."""
    return len(left) > MOST


def _said(left: list[Matter], words: Mapping[str, Word]) -> dict[str, Word]:
    """The word on each matter: its own, else its group's where groups are asked about."""
    by_group = words if is_grouped(left) else {}
    found = {one.key: words.get(one.key) or by_group.get(one.group) for one in left}
    return {key: word for key, word in found.items() if word}


def _missing(left: list[Matter], said: Mapping[str, Word], people: Mapping[str, str]) -> list[Problem]:
    """What is not said yet, once for each matter, or for each group."""
    asked = {one.group if is_grouped(left) else one.key: said.get(one.key) for one in left}
    return [problem for key, word in asked.items() for problem in _problems(key, word, people)]


def _problems(key: str, word: Word | None, people: Mapping[str, str]) -> list[Problem]:
    wrong = []
    if word is None or word.person not in people:
        wrong.append(Problem(f"person-{key}", Text("请选谁接着办。", "Please choose who goes on with it.")))
    if word is None or len(word.reason.strip()) < SHORTEST_REASON:
        wrong.append(Problem(f"reason-{key}", Text("请写明为什么今天没办。", "Please say why it was left today.")))
    return wrong


def _close(office: Authority, actor: Actor, left: list[Matter], words: Mapping[str, Word], now: datetime) -> DayClosing:
    closing = DayClosing.objects.create(
        office=office,
        day=shanghai_date(now),
        closed_at=now,
        closed_by_id=signer(actor),
        done=board_of(office, now).done,
        left=len(left),
    )
    LeftOver.objects.bulk_create(
        (
            LeftOver(
                closing=closing,
                case_id=one.case_id,
                rule=one.rule,
                due_at=one.due_at,
                person_id=UUID(words[one.key].person),
                reason=words[one.key].reason.strip(),
            )
            for one in left
        ),
        batch_size=BATCH,
    )
    return closing


def closing_of(office: Authority, day: date) -> DayClosing | None:
    """How this day was closed; None while it is open."""
    return next(iter(_closing({AN_OFFICE: office.pk, A_DAY: day})), None)


@CompiledRows
def _closing() -> QuerySet[DayClosing]:
    return DayClosing.objects.select_related("closed_by").filter(office=AN_OFFICE, day=A_DAY)


def left_overs_of(closing: DayClosing) -> list[LeftOver]:
    return list(closing.left_overs.select_related("case", "person").order_by("due_at"))


def closed_today(offices: QuerySet[Authority], now: datetime) -> set[UUID]:
    """Which of these offices have closed today. One query."""
    today = DayClosing.objects.filter(office__in=offices.values("pk"), day=shanghai_date(now))
    return set(today.values_list("office_id", flat=True))


ALREADY = Text("今天已经结过了，一天结一次。", "Today is closed already; a day is closed once.")
