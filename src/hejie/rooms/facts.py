"""What the rules learn about sessions: whether one is open, who is in it, and whose word on the minutes is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts, provides_own_facts
from hejie.cases.models import Case
from hejie.people.access import Actor
from hejie.rooms.access import who_is
from hejie.rooms.models import Guest, Minutes, Session
from hejie.rules.model import Role, Text
from hejie.rules.procedures._session import OPEN, OVER


@part("sessions")
def _sessions(case_id: UUID) -> QuerySet[Session]:
    return Session.objects.filter(case=case_id).order_by("number")


@part("session_minutes")
def _minutes(case_id: UUID) -> QuerySet[Minutes]:
    return Minutes.objects.filter(session__case=case_id).defer("text")


def current(case_id: UUID) -> Session | None:
    """The last session of a case, as the reading holds it."""
    return next(reversed(together.rows("sessions", case_id)), None)


@provides_facts
def facts_of_the_room(case: Case, now: datetime) -> Mapping[str, Any]:
    session = current(case.pk)
    if session is None:
        return {}
    laid = next((one for one in together.rows("session_minutes", case.pk) if one.session_id == session.pk), None)
    return {
        "session": OVER if session.ended_at else OPEN,
        "are_minutes_laid": laid is not None,
        "minutes_confirmed_by": frozenset(map(Role, laid.confirmed_by)) if laid else frozenset(),
        "options": {"phone_guests": ReadLate(lambda: _on_the_telephone(session))},
    }


def _on_the_telephone(session: Session) -> Mapping[str, Text]:
    guests = Guest.objects.filter(session=session, by_phone=True, is_here=True)
    return {str(one.pk): Text(one.name, one.name) for one in guests}


@provides_own_facts
def facts_of_the_guest(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    """Whether whoever asks sits in the open session; one query while there is one."""
    session = current(case.pk)
    if session is None or session.ended_at or not is_open(case, "consent_recording"):
        return {}
    here = Guest.objects.filter(session=session, who=who_is(actor), is_here=True, admitted_at__isnull=False)
    return {"is_in_room": here.exists()}
