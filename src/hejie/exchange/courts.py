"""Which courts a case's agreement can go to, by name: the rule's answer, with what the case knows of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hejie.agreements.queries import latest_row
from hejie.cases.models import Case, Party
from hejie.exchange.models import CourtInvitation
from hejie.mediation.delegation import delegated
from hejie.places.models import Region
from hejie.rules.agreement_contents import ADMINISTRATIVE, ASSOCIATION, ENTERPRISE, PEOPLES
from hejie.rules.courts import Competent, Court, Mediated, NoCourt, Option, Place, Settled, Subject, competent
from hejie.rules.model import Role, Text

ON_THE_DOOR = {
    Court.BASIC: "人民法院",
    Court.INTERMEDIATE: "中级人民法院",
    Court.INTERNET: "互联网法院",
    Court.MARITIME: "海事法院",
}

BY_ROAD = {
    "": Mediated.NOBODY,
    ADMINISTRATIVE: Mediated.OFFICE,
    ASSOCIATION: Mediated.ASSOCIATION,
    PEOPLES: Mediated.PEOPLES,
    ENTERPRISE: Mediated.TRADER,
}


@dataclass(frozen=True, slots=True)
class CourtShown:
    """One court that may be chosen: key as a form sends it, name, by which place, and the rule's reason."""

    key: str
    court: Court
    region: str
    name: str
    place: Text
    why: Text


def courts_for(case: Case) -> list[CourtShown]:
    """The courts the sides may choose from, the proposed one first; empty where no court confirms. Six queries."""
    invitation = CourtInvitation.objects.filter(case=case).first()
    answer = competent(settled(case, invitation))
    if isinstance(answer, NoCourt):
        return []
    options = [one for one in (answer.first, *answer.also) if one.code]
    names = {invitation.region: invitation.court_name} if invitation else _names(options)
    return [_shown(one, answer, names) for one in options]


def court_of_the_trader(case: Case) -> str:
    """The basic court where the trader is, to which a claim goes (Civil Procedure Law Art 18, 22 and 24); empty where
    its county is not known. One query.
    """
    code = _county(case.trader.region_id if case.trader else None)
    name = Region.objects.filter(code=code).values_list("name", flat=True).first() if code else None
    return f"{name}{ON_THE_DOOR[Court.BASIC]}" if name else ""


def settled(case: Case, invitation: CourtInvitation | None) -> Settled:
    """What the rule asks about an agreement of this case."""
    places = {
        Place.BODY: _county(case.office.region_id),
        Place.COMPLAINANT: _home(case),
        Place.RESPONDENT: _county(case.trader.region_id if case.trader else None),
    }
    return Settled(
        mediated=_mediated(case),
        places={place: code for place, code in places.items() if code},
        subject=_subject(case),
        invited_by=invitation.region if invitation else "",
        inviter=_kind(invitation.court_name) if invitation else Court.BASIC,
        amount=case.amount or Decimal(0),
    )


def _kind(name: str) -> Court:
    """By the words over its door; a basic court has none of its own."""
    telling = (Court.INTERMEDIATE, Court.INTERNET, Court.MARITIME)
    return next((one for one in telling if name.endswith(ON_THE_DOOR[one])), Court.BASIC)


def _mediated(case: Case) -> Mediated:
    """Who brought the agreement about; while there is none, who mediates now."""
    agreement = latest_row(case.pk)
    if agreement:
        return BY_ROAD[agreement.road]
    delegation = delegated(case.pk)
    if not case.received_at:
        return Mediated.NOBODY
    return BY_ROAD[delegation.road] if delegation and delegation.since else Mediated.OFFICE


def _subject(case: Case) -> Subject:
    """Bought from a seller on a platform; everything else is ordinary as far as the court is concerned."""
    is_online = bool(case.trader and case.trader.platform_id)
    return Subject.ONLINE_PURCHASE if is_online else Subject.ORDINARY


def _county(code: str | None) -> str:
    """Basic courts stand in counties: the division of a city or a province names none."""
    return "" if not code or code.endswith("00") else code


def _home(case: Case) -> str:
    """The county that the consumer's address names, where it names just one of the office's province."""
    party = Party.objects.filter(case=case, side=Role.COMPLAINANT).first()
    address, province = (party and party.address) or "", (case.office.region_id or "")[:2]
    if not address or not province:
        return ""
    counties = Region.objects.filter(level="county", code__startswith=province).values_list("code", "name")
    named = [code for code, name in counties if name in address]
    return named[0] if len(named) == 1 else ""


def _shown(one: Option, answer: Competent, names: Mapping[str, str]) -> CourtShown:
    name = names.get(one.code, "") + ("" if one.place is Place.COURT else ON_THE_DOOR[one.court])
    return CourtShown(f"{one.court}-{one.code}", one.court, one.code, name, one.place.label, answer.why)


def _names(options: list[Option]) -> Mapping[str, str]:
    return dict(Region.objects.filter(code__in=[one.code for one in options]).values_list("code", "name"))
