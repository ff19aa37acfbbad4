"""Repeated reports: joined to the earlier one, whose clock begins anew when they bring new facts (Order 121 Art 35)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base.ids import read_case_number, show_case_number
from hejie.cases.actions import Act, advance, performs
from hejie.cases.deadlines import note_next, settle
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case, Deadline
from hejie.intake.repeats import cases_of_person_or_phone
from hejie.intake.team import sought_of
from hejie.people.access import SYSTEM
from hejie.rules.model import Text


@provides_facts
def earlier_reports(case: Case, now: datetime) -> Mapping[str, Any]:
    """Earlier reports of the same reporter on the same trader; read when an officer looks at the choice."""
    if case.kind != "report" or not is_open(case, "merge_repeated"):
        return {}
    return {"options": {"earlier_reports": ReadLate(lambda: _choices(case))}}


def _choices(case: Case) -> Mapping[str, Text]:
    rows = [
        row
        for row in cases_of_person_or_phone(sought_of(case))
        if row.kind == "report" and row.trader_id == case.trader_id and row.filed_at <= case.filed_at
    ]
    return {show_case_number(row.ref): Text(_line(row), _line(row)) for row in rows}


def _line(row: Case) -> str:
    return f"{show_case_number(row.ref)} {row.title}"


@performs("merge_repeated")
def join(act: Act) -> None:
    """With new facts the earlier report is checked anew, counted from the receipt of this one; else nothing follows."""
    if not act.inputs.get("new_facts"):
        return
    earlier = Case.objects.get(ref=read_case_number(act.inputs["earlier"]))
    number = show_case_number(act.case.ref)
    words = f"同一举报人补充了新的事实，见 {number}。"
    advance(
        case_id=earlier.pk, move="add_facts", actor=SYSTEM, inputs={"text": words}, now=act.now, key=f"joined:{number}"
    )
    _count_from(earlier, act.case.received_at or act.case.filed_at, act.now)


def _count_from(earlier: Case, received_at: datetime, now: datetime) -> None:
    """The period runs from the receipt of the last report, not from the day on which somebody joined the two."""
    row = Deadline.objects.get(case=earlier, rule="report_check", closed_at=None)
    row.started_at = received_at
    settle(row, now)
    row.save(update_fields=["started_at", "due_on", "is_provisional"])
    fresh = Case.objects.get(pk=earlier.pk)
    note_next(fresh)
    fresh.save(update_fields=["next_due_on", "next_due_rule"])
