"""Links that open one case to one side without an account, and the proof that a notice was seen."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from hejie.base import together
from hejie.base.compiled import A_MOMENT, Compiled, stand_in_id
from hejie.cases.actions import Act, performs
from hejie.cases.models import Case, Invitation
from hejie.cases.proof import note_reached
from hejie.people.access import Actor, link_actor
from hejie.rules.model import Role

VALID = timedelta(days=90)
AN_INVITATION = stand_in_id("invitation")
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: it is read from paper
LENGTH = 12  # 60 bits, and guesses are throttled


def invite(
    *, case_id: UUID, side: Role, now: datetime, representation_id: UUID | None = None, by_hand: bool = False
) -> str:
    """A new code for one side (`7KPM-3RTX-9QWH`), shown once: only its hash is kept. Earlier codes stay good.

    With `representation_id` it is for that one represented person; `side` is the complainant then. `by_hand`: the
    other side hands it over, so that opening it does not prove who did.
    """
    party = next(party for party in together.rows("parties", case_id) if party.side == side)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    Invitation.objects.create(
        party=party,
        representation_id=representation_id,
        secret_hash=_hash(code),
        made_at=now,
        expires_at=now + VALID,
        by_hand=by_hand,
    )
    return "-".join((code[:4], code[4:8], code[8:]))


def revoke_invitations(*, case_id: UUID, side: Role, now: datetime) -> int:
    """End every code of one side at once, in browsers that opened one too. Returns how many."""
    return Invitation.objects.filter(party__case_id=case_id, party__side=side, revoked_at=None).update(revoked_at=now)


def revoke_own(beside: Collection[UUID], *, now: datetime) -> int:
    """End every code that these represented persons got. Returns how many."""
    return Invitation.objects.filter(representation__in=beside, revoked_at=None).update(revoked_at=now)


def _hash(code: str) -> str:
    plain = "".join(c for c in code.upper() if c in ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()


def find_invitation(code: str, now: datetime) -> Invitation | None:
    """The invitation of a code that is still good; None tells nothing about why not. The caller throttles."""
    good = Invitation.objects.filter(secret_hash=_hash(code), expires_at__gt=now, revoked_at=None)
    return good.select_related("party__case").first()


def is_good(invitation_id: UUID, now: datetime) -> bool:
    """Whether an invitation that was opened still counts; one query."""
    return bool(_good({AN_INVITATION: invitation_id, A_MOMENT: now}))


@Compiled
def _good() -> QuerySet[Any]:
    good = Invitation.objects.filter(pk=AN_INVITATION, expires_at__gt=A_MOMENT, revoked_at=None)
    return good.values_list("pk")


@performs("split_case", "withdraw")
def end_links_of_the_trader(act: Act) -> None:
    """What the trader's links opened is no longer what they were given for; the trader is told again by a new one."""
    revoke_invitations(case_id=act.case.pk, side=Role.RESPONDENT, now=act.now)


@transaction.atomic
def open_invitation(*, invitation: Invitation, now: datetime) -> Actor:
    """Note that the side was reached (once, in the chain), and give the actor who may act for it.

    A link that the other side handed over proves nothing until somebody acts by it: anybody may have tried it.
    """
    case = Case.objects.select_for_update().get(pk=invitation.party.case_id)
    if person := invitation.representation_id:
        Invitation.objects.filter(pk=invitation.pk).update(opened_at=Coalesce("opened_at", now))
        return link_actor(case_id=case.pk, side=Role.REPRESENTED, representation_id=person)
    actor = link_actor(case_id=case.pk, side=invitation.party.side)
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=Coalesce("opened_at", now))
    if not invitation.by_hand:
        note_reached(case=case, party=invitation.party, actor=actor, now=now)
    return actor
