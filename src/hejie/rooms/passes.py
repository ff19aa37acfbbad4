"""Links to the room for whoever the mediator invites: signed, for one guest of one session. Nothing is kept of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core import signing

from hejie.rooms.models import Guest

SALT = "hejie.room.pass"
GOOD_FOR = timedelta(days=1)


def pass_for(guest: Guest) -> str:
    """The end of the link `/r/<pass>/` for an invited guest."""
    return signing.dumps(guest.pk.hex, salt=SALT)


def guest_of(text: str) -> Guest | None:
    """Whom a pass is for; None when it is forged, a day old, its session is over or the guest was removed."""
    try:
        guest_id = UUID(signing.loads(text, salt=SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        return None
    good = Guest.objects.filter(pk=guest_id, session__ended_at=None, removed_at=None)
    return good.select_related("session__case__office").first()
