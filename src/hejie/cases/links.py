"""Cases that belong together: a mixed paper divided (Order 121 Art 9), a clue followed up (Art 27).

A link is for the offices. Whoever filed both parts of a divided paper sees that link too; nobody else learns of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hejie.base import together
from hejie.base.ids import show_case_number
from hejie.cases.actions import Act, Filing, Side, open_case, performs, procedure_of
from hejie.cases.beside import CaseLink
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case, Party
from hejie.people.access import Actor
from hejie.rules.filing import KINDS
from hejie.rules.model import Role, Text

SPLIT, CLUE = "split", "clue"
WHY = {
    SPLIT: Text("同一份材料分开办的", "From the same paper, handled apart"),
    CLUE: Text("调解中发现线索转来核查的", "From a clue found in mediation"),
}
OFFICES = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERIOR})
NOBODY = Side(name="")
ORIGINAL = "【原文】"


@dataclass(frozen=True, slots=True)
class Linked:
    """The other case of a link, as a page names it."""

    ref: str
    kind: Text
    state: Text
    why: Text


def links_of(actor: Actor, case: Case, roles: frozenset[Role]) -> list[Linked]:
    """What this reader may know of the cases linked with one; no query in ordinary cases, else two."""
    if not case.is_linked or not roles & (OFFICES | {Role.COMPLAINANT}):
        return []
    rows = CaseLink.objects.filter(Q(case=case) | Q(other=case)).select_related("case", "other").order_by("at", "id")
    found = [(row.other if row.case_id == case.pk else row.case, row.why) for row in rows]
    if not roles & OFFICES:
        found = _own(actor, found)
    return [_linked(one, why) for one, why in found]


def _own(actor: Actor, found: Sequence[tuple[Case, str]]) -> list[tuple[Case, str]]:
    """Those that the same person filed: who only speaks for the filer in one of them does not learn of the other."""
    if not actor.person_id:
        return []
    filed = Party.objects.filter(person=actor.person_id, side=Role.COMPLAINANT, case__in=[one for one, _ in found])
    own = set(filed.values_list("case", flat=True))
    return [(one, why) for one, why in found if why == SPLIT and one.pk in own]


def _linked(case: Case, why: str) -> Linked:
    state = procedure_of(case).states[case.state]
    return Linked(show_case_number(case.ref), KINDS[case.kind], state.label, WHY[why])


@performs("split_case")
def split_case(act: Act) -> None:
    """One paper, two cases. Both clocks run from the day it came; the original words go with the report.

    What stood in a complaint before is withheld from everybody but its filer and the offices: see `access.hidden_from`.
    """
    case, said = act.case, act.inputs
    if case.kind == "report":
        wanted = list(said["terms"])
        _open(act, "complaint", SPLIT, story=said["complaint_part"], wanted=wanted, problem=case.problem)
        return
    words = f"{said['report_part']}\n\n{ORIGINAL}\n{case.story}"
    _open(act, "report", SPLIT, story=words, wanted=[], problem=said["problem"])
    case.story = said["complaint_part"]
    case.save(update_fields=["story"])


@performs("record_clue")
def record_clue(act: Act) -> None:
    """The office itself brings the report: it has no reporter, and the complainant is none either."""
    _open(act, "report", CLUE, story=act.inputs["clue"], wanted=[], problem=act.inputs["problem"])


def _open(act: Act, kind: str, why: str, *, story: str, wanted: Sequence[Mapping[str, Any]], problem: str) -> None:
    case, split = act.case, why == SPLIT
    sides = {party.side: party for party in together.rows("parties", case.pk)}
    filing = Filing(
        kind=kind,
        how="authority",
        complainant=_side(sides[Role.COMPLAINANT]) if split else NOBODY,
        respondent=_side(sides[Role.RESPONDENT]),
        office_id=case.office_id,
        title=case.title,
        story=story,
        category=case.category,
        problem=problem,
        amount=case.amount if kind == "complaint" else None,
        wanted=wanted,
        details=case.details if split else {},
        channel=case.channel,
        may_publish=kind == "complaint" and case.may_publish,
        received_at=case.received_at if split else act.now,
        filed_by=act.role,
    )
    other = open_case(filing=filing, actor=act.actor, now=act.now, key=f"{why}:{act.record.pk}")
    CaseLink.objects.create(case=case, other=other, why=why, at=act.now)
    for one in (case, other):
        one.is_linked = True
        one.save(update_fields=["is_linked"])


def _side(party: Party) -> Side:
    return Side(
        name=party.name,
        phone=party.phone,
        id_number=party.id_number,
        address=party.address,
        person_id=party.person_id,
        trader_id=party.trader_id,
        identity_checked_at=party.identity_checked_at,
        id_kind=party.id_kind,
    )


@provides_facts
def whether_anonymous(case: Case, now: object) -> Mapping[str, Any]:
    """A report that nobody put their name to; one that an office opened itself has no reporter."""
    if case.kind != "report":
        return {}
    filer = next((party for party in together.rows("parties", case.pk) if party.side == Role.COMPLAINANT), None)
    return {"anonymous": filer is None or not filer.name}
