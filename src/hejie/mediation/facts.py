"""What the rules learn about mediators and consents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.cases.facts import is_open, provides_facts
from hejie.cases.models import Case
from hejie.mediation.models import Consent
from hejie.mediation.queries import mediators_for
from hejie.rules.model import Role, Text


@provides_facts
def facts_of_consents(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "consent_mediation"):
        return {}
    roles = Consent.objects.filter(case=case).values_list("role", flat=True)
    return {"mediation_consents": frozenset(map(Role, roles))}


@provides_facts
def mediators_to_assign(case: Case, now: datetime) -> Mapping[str, Any]:
    """While a recusal is decided, the mediator who was asked to step aside is not on the list of new ones."""
    if not is_open(case, "assign_mediator"):
        return {}
    challenged = case.mediator_id if is_open(case, "decide_recusal") else None
    found = mediators_for(case)
    return {"options": {"mediators": {str(id): Text(name, name) for id, name in found.items() if id != challenged}}}
