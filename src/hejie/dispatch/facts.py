"""What the rules learn of the offices around a case: where it may go, who may take it, what was asked of whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hejie.base import together
from hejie.base.compiled import CompiledRows, stand_in_id
from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.dispatch.assignment import suggest_officers
from hejie.dispatch.models import Dispute, HandingUp
from hejie.places.models import Authority
from hejie.places.queries import common_path
from hejie.rules.model import Text

PROVINCE_STEPS = 2  # a province's path has two ids: the nation's and its own


@part("requests_upwards")
def _requests(case_id: UUID) -> QuerySet[HandingUp]:
    return HandingUp.objects.filter(case=case_id, answered_at=None)


@part("designations")
def _designations(case_id: UUID) -> QuerySet[Dispute]:
    """Disputes that the office above ended, the last first."""
    return Dispute.objects.filter(case=case_id, outcome="designated").order_by("-at")


@provides_facts
def facts_of_the_office(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "return_case"):
        return {}
    designated = next(iter(together.rows("designations", case.pk)), None)
    return {
        "at_station": case.office.level == "station",
        "is_top": case.office.parent_id is None,
        "is_designated": designated is not None and designated.settled_on_id == case.office_id,
        "is_superior_asked": bool(together.rows("requests_upwards", case.pk)),
    }


@provides_facts
def offices_around(case: Case, now: datetime) -> Mapping[str, Any]:
    """Lists of offices, read by one query when somebody who may choose looks at one of them."""
    lists: dict[str, Callable[[Around], Iterable[Authority]]] = {}
    if is_open(case, "dispatch"):
        lists |= {"offices": Around.below, "stations": Around.stations}
    if is_open(case, "dispute_venue"):
        lists |= {"rival_offices": Around.rivals}
    if is_open(case, "designate_office"):
        lists |= {"designable_offices": Around.designable}
    around = Around(case)
    return {"options": {name: _late(around, choose) for name, choose in lists.items()}}


def _late(around: Around, choose: Callable[[Around], Iterable[Authority]]) -> ReadLate:
    return ReadLate(lambda: _named(choose(around)))


def _named(offices: Iterable[Authority]) -> Mapping[str, Text]:
    return {str(office.pk): Text(office.name, office.name) for office in offices}


@provides_facts
def officers_to_assign(case: Case, now: datetime) -> Mapping[str, Any]:
    """Whoever fits best comes first, with the reasons."""
    if not is_open(case, "assign_officer"):
        return {}
    return {"options": {"officers": ReadLate(lambda: _reasoned(case, now))}}


def _reasoned(case: Case, now: datetime) -> Mapping[str, Text]:
    return {str(one.person_id): one.said for one in suggest_officers(case, now)}


A_PATH, AN_OFFICE = "any path", stand_in_id("offi")


@CompiledRows
def _around() -> QuerySet[Authority]:
    near, own = Q(path__startswith=A_PATH), Q(parent=AN_OFFICE)
    offices = Authority.objects.filter(near | Q(level="province"))
    return offices.filter(~Q(level="station") | own).order_by("path")


class Around:
    """The offices that may have to do with a case at its office: its province, and the heads of the others.

    Of stations only the office's own: another county's are that county's business.
    """

    def __init__(self, case: Case) -> None:
        self.office, self._asked_id = case.office, case.asked_office_id

    @cached_property
    def _offices(self) -> list[Authority]:
        steps = self.office.path.strip("/").split("/")[:PROVINCE_STEPS]
        near = "".join(f"{step}/" for step in steps)
        return _around({f"{A_PATH}%": f"{near}%", AN_OFFICE: self.office.pk})

    def below(self) -> list[Authority]:
        """The nation dispatches to provinces; every unit below it to any office under its own."""
        under = [one for one in self._offices if self._is_under(one) and one.level != "station"]
        return [one for one in under if one.level == "province"] if self.office.level == "nation" else under

    def stations(self) -> list[Authority]:
        return [one for one in self._offices if one.level == "station" and one.parent_id == self.office.pk]

    def rivals(self) -> list[Authority]:
        """Offices neither above nor below: in the own province, and the other provinces for whatever lies there."""
        return [one for one in self._offices if one.level != "station" and not self._is_in_line(one)]

    def designable(self) -> list[Authority]:
        """Both offices of the dispute first, then whatever stands under the office above both."""
        both = (self.office.pk, self._asked_id)
        known = {one.pk: one for one in self._offices}
        asked = known.get(self._asked_id) if self._asked_id else None
        above = common_path(self.office.path, asked.path) if asked else self.office.path
        under = [one for one in self._offices if one.path.startswith(above) and one.path != above]
        ranked = sorted(under, key=lambda one: one.pk not in both)
        return [one for one in ranked if one.level != "station"]

    def _is_under(self, other: Authority) -> bool:
        return other.path != self.office.path and other.path.startswith(self.office.path)

    def _is_in_line(self, other: Authority) -> bool:
        return other.path.startswith(self.office.path) or self.office.path.startswith(other.path)
