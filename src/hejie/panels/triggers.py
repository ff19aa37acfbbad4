"""Which of the six triggers of a panel hold for a case: counted by the platform, or for a person to judge."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, IntegerField, Q, Subquery

from hejie.base.compiled import Compiled, Several, stand_in_id
from hejie.cases.models import Case, Party, Representation
from hejie.knowledge.readings import in_force
from hejie.places.office_settings.consultation import PANEL_PEOPLE
from hejie.places.settings import holding_along, ids_of
from hejie.rules.model import Role, Text
from hejie.rules.panels import JUDGED
from hejie.rules.representing import REPRESENTED
from hejie.rules.triggers import MOST_COUNTED, TRIGGERS, Circumstances, Fired, Thresholds, fired

UNSETTLED = ("ended", "unperformed")
COUNTED = ("complainants", "failed", "claim", "people", "failures", "is_agreed_on")
THIS, A_TRADER = stand_in_id("this"), stand_in_id("trader")
A_PROBLEM, LINE = "a problem", Several("line of offices")


def counted(case: Case) -> tuple[Fired, ...]:
    """The triggers that hold by figures: the claim, the group, mediations of this dispute that failed. One query."""
    return held_by(case, figures_of(case))


def held_by(case: Case, found: Mapping[str, Any]) -> tuple[Fired, ...]:
    """The same of figures that were read."""
    known = Circumstances(claimed=case.amount or Decimal(0), complainants=found["complainants"], failed=found["failed"])
    return fired(known, Thresholds(found["claim"], found["people"], found["failures"]))


def to_choose(case: Case) -> Mapping[str, Text]:
    """What somebody who calls a panel may tick: what holds by figures, and what only a person can say."""
    why = {one.key: one.why for one in counted(case)} | dict(JUDGED)
    return {one.key: _because(one.label, why[one.key]) for one in TRIGGERS if one.key in why}


def _because(label: Text, why: Text) -> Text:
    return Text(f"{label.zh}：{why.zh}", f"{label.en}: {why.en}")


def figures_of(case: Case) -> Mapping[str, Any]:
    """What is counted of a case, the office's thresholds, and whether anything was agreed for such cases. One query.

    The same matter is the same problem with the same trader; the same dispute has the same complainant too.
    Complainants are counted to a thousand, and by one more query further where the office's threshold lies beyond.
    """
    found = _read(case, MOST_COUNTED)
    is_short = found["people"] > MOST_COUNTED <= found["complainants"]
    return _read(case, PANEL_PEOPLE.maximum) if is_short else found


def _read(case: Case, most: int) -> Mapping[str, Any]:
    line = ids_of(case.office.path)
    [row] = _figures(most)({THIS: case.pk, A_TRADER: case.trader_id, A_PROBLEM: case.problem, LINE: line})
    found = dict(zip(COUNTED, row, strict=True))
    own = 1 if case.kind == "complaint" and case.trader_id else 0
    return found | {"complainants": min(own + found["complainants"], most)}


@cache
def _figures(most: int) -> Compiled:
    """How many cases a trader has differs too much for one plan."""
    alike = Case.objects.filter(kind="complaint", problem=A_PROBLEM, trader=A_TRADER).order_by().values("pk")
    joined = Representation.objects.filter(case=THIS, kind=REPRESENTED).order_by().values("pk")
    whole = Case.objects.filter(pk=THIS).order_by()
    found = whole.annotate(
        complainants=_Number(alike.filter(closed_at=None).exclude(pk=THIS)[:most]) + _Number(joined),
        failed=_Number(alike.filter(state__in=UNSETTLED, pk__in=_of_the_same_complainant(THIS))),
        claim=holding_along("panel_claim", LINE),
        people=holding_along("panel_people", LINE),
        failures=holding_along("panel_failures", LINE),
        is_agreed_on=Exists(in_force(A_PROBLEM, LINE, THIS)),
    )
    return Compiled(lambda: found.values_list(*COUNTED), keeps_plan=False)


class _Number(Subquery):
    """How many rows there are, of those that a slice leaves."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def _of_the_same_complainant(case_id: UUID) -> Any:
    filer = Party.objects.filter(case=case_id, side=Role.COMPLAINANT)
    same = Q(person__in=filer.values("person")) | Q(phone_index__in=filer.values("phone_index"))
    return Party.objects.filter(same, side=Role.COMPLAINANT).values("case")
