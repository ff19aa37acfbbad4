"""Erasing personal data when the retention period is over (PIPL Art 19): the chain stays whole, the words are gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from hejie.base.registry import Registry
from hejie.cases.actions import CHANGING, Refused, advance
from hejie.cases.chain import append_record
from hejie.cases.facts import kept_since
from hejie.cases.models import Case, CaseRecord, Invitation, Party, RecordContent, Representation
from hejie.cases.representing import erase_speakers
from hejie.documents.actions import erase_papers
from hejie.messaging.actions import erase_messages
from hejie.people.access import SYSTEM
from hejie.people.actions import erase_person
from hejie.people.models import Person, Post, Token
from hejie.rules.filing import KINDS
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Role
from hejie.traders.models import Clerk

RESTING, LAPSED = ("negotiation_ended", "performing"), "lapsed"
Eraser = Callable[[Case], None]
erasers: Registry[Eraser] = Registry("eraser")


def erases(function: Eraser) -> Eraser:
    """Register what an outer app deletes when a case's personal data is erased. Must be harmless when repeated."""
    return erasers.add(f"{function.__module__}.{function.__qualname__}", function)


def erase_due(now: datetime, *, limit: int = 100) -> int:
    """Erase the cases whose retention period (`HEJIE_RETENTION_YEARS` after closing) is over. Returns how many."""
    over = Q(closed_at__lt=kept_since(now)) | Q(state=LAPSED)
    due = Case.objects.filter(over, is_erased=False, closed_at__isnull=False).order_by("closed_at")
    ids = list(due.values_list("pk", flat=True)[:limit])
    return sum(erase_case(case_id=case_id, now=now) for case_id in ids)


def lapse_due(now: datetime, *, limit: int = 100) -> int:
    """Put away what rests between the sides and was last touched before the retention period; returns how many."""
    since = kept_since(now)
    touched = Exists(CaseRecord.objects.filter(case=OuterRef("pk"), at__gte=since))
    resting = Case.objects.filter(~touched, state__in=RESTING, state_since__lt=since).order_by("state_since")
    return sum(_lapse(case_id, now) for case_id in list(resting.values_list("pk", flat=True)[:limit]))


def _lapse(case_id: UUID, now: datetime) -> bool:
    """False where somebody came back to it in the meantime, or an office still owes something."""
    try:
        advance(case_id=case_id, move="lapse", actor=SYSTEM, inputs={}, now=now, key="lapse")
    except Refused:
        return False
    return True


def erase_idle_accounts(now: datetime, *, limit: int = 100) -> int:
    """Erase accounts without a case, a post or a trader that nobody used for the retention period; returns how many.

    A case holds its people until it is erased itself. Whoever ever had a post is left to the office.
    """
    since = kept_since(now)
    idle = Person.objects.filter(is_erased=False, joined_at__lt=since).filter(
        Q(last_login=None) | Q(last_login__lt=since),
        ~Exists(Party.objects.filter(person=OuterRef("pk"))),
        ~Exists(Representation.objects.filter(person=OuterRef("pk"))),
        ~Exists(Post.objects.filter(person=OuterRef("pk"))),
        ~Exists(Clerk.objects.filter(person=OuterRef("pk"))),
        ~Exists(Token.objects.filter(person=OuterRef("pk"), expires_at__gt=now)),
    )
    found = list(idle.order_by("joined_at")[:limit])
    for person in found:
        erase_person(person=person, now=now)
    return len(found)


@transaction.atomic
def erase_case(*, case_id: UUID, now: datetime) -> bool:
    """Delete every word and personal value of a closed case; what happened, when and under which article stays."""
    case = Case.objects.select_for_update().filter(pk=case_id, is_erased=False, closed_at__isnull=False).first()
    if not case:
        return False
    RecordContent.objects.filter(record__case=case).delete()
    Invitation.objects.filter(party__case=case).delete()
    for party in Party.objects.filter(case=case):
        party.name, party.phone, party.id_number, party.address, party.person = "", None, None, None, None
        party.id_kind = RESIDENT_CARD
        party.save()
    erase_speakers(case)
    erase_papers(subject=case.pk)
    erase_messages(case_id=case.pk)
    for eraser in erasers.values():
        eraser(case)
    case.story, case.details, case.is_erased, case.filing_key = "", {}, True, None
    case.title, case.wanted = KINDS[case.kind].zh, []  # what was bought, and words among what was asked for
    append_record(
        case=case,
        fact="personal_data_erased",
        source=case.state,
        actor=SYSTEM,
        role=Role.SYSTEM,
        now=now,
        data={},
        content={},
    )
    case.save(update_fields=[*CHANGING, "title", "wanted", "story", "details", "is_erased", "filing_key"])
    return True
