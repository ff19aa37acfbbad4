"""A phone or a name that was taken down wrongly, put right by the office (Personal Information Protection Law Art 46).

Only where nobody else can do it: of whoever filed, and of a trader whose clerks are not on the platform. A filer who
cannot show the phone of the account any more gets the case out of it, to open with the new one (docs/decisions/0180).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.base.text import clean_line, is_phone, normal_phone
from hejie.cases.actions import Act, Refused, performs
from hejie.cases.facts import provides_facts
from hejie.cases.invitations import revoke_invitations
from hejie.cases.models import Case, Party
from hejie.cases.notices import left_account
from hejie.rules.model import Problem, Refusal, Role, Text

FILER, TRADER = Text("提交的人", "Whoever filed"), Text("商家", "The trader")
WRONG = Text("手机号不对，请填 11 位号码。", "That is not a phone number: enter all 11 digits.")
SAME = Text("和登记的一样，没有要更正的。", "This is what was filed: there is nothing to correct.")
NOT_A_TRADER = Text(
    "商家的名称不在这里改，请只填手机号。", "The trader's name is not changed here: enter the phone alone."
)


@provides_facts
def to_be_corrected(case: Case, now: datetime) -> Mapping[str, Any]:
    """The sides whose phone the office may put right."""
    sides = {Role(party.side): party for party in together.rows("parties", case.pk)}
    found: dict[str, Text] = {}
    if (filer := sides.get(Role.COMPLAINANT)) and filer.name:
        found[Role.COMPLAINANT] = FILER
    if case.kind == "complaint" and not (case.trader_id and together.rows("clerks", case.pk)):
        found[Role.RESPONDENT] = TRADER
    return {"options": {"contacts": found}}


@performs("correct_contact")
def correct_contact(act: Act) -> None:
    """What went to the wrong number is good for nothing any more. Raises Refused with what is wrong."""
    phone, name = normal_phone(act.inputs["phone"]), clean_line(str(act.inputs.get("name") or ""))
    party = next(row for row in together.rows("parties", act.case.pk) if row.side == act.inputs["side"])
    if problem := _wrong(party, phone, name):
        raise Refused(Refusal("inputs", problem.text, act.decision.move.article, (problem,)))
    if name and name != party.name:
        party.name, party.identity_checked_at = name, None
    if phone != party.phone:
        _move_to(party, phone, act)
    party.save(update_fields=["name", "phone", "person", "identity_checked_at", "reached_at"])


def _wrong(party: Party, phone: str, name: str) -> Problem | None:
    if name and party.side == Role.RESPONDENT:
        return Problem("name", NOT_A_TRADER)
    if not is_phone(phone):
        return Problem("phone", WRONG)
    is_same = phone == party.phone and name in ("", party.name)
    return Problem("phone", SAME) if is_same else None


def _move_to(party: Party, phone: str, act: Act) -> None:
    """What hangs on the filer are links of those whom they represent: these stay."""
    if party.side == Role.RESPONDENT:
        revoke_invitations(case_id=act.case.pk, side=Role.RESPONDENT, now=act.now)
    if party.person_id:
        left_account(case=act.case, person_id=party.person_id, now=act.now)
    party.phone, party.person, party.reached_at = phone, None, None
