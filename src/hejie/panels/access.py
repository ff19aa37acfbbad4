"""Who was asked about a case: the one way by which they come to it, as advisers and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from hejie.base.ids import read_case_number
from hejie.cases.access import NotFound
from hejie.cases.models import Case
from hejie.panels.models import OPEN, Help, Panel, Seat
from hejie.panels.people import against, guided_by
from hejie.people.access import Actor


def adviser_for(actor: Actor, ref: str, now: datetime) -> tuple[Actor, Case]:
    """The same person as an adviser of this case. Raises NotFound for whoever was not asked, or has a stake in it.

    It lies open to them while it awaits their word, and after that until the case is over; to a mentor while the
    trainee mediates it.
    """
    number = read_case_number(ref)
    case = Case.objects.select_related("office", "trader").filter(ref=number).first() if number else None
    if case is None or not is_asked(actor, case) or (actor.person_id and against(case, actor.person_id, now)):
        raise NotFound(ref)
    return replace(actor, advises=case.pk), case


def is_asked(actor: Actor, case: Case) -> bool:
    """Whether a question was put to this person, a seat given, or they guide its mediator. Three queries at most."""
    if not actor.person_id:
        return False
    runs = Q(case__closed_at=None)
    questions = Help.objects.filter(runs | Q(answered_at=None), case=case, person=actor.person_id)
    panels = Panel.objects.filter(runs | Q(state=OPEN), case=case, seats__person=actor.person_id)
    return questions.exists() or panels.exists() or guided_by(actor.person_id).filter(pk=case.pk).exists()


def was_ever_asked(actor: Actor) -> bool:
    """Whether there is a list of questions and panels for this person at all. Two queries at most."""
    if not actor.person_id:
        return False
    return Help.objects.filter(person=actor.person_id).exists() or Seat.objects.filter(person=actor.person_id).exists()
