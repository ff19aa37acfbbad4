"""Reading the way of a case, and what waits between offices: asked, to designate, asked from below, to and fro.

What waits for the word of an office is found by the posts that decide there, and these open it anyway: counting it does
not ask `access.visible_cases` once more; whoever shows the cases does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from hejie.base import together
from hejie.base.ids import show_case_number
from hejie.base.together import part
from hejie.cases import access
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case
from hejie.dispatch.assignment import Candidate, suggest_officers
from hejie.dispatch.models import HandingUp, Transfer
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.places.settings import holding, setting
from hejie.rules.model import Text

__all__ = ["Candidate", "suggest_officers"]
PAGE = 50
UNSETTLED = ("disputed", "to_designate")
STEP = 37  # characters of one id on a path, with its slash


@dataclass(frozen=True, slots=True)
class TransferShown:
    """One movement: from where to where, by which move and article, when, and why in the officer's own words."""

    at: datetime
    label: Text
    article: str
    from_office: str
    to_office: str
    why: str


@part("transfers", for_pages_alone=True)
def _transfers(case_id: UUID) -> QuerySet[Transfer]:
    return Transfer.objects.filter(case=case_id).order_by("at")


@part("transfer_offices", for_pages_alone=True)
def _transfer_offices(case_id: UUID) -> QuerySet[Authority]:
    rows = Transfer.objects.filter(case=case_id)
    return Authority.objects.filter(pk__in=rows.values("from_office").union(rows.values("to_office")))


def transfers_of(case: Case) -> list[TransferShown]:
    """The way of a case, oldest first; for who may read the case. No query where the case was read for a page."""
    rows = together.rows("transfers", case.pk)
    if not rows:
        return []
    names = {office.pk: office.name for office in together.rows("transfer_offices", case.pk)}
    words = {content.record_id: content.body for content in together.rows("record_contents", case.pk)}
    moves = procedure_of(case).moves
    return [_transfer(row, moves[row.move].label, names, words.get(row.record_id, {})) for row in rows]


def _transfer(row: Transfer, label: Text, names: Mapping[UUID, str], said: Mapping[str, str]) -> TransferShown:
    why = said.get("reason") or said.get("note") or ""
    return TransferShown(row.at, label, row.article, names[row.from_office_id], names[row.to_office_id], why)


def surfaces(case_id: UUID) -> bool:
    """Whether a case was returned or disputed so often that the office above looks at it. Two queries."""
    case = Case.objects.select_related("office").only("bounces", "office__path").get(pk=case_id)
    return case.bounces >= setting(case.office, "bounced_after")


def bounced(actor: Actor) -> QuerySet[Case]:
    """Open cases below the actor's offices that surfaced there, by the setting that holds at those offices."""
    found = Q(pk__in=[])
    for post in actor.posts:
        if post.role in access.DECIDING:
            least = holding("bounced_after", post.authority_path)
            found |= Q(office__path__startswith=post.authority_path, bounces__gte=least) & ~Q(office=post.authority_id)
    return Case.objects.filter(found, closed_at=None, bounces__gt=0)  # as the index of those has it


def asked_of(actor: Actor) -> QuerySet[Case]:
    """Cases of other offices that ask one of the actor's whether they are its own (Art 33)."""
    offices = [post.authority_id for post in actor.posts if post.role in access.DECIDING]
    return Case.objects.filter(asked_office__in=offices, state="disputed")


def to_designate(actor: Actor, states: Sequence[str] = UNSETTLED) -> QuerySet[Case]:
    """Disputed cases for which one of the actor's offices is the lowest above both sides."""
    under = Q(pk__in=[])
    for post in actor.posts:
        if post.role in access.DECIDING:
            path = post.authority_path
            both = Q(office__path__startswith=path, asked_office__path__startswith=path)
            next_step = len(path) + STEP
            under |= both & ~Q(Exact(Left("office__path", next_step), Left("asked_office__path", next_step)))
    return Case.objects.filter(under, state__in=states)


def asked_from_below(actor: Actor) -> QuerySet[Case]:
    """Cases that an office directly below asks one of the actor's to handle (Art 13(4))."""
    offices = [post.authority_id for post in actor.posts if post.role in access.DECIDING]
    waiting = HandingUp.objects.filter(answered_at=None, office__parent__in=offices)
    return Case.objects.filter(pk__in=waiting.values("case"))


@dataclass(frozen=True, slots=True)
class SentAway:
    """What an office keeps of a case it no longer has: number, day, where it went, by which move, and who has it now.

    Nothing of what the case says: see docs/decisions/0052.
    """

    ref: str
    at: datetime
    to_office: str
    now_at: str
    label: Text


def sent_away(actor: Actor) -> list[SentAway]:
    """The last cases that left the actor's offices by a transfer. One query."""
    offices = [post.authority_id for post in actor.posts if post.role in access.DECIDING]
    gone = Transfer.objects.filter(from_office__in=offices).exclude(case__office=F("from_office"))
    rows = gone.select_related("case__office", "to_office").order_by("-at")[:PAGE]
    return [_sent(row) for row in rows]


def _sent(row: Transfer) -> SentAway:
    label = procedure_of(row.case).moves[row.move].label
    return SentAway(show_case_number(row.case.ref), row.at, row.to_office.short_name, row.case.office.short_name, label)
