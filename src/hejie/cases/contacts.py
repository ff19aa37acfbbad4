"""A phone or a name that was taken down wrongly, put right by the office (Personal Information Protection Law Art 46).

Only where nobody else can do it: of whoever filed, of those who speak for or with them, and of a trader whose clerks
are not on the platform. Who cannot show the phone of the account any more gets the case out of it, to open with the new
one (docs/decisions/0180).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.base.text import clean_line, is_phone, normal_phone
from hejie.cases.access import beside
from hejie.cases.actions import Act, Refused, performs
from hejie.cases.contact_news import contact_corrected, left_account
from hejie.cases.facts import provides_facts
from hejie.cases.invitations import revoke_invitations, revoke_own
from hejie.cases.models import Case, Party, Representation
from hejie.rules.model import Problem, Refusal, Role, Text
from hejie.rules.representing import KINDS

FILER, TRADER = Text("提交的人", "Whoever filed"), Text("商家", "The trader")
WRONG = Text("手机号不对，请填 11 位号码。", "That is not a phone number: enter all 11 digits.")
SAME = Text("和登记的一样，没有要更正的。", "This is what was filed: there is nothing to correct.")
NOT_A_TRADER = Text(
    "商家的名称不在这里改，请只填手机号。", "The trader's name is not changed here: enter the phone alone."
)


@provides_facts
def to_be_corrected(case: Case, now: datetime) -> Mapping[str, Any]:
    """Whose phone the office may put right: of the sides, and of those beside the complainant."""
    sides = {Role(party.side): party for party in together.rows("parties", case.pk)}
    found: dict[str, Text] = {}
    if (filer := sides.get(Role.COMPLAINANT)) and filer.name:
        found[Role.COMPLAINANT] = FILER
    if case.kind == "complaint" and not (case.trader_id and together.rows("clerks", case.pk)):
        found[Role.RESPONDENT] = TRADER
    return {"options": {"contacts": found | {str(row.pk): _named(row) for row in beside(case, now)}}}


def _named(row: Representation) -> Text:
    kind = KINDS[row.kind]
    return Text(f"{kind.zh} {row.name}", f"{kind.en} {row.name}")


@performs("correct_contact")
def correct_contact(act: Act) -> None:
    """What went to the wrong number is good for nothing any more. Raises Refused with what is wrong."""
    phone, name = normal_phone(act.inputs["phone"]), clean_line(str(act.inputs.get("name") or ""))
    seat = _seat(act.case, act.inputs["side"], act.now)
    if problem := _wrong(seat, phone, name):
        raise Refused(Refusal("inputs", problem.text, act.decision.move.article, (problem,)))
    if name and name != seat.name:
        _rename(seat, name)
    if phone != seat.phone:
        _move_to(seat, phone, act)
    seat.save()
    if not _is_trader(seat):
        contact_corrected(case=act.case, seat=seat, now=act.now)


def _seat(case: Case, whose: str, now: datetime) -> Party | Representation:
    seats = [*together.rows("parties", case.pk), *beside(case, now)]
    return next(seat for seat in seats if whose in (str(seat.pk), getattr(seat, "side", "")))


def _is_trader(seat: Party | Representation) -> bool:
    return isinstance(seat, Party) and seat.side == Role.RESPONDENT


def _wrong(seat: Party | Representation, phone: str, name: str) -> Problem | None:
    if name and _is_trader(seat):
        return Problem("name", NOT_A_TRADER)
    if not is_phone(phone):
        return Problem("phone", WRONG)
    is_same = phone == seat.phone and name in ("", seat.name)
    return Problem("phone", SAME) if is_same else None


def _rename(seat: Party | Representation, name: str) -> None:
    """Who has another name has not shown yet who they are."""
    seat.name = name
    if isinstance(seat, Party):
        seat.identity_checked_at = None


def _move_to(seat: Party | Representation, phone: str, act: Act) -> None:
    """What somebody with the wrong number saw or agreed to was not seen or agreed to by whom it was meant for."""
    if seat.person_id:
        left_account(case=act.case, person_id=seat.person_id, now=act.now)
    seat.phone, seat.person = phone, None
    if isinstance(seat, Representation):
        revoke_own([seat.pk], now=act.now)
        seat.settlement_seq = seat.withdrawal_seq = None
        return
    seat.reached_at = None
    if _is_trader(seat):
        revoke_invitations(case_id=act.case.pk, side=Role.RESPONDENT, now=act.now)
