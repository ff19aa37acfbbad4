"""The phone of a filer that went to somebody else: nothing in their cases is sent to it or opened by it any more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from hejie.cases.invitations import revoke_own
from hejie.cases.models import Case, Party, Representation
from hejie.cases.sweep import note_among_offices
from hejie.people.models import Person


def forget_phone(person: Person, now: datetime) -> None:
    """In every case of this person; offices see it in those that are open. Call in a transaction.

    A link sent there before ends: without a phone that the case knows, the first to show one would be known by it.
    """
    theirs = Q(person=person, phone_index=person.phone_index)
    filed, beside = Party.objects.filter(theirs), Representation.objects.filter(theirs)
    revoke_own([seat.pk for seat in beside], now=now)
    seats: list[Party | Representation] = [*filed, *beside]
    cases = Case.objects.select_for_update().filter(pk__in={seat.case_id for seat in seats}).order_by("pk")
    running = [case.pk for case in cases if case.closed_at is None]
    for seat in seats:
        seat.phone = None
        seat.save(update_fields=["phone"])
    for case_id in running:
        note_among_offices(case_id=case_id, fact="phone_released", data={}, now=now)
