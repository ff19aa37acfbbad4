"""The code by which a signer shows who they are: sent to their own phone, for one agreement and one role, good once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.agreements.models import Agreement
from hejie.base.compiled import A_MOMENT, CompiledRows, Several
from hejie.base.crypto import blind_index
from hejie.cases.access import came_by_link
from hejie.cases.actions import Act, Refused
from hejie.cases.proof import known_phone
from hejie.messaging.queries import demo_phone
from hejie.people.access import LinkInfo
from hejie.people.actions import send_code
from hejie.people.codes import use_code
from hejie.people.models import Challenge, Person
from hejie.rules.model import Problem, Refusal, Role, Text

LENGTH = 6
PURPOSES = Several("purposes")
NO_PHONE = Text(
    "没有您的手机号，验证码发不出去。请先在“我的账号”里填手机号，或者请办理部门补上。",
    "There is no phone number to send the code to. Enter one in your account, or ask the handling office to add it.",
)


def purpose(agreement_id: UUID, role: Role) -> str:
    """A code for one signature: useless for another agreement and for the other side."""
    return f"sign_agreement:{agreement_id}:{role}"


def send_signature_code(act: Act, agreement: Agreement) -> None:
    """Send the code to whoever acts. Raises Refused when there is no phone, or a code was sent a moment ago."""
    wanted = purpose(agreement.pk, act.role)
    refusal = send_code(phone=_phone_of(act), purpose=wanted, now=act.now)
    if refusal and refusal.code == "bad_phone":
        refusal = replace(refusal, text=NO_PHONE)
    if refusal:
        raise Refused(replace(refusal, code=f"need:{refusal.code}", problems=()))


def use_signature_code(act: Act, agreement: Agreement) -> UUID:
    """Use up the code that was typed; returns the id of its challenge. Raises Refused, with the attempt counted."""
    wanted = purpose(agreement.pk, act.role)
    found = use_code(phone=_phone_of(act), purpose=wanted, code=act.inputs["code"], now=act.now)
    if isinstance(found, Refusal):
        problem = Problem("code", found.text)
        raise Refused(Refusal("inputs", found.text, act.decision.move.article, (problem,)))
    return found.pk


def _phone_of(act: Act) -> str:
    """The own phone of the person who acts; for whoever came by a link, the one the case knows the side by.

    A link may be in anybody's hands, the other side's too: signing by it takes the phone on file, whoever is signed in.
    """
    person = None if came_by_link(act.actor, act.case) else _person_of(act)
    return (person and person.phone) or known_phone(LinkInfo(act.case.pk, act.role))


def _person_of(act: Act) -> Person | None:
    """As they were read to let them in."""
    known = act.actor.person_id
    return act.actor.person or (Person.objects.filter(pk=known).first() if known else None)


def live_challenges(agreement: Agreement, roles: Iterable[Role], now: datetime) -> dict[Role, Challenge]:
    """The codes that can still be used, by role. One query."""
    purposes = {purpose(agreement.pk, role): role for role in roles}
    return {purposes[row.purpose]: row for row in _live({PURPOSES: list(purposes), A_MOMENT: now})}


@CompiledRows
def _live() -> QuerySet[Any]:
    live = Challenge.objects.filter(purpose__any=PURPOSES, used_at=None, expires_at__gt=A_MOMENT)
    return live.order_by("sent_at")


def demo_codes(challenges: dict[Role, Challenge]) -> dict[str, dict[str, Text]]:
    """The code itself, for a client of the demo without a phone; empty unless the demo runs (docs/decisions/0018)."""
    sent = demo_phone(limit=100, queued_at=[row.sent_at for row in challenges.values()]) if challenges else []
    shown = {(blind_index("phone", sms.to), sms.at): sms.text for sms in sent}
    found = {
        role: shown[bytes(row.subject), row.sent_at]
        for role, row in challenges.items()
        if (bytes(row.subject), row.sent_at) in shown
    }
    return {f"code:{role}": {code: Text(code, code) for code in _six_digits(text)} for role, text in found.items()}


def _six_digits(text: str) -> list[str]:
    runs = "".join(c if c.isdecimal() else " " for c in text).split()
    return [run for run in runs if len(run) == LENGTH][:1]
