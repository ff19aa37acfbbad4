"""What the rules learn about mediators and consents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.mediation.consents import MEDIATION, NO_PAPER, who_agreed
from hejie.mediation.models import Consent
from hejie.mediation.suggestion import suggest_mediators
from hejie.rules.model import Text


@provides_facts
def facts_of_consents(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "consent_mediation"):
        return {}
    return {"mediation_consents": who_agreed(case.pk, MEDIATION), "paper_waived_by": who_agreed(case.pk, NO_PAPER)}


@part("consents")
def _consents(case_id: UUID) -> QuerySet[Consent]:
    return Consent.objects.filter(case=case_id)


@provides_facts
def mediators_to_assign(case: Case, now: datetime) -> Mapping[str, Any]:
    """Whoever fits best comes first, with the reasons; nobody with a stake in the case.

    While a recusal is decided, the mediator who was asked to step aside is not on the list of new ones.
    """
    if not is_open(case, "assign_mediator"):
        return {}
    challenged = case.mediator_id if is_open(case, "decide_recusal") else None
    return {"options": {"mediators": ReadLate(lambda: _others(case, challenged, now))}}


def _others(case: Case, challenged: UUID | None, now: datetime) -> Mapping[str, Text]:
    found = [one for one in suggest_mediators(case, now) if not one.conflicts]
    return {str(one.person_id): one.said for one in found if one.person_id != challenged}
