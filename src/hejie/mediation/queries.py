"""Reading mediators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hejie.cases.models import Case
from hejie.mediation.suggestion import suggest_mediators


def mediators_for(case: Case, now: datetime) -> Mapping[UUID, str]:
    """Who may mediate, the best first; nobody with a stake in it."""
    return {one.person_id: one.name for one in suggest_mediators(case, now) if not one.conflicts}
