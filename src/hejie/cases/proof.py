"""Showing that an invitation link is in the right hands: a code to the phone the case knows that side by.

Where the case knows none, as for a link sent by letter, the first to show a phone is known by it from then on, and both
the complainant and the office that has the case are told (docs/decisions/0148).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from hejie.base import events, throttle
from hejie.base.text import mask_phone, normal_phone
from hejie.cases.actions import CHANGING
from hejie.cases.chain import append_record
from hejie.cases.models import Case, CaseRecord, Party, Representation
from hejie.people.access import Actor, LinkInfo
from hejie.people.codes import check_code, has_live_code, send_code
from hejie.rules.model import Problem, Refusal, Role, Text

SENDINGS, PER = 10, timedelta(hours=1)  # codes for one link, to whatever phones
TOO_OFTEN = Text(
    "这个链接要的验证码太多了，请一小时后再试，或拨打 12315。",
    "Too many codes were asked for with this link: try again in an hour, or call 12315.",
)


def known_phone(link: LinkInfo) -> str:
    """The number the case knows the holder of a link by: as it was filed or shown, else the trader's own; or empty."""
    if link.representation_id:
        row = Representation.objects.filter(pk=link.representation_id, case=link.case_id).first()
        return (row and row.phone) or ""
    party = Party.objects.select_related("trader").filter(case=link.case_id, side=link.side).first()
    contact = party.trader.contact_phone if party and party.trader else None
    return (party and party.phone) or contact or ""


def send_proof_code(*, link: LinkInfo, phone: str, again: bool, now: datetime) -> Refusal | None:
    """Send a code to the known phone, or to `phone` where none is known; None when there is one to type.

    One that was sent and is still good is not sent twice unless asked for `again`.
    """
    number = known_phone(link) or normal_phone(phone)
    if not again and has_live_code(phone=number, purpose=_purpose(link), now=now):
        return None
    if not throttle.hit("prove_link", _purpose(link), SENDINGS, PER, now).allowed:
        return Refusal("code_too_often", TOO_OFTEN, problems=(Problem("code", TOO_OFTEN),))
    return send_code(phone=number, purpose=_purpose(link), now=now)


@transaction.atomic
def prove_link(*, actor: Actor, link: LinkInfo, phone: str, code: str, now: datetime) -> Refusal | None:
    """Use up the code; None when it was right. The side was reached then, and its phone is known."""
    case = Case.objects.select_for_update().get(pk=link.case_id)
    known = known_phone(link)
    number = known or normal_phone(phone)
    if refusal := check_code(phone=number, purpose=_purpose(link), code=code, now=now):
        return refusal
    if not link.representation_id:
        party = Party.objects.get(case=case, side=link.side)
        if not known:
            _know(case, party, number, actor, now)
        note_reached(case=case, party=party, actor=actor, now=now)
    return None


def _know(case: Case, party: Party, phone: str, actor: Actor, now: datetime) -> None:
    """From now on whoever acts or signs for this side by a link gets the code on this phone."""
    party.phone = phone
    party.save(update_fields=["phone", "phone_index"])
    content = {"phone": mask_phone(phone)}
    record = note_fact(case=case, fact="contact_proved", role=Role(party.side), actor=actor, now=now, content=content)
    data = {"ref": case.ref, "state": case.state, "role": record.role}
    events.publish(events.Fact(record.fact, case.pk, record.pk, record.at, data))


def note_reached(*, case: Case, party: Party, actor: Actor, now: datetime) -> None:
    """Into the chain of the locked case, once: this side has seen the notice."""
    if Party.objects.filter(pk=party.pk, reached_at=None).update(reached_at=now):
        note_fact(case=case, fact="party_reached", role=Role(party.side), actor=actor, now=now)


def note_fact(
    *, case: Case, fact: str, role: Role, actor: Actor, now: datetime, content: Mapping[str, str] = {}
) -> CaseRecord:
    """Into the chain of the locked case: something about who a side is, which is no move."""
    record = append_record(
        case=case, fact=fact, source=case.state, actor=actor, role=role, now=now, data={}, content=content
    )
    case.save(update_fields=CHANGING)
    return record


def _purpose(link: LinkInfo) -> str:
    """A code for one side of one case: useless elsewhere."""
    return f"prove_link:{link.representation_id or f'{link.case_id}:{link.side}'}"
