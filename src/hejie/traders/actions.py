"""Writing traders, their memberships, commitments, clerks and templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from stdnum.cn import uscc

from hejie.base.text import clean, clean_line, normal_phone
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.model import Problem
from hejie.traders import search
from hejie.traders.creditcode import is_credit_code
from hejie.traders.models import Clerk, Commitment, Membership, ReplyTemplate, Trader
from hejie.traders.queries import WRONG_CODE


class TraderRefused(Exception):
    """A trader cannot be registered like this; `problem` says what to correct."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text.zh)
        self.problem = problem


def register_trader(
    *,
    now: datetime,
    name: str,
    kind: str,
    region_code: str,
    short_name: str = "",
    credit_code: str | None = None,
    address: str = "",
    is_platform: bool = False,
    platform: Trader | None = None,
    contact_name: str | None = None,
    contact_phone: str | None = None,
    contact_email: str | None = None,
    office: Authority | None = None,
) -> Trader:
    """A new trader. Raises TraderRefused for a credit code that cannot be right."""
    trader = Trader(
        name=clean_line(name),
        short_name=clean_line(short_name),
        credit_code=_credit_code(credit_code),
        kind=kind,
        region_id=region_code,
        address=clean_line(address),
        is_platform=is_platform,
        platform=platform,
        contact_name=contact_name,
        contact_phone=contact_phone and normal_phone(contact_phone),
        contact_email=contact_email,
        office=office,
        registered_at=now,
    )
    names = list(dict.fromkeys(filter(None, map(search.comparable, (trader.name, trader.short_name)))))
    trader.search_text = "\n".join(names)
    trader.search_grams = list(dict.fromkeys(pair for each in names for pair in search.indexed(each)))
    trader.save(force_insert=True)
    return trader


@transaction.atomic
def admit_member(
    *, trader: Trader, now: datetime, recommended_by: Authority | None = None, commitments: Iterable[str] = ()
) -> Membership:
    """Admit a trader to settle directly. One already admitted stays so; new commitments are added."""
    membership, _ = Membership.objects.get_or_create(
        trader=trader, until=None, defaults={"since": now, "recommended_by": recommended_by}
    )
    for kind in commitments:
        make_commitment(trader=trader, kind=kind, now=now)
    return membership


@transaction.atomic
def end_membership(*, trader: Trader, reason: str, now: datetime) -> bool:
    """End the open membership and the commitments that came with it; False when there was none."""
    ended = Membership.objects.filter(trader=trader, until__isnull=True).update(
        until=now, ended_reason=clean_line(reason)
    )
    Commitment.objects.filter(trader=trader, until__isnull=True).update(until=now)
    return bool(ended)


def make_commitment(*, trader: Trader, kind: str, now: datetime) -> Commitment:
    """Publish a promise of the trader (a key of COMMITMENTS); one in force is returned unchanged."""
    return Commitment.objects.get_or_create(trader=trader, kind=kind, until=None, defaults={"since": now})[0]


def add_clerk(*, trader: Trader, person: Person, now: datetime) -> Clerk:
    """Let a person answer for a trader."""
    return Clerk.objects.get_or_create(trader=trader, person=person, until=None, defaults={"since": now})[0]


def remove_clerk(*, trader: Trader, person: Person, now: datetime) -> None:
    Clerk.objects.filter(trader=trader, person=person, until__isnull=True).update(until=now)


def save_template(*, trader_id: UUID, title: str, text: str, now: datetime) -> ReplyTemplate:
    """Keep words for later under a title; the same title is overwritten."""
    return ReplyTemplate.objects.update_or_create(
        trader_id=trader_id, title=clean_line(title), defaults={"text": clean(text), "saved_at": now}
    )[0]


class TitleTaken(Exception):
    """The trader has another template of this title."""


def change_template(*, trader_id: UUID, template_id: UUID, title: str, text: str, now: datetime) -> None:
    """New title and text for a template. Raises TitleTaken; nothing happens when it is not the trader's or is gone."""
    kept = ReplyTemplate.objects.filter(pk=template_id, trader=trader_id)
    try:
        with transaction.atomic():
            kept.update(title=clean_line(title), text=clean(text), saved_at=now)
    except IntegrityError as error:
        raise TitleTaken from error


def remove_template(*, trader_id: UUID, template_id: UUID) -> None:
    ReplyTemplate.objects.filter(pk=template_id, trader=trader_id).delete()


def _credit_code(text: str | None) -> str | None:
    if not text:
        return None
    code = str(uscc.compact(text))
    if not is_credit_code(code):
        raise TraderRefused(Problem("credit_code", WRONG_CODE))
    return code
