"""A phone or a name that was taken down wrongly, put right by the office (Personal Information Protection Law Art 46).

Only where nobody else can do it: of a filer without an account, and of a trader whose clerks are not on the platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.base.text import clean_line, is_phone
from hejie.cases.actions import Act, Refused, performs
from hejie.cases.facts import provides_facts
from hejie.cases.invitations import revoke_invitations
from hejie.cases.models import Case, Party
from hejie.rules.model import Problem, Refusal, Role, Text

FILER, TRADER = Text("提交的人", "Whoever filed"), Text("商家", "The trader")
WRONG = Text("手机号不对，请填 11 位号码。", "That is not a phone number: enter all 11 digits.")
NOTHING = Text("请填写新的手机号或者姓名。", "Enter the new phone or the name.")
NOT_A_TRADER = Text(
    "商家的名称不在这里改，请只填手机号。", "The trader's name is not changed here: enter the phone alone."
)


@provides_facts
def to_be_corrected(case: Case, now: datetime) -> Mapping[str, Any]:
    """The sides whose phone the office may put right."""
    sides = {Role(party.side): party for party in together.rows("parties", case.pk)}
    found: dict[str, Text] = {}
    if (filer := sides.get(Role.COMPLAINANT)) and filer.person_id is None and filer.name:
        found[Role.COMPLAINANT] = FILER
    if case.kind == "complaint" and not (case.trader_id and together.rows("clerks", case.pk)):
        found[Role.RESPONDENT] = TRADER
    return {"options": {"contacts": found}}


@performs("correct_contact")
def correct_contact(act: Act) -> None:
    """What went to the wrong number is good for nothing any more. Raises Refused with what is wrong."""
    side, phone, name = (str(act.inputs.get(key) or "") for key in ("side", "phone", "name"))
    if problem := _wrong(side, phone, name):
        raise Refused(Refusal("inputs", problem.text, act.decision.move.article, (problem,)))
    party = next(row for row in together.rows("parties", act.case.pk) if row.side == side)
    if name and clean_line(name) != party.name:
        party.name, party.identity_checked_at = clean_line(name), None
    if phone:
        party.phone, party.reached_at = phone, None
    if phone and side == Role.RESPONDENT:  # what hangs on the filer are links of those whom they represent
        revoke_invitations(case_id=act.case.pk, side=Role.RESPONDENT, now=act.now)
    _keep(party)


def _wrong(side: str, phone: str, name: str) -> Problem | None:
    if name and side == Role.RESPONDENT:
        return Problem("name", NOT_A_TRADER)
    if phone and not is_phone(phone):
        return Problem("phone", WRONG)
    return None if phone or name else Problem("phone", NOTHING)


def _keep(party: Party) -> None:
    party.save(update_fields=["name", "phone", "phone_index", "identity_checked_at", "reached_at"])
