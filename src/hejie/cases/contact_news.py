"""Who hears that the office put a contact right, each by themselves: the one concerned, and who else must know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hejie.base import together
from hejie.base.ids import show_case_number
from hejie.cases.models import Case, Party, Representation
from hejie.cases.notices import address_of, invitation_link
from hejie.messaging.actions import Letter, post_letters
from hejie.rules.model import Role
from hejie.rules.representing import KINDS, REPRESENTED


def left_account(*, case: Case, person_id: UUID, now: datetime) -> None:
    """To the account that had the case: the office opened it to another phone."""
    post_letters([_letter(case, person_id, "left_account", f"{settings.PUBLIC_URL}/progress/")], now=now)


def contact_corrected(*, case: Case, seat: Party | Representation, now: datetime) -> None:
    """To whom news comes by this contact now; the complainant hears of whoever is beside them. All can object."""
    post_letters(list(_letters(case, seat, now)), now=now)


def _letters(case: Case, seat: Party | Representation, now: datetime) -> Iterable[Letter]:
    if to := seat.person_id or seat.phone:
        yield _letter(case, to, "contact_corrected", _way_in(case, seat, now))
    if isinstance(seat, Party):
        return
    filer = next(row for row in together.rows("parties", case.pk) if row.side == Role.COMPLAINANT)
    if (to := filer.person_id or filer.phone) and filer.phone != seat.phone:
        yield _letter(case, to, "speaker_corrected", address_of(case, Role.COMPLAINANT), who=KINDS[seat.kind])


def _way_in(case: Case, seat: Party | Representation, now: datetime) -> str:
    """Who is represented in a joint complaint needs no account: a link of their own."""
    if isinstance(seat, Representation) and seat.kind == REPRESENTED and not seat.person_id:
        return invitation_link(case, now, seat.pk)
    return address_of(case, Role.COMPLAINANT)


def _letter(case: Case, to: UUID | str, template: str, link: str, **more: Any) -> Letter:
    values = {"ref": show_case_number(case.ref), "office": case.office.name, "link": link, **more}
    return Letter(to, template, values, case_id=case.pk, dedupe=f"{case.pk}:{case.seq}:{template}")
