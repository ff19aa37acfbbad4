"""Accounts for those for whom something was filed before they had one (docs/decisions/0178).

Nobody signs up: an account comes with the first filing. Where others filed, it comes with the first sign-in, and the
code proves its phone. Apps that keep something for the holder of a phone say so with `waits_for_phone`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hejie.base.crypto import blind_index
from hejie.base.registry import Registry
from hejie.people.actions import register_person
from hejie.people.models import Person

waits_for_phone: Registry[Callable[[str, datetime], bool]] = Registry("what waits for a phone")


def account_for(phone: str, now: datetime) -> Person | None:
    """An account whose phone is yet to be proved; None where nothing waits for whoever holds it.

    Whoever asks twice gets the same one. One that is never proved is erased as any that nobody uses.
    """
    if not any(waits_for_phone[key](phone, now) for key in waits_for_phone):
        return None
    index = blind_index("phone", phone)
    begun = Person.objects.filter(phone_index=index, phone_verified_at=None, username=None, is_active=True)
    return next((one for one in begun if not one.name), None) or register_person(now=now, name="", phone=phone)
