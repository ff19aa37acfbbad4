"""What the sides agreed to: once a side and a matter, with the record that says so."""

from __future__ import annotations

from uuid import UUID

from hejie.base import together
from hejie.cases.actions import Act
from hejie.mediation.models import Consent
from hejie.rules.model import Role

MEDIATION, DELEGATION, NO_PAPER = "mediation", "delegation", "no_paper"


def agree(act: Act, role: Role, about: str) -> None:
    """Note the consent of a side; the first one counts."""
    Consent.objects.get_or_create(case=act.case, role=role, about=about, defaults={"at": act.now, "record": act.record})


def who_agreed(case_id: UUID, about: str) -> frozenset[Role]:
    """The sides that agreed to a matter."""
    return frozenset(Role(row.role) for row in together.rows("consents", case_id) if row.about == about)
