"""What the rules learn: whether a panel is at work and heard, what whoever asks is to do, whom one may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts, provides_own_facts
from hejie.cases.models import Case
from hejie.panels.models import OPEN, RESOLVED, Help, Panel, Seat
from hejie.panels.people import advisers
from hejie.panels.triggers import to_choose
from hejie.people.access import Actor
from hejie.people.models import Person
from hejie.rules.model import Text
from hejie.rules.panels import is_heard


@part("helps")
def _helps(case_id: UUID) -> QuerySet[Help]:
    return Help.objects.filter(case=case_id).order_by("asked_at", "id")


@part("panels")
def _panels(case_id: UUID) -> QuerySet[Panel]:
    return Panel.objects.filter(case=case_id).order_by("called_at", "id")


@part("panel_seats")
def _seats(case_id: UUID) -> QuerySet[Seat]:
    return Seat.objects.filter(panel__case=case_id).order_by("id")


@part("panel_people", for_pages_alone=True)
def _people(case_id: UUID) -> QuerySet[Person]:
    """Who asked, who was asked, who sits."""
    helps, seats = Help.objects.filter(case=case_id), Seat.objects.filter(panel__case=case_id)
    asked = helps.values("person").union(seats.values("person"), helps.values("record__person_id"))
    return Person.objects.filter(pk__in=asked)


def open_panel(case_id: UUID) -> Panel | None:
    """The panel at work on a case."""
    return next((row for row in together.rows("panels", case_id) if row.state == OPEN), None)


def to_agree_on(case_id: UUID, chair: UUID | None) -> Panel | None:
    """The last resolution of this chair that is no agreed reading yet."""
    resolved = [row for row in together.rows("panels", case_id) if row.state == RESOLVED and row.chair_id == chair]
    return next((row for row in reversed(resolved) if row.reading_id is None), None)


def seats_of(panel: Panel) -> list[Seat]:
    """In the order in which they were given."""
    return [row for row in together.rows("panel_seats", panel.case_id) if row.panel_id == panel.pk]


def views_of(panel: Panel) -> dict[str, str]:
    """The stance of each member, by id, as `rules.panels` counts."""
    return {str(row.person_id): row.stance for row in seats_of(panel)}


@provides_facts
def facts_of_the_panel(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "cancel_panel"):
        return {}
    panel = open_panel(case.pk)
    heard = panel is not None and is_heard(views_of(panel), str(panel.chair_id))
    return {
        "is_panel_open": panel is not None,
        "is_panel_heard": heard,
        "options": _lists(case, now) if is_open(case, "call_panel") else {},
    }


def _lists(case: Case, now: datetime) -> dict[str, ReadLate]:
    """The people are read once for both lists."""

    @cache
    def found() -> Mapping[str, Any]:
        return {str(one.person_id): one for one in advisers(case, now)}

    def helpers() -> Mapping[str, Text]:
        own = {str(case.mediator_id), str(case.officer_id)}
        return {key: one.said for key, one in found().items() if one.helps and not one.is_asked and key not in own}

    return {
        "helpers": ReadLate(helpers),
        "panel_people": ReadLate(lambda: {key: one.said for key, one in found().items()}),
        "panel_triggers": ReadLate(lambda: to_choose(case)),
    }


@provides_own_facts
def facts_of_the_adviser(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    if actor.advises != case.pk:
        return {}
    panel, me = open_panel(case.pk), actor.person_id
    open_questions = [row for row in together.rows("helps", case.pk) if row.answered_at is None]
    return {
        "is_help_asked": any(row.person_id == me for row in open_questions),
        "is_on_panel": panel is not None and any(row.person_id == me for row in seats_of(panel)),
        "is_chairing": panel is not None and panel.chair_id == me,
        "may_agree_reading": to_agree_on(case.pk, me) is not None,
    }
