"""The sides of a case as papers for a court name them."""

from __future__ import annotations

from uuid import UUID

from hejie.cases.models import Case, Party
from hejie.documents.models import Paper
from hejie.rules.model import Role

BOTH = (Role.COMPLAINANT, Role.RESPONDENT)


def parties_of(case: Case) -> dict[Role, Party]:
    """Both sides with their traders. One query."""
    rows = Party.objects.select_related("trader").filter(case=case, side__in=BOTH)
    return {Role(row.side): row for row in rows}


def named(party: Party) -> dict[str, str]:
    """Name, public code, address and phone of one side; empty where the case does not know them."""
    trader = party.trader
    return {
        "name": party.name,
        "code": (trader.credit_code if trader else "") or "",
        "address": party.address or (trader.address if trader else ""),
        "phone": party.phone or (trader.contact_phone if trader else "") or "",
    }


def other(role: Role) -> Role:
    return Role.RESPONDENT if role is Role.COMPLAINANT else Role.COMPLAINANT


def mediator_name(case: Case) -> str:
    """Whoever mediates, else the office."""
    person = case.mediator
    return (person.name if person else None) or case.office.short_name


def newest_paper(case_id: UUID, kind: str) -> UUID | None:
    """The last printed paper of a kind in this case."""
    found = Paper.objects.filter(subject=case_id, kind=kind, version__gt=0).order_by("-issued_at").first()
    return found.pk if found else None
