"""A court's invitation to mediate, before there is a complaint: one is opened from what the court tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.models import Case
from hejie.exchange.partners import Notice, NotUnderstood
from hejie.people.access import SYSTEM
from hejie.places.queries import office_for
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.identity_papers import KINDS as IDENTITY_PAPERS
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Role, Text
from hejie.rules.values import Wrong, read_text
from hejie.traders.models import Trader

TITLE, NAME, WORDS = 120, 200, 2000
CONTACTS = ("phone", "id_number", "address")


def open_invited(notice: Notice, now: datetime) -> UUID:
    """The complaint an invitation is about: the one it names, else a new one at the office of the court's division.

    Raises NotUnderstood when it names an unknown one, or too little to open one.
    """
    if ref := str(notice.data.get("case", "")).replace("-", ""):
        found = Case.objects.filter(ref=ref, kind="complaint").values_list("pk", flat=True).first()
        if found is None:
            raise NotUnderstood("unknown_case")
        return found
    return open_case(filing=_filing(notice.data), actor=SYSTEM, now=now, key=f"partner:{notice.id}").pk


def _filing(data: Mapping[str, Any]) -> Filing:
    office = office_for(str(data["region"]))
    if office is None:
        raise NotUnderstood("unknown_region")
    respondent = _side(data, "respondent")
    trader = Trader.objects.filter(credit_code=_of(data, "respondent").get("credit_code") or None).first()
    return Filing(
        kind="complaint",
        how="authority",
        complainant=_side(data, "complainant"),
        respondent=Side(
            respondent.name, respondent.phone, None, respondent.address, None, trader.pk if trader else None
        ),
        office_id=office.pk,
        title=_words(data.get("title"), TITLE),
        story=_words(data.get("story"), WORDS),
        category=_known(data.get("category"), CATEGORIES),
        problem=_known(data.get("problem"), PROBLEMS),
        amount=_amount(data.get("amount")),
        channel="partner",
        filed_by=Role.SYSTEM,
    )


def _of(data: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    told = data.get(side)
    return told if isinstance(told, Mapping) else {}


def _side(data: Mapping[str, Any], side: str) -> Side:
    told = _of(data, side)
    if not told.get("name"):
        raise NotUnderstood("side_without_name")
    phone, id_number, address = (_words(told[key], NAME) if told.get(key) else None for key in CONTACTS)
    kind = _known(told.get("id_kind") or RESIDENT_CARD, IDENTITY_PAPERS)
    return Side(_words(told["name"], NAME), phone, id_number, address, id_kind=kind)


def _words(raw: object, most: int) -> str:
    try:
        return read_text("" if raw is None else raw, 1, most)
    except Wrong:
        raise NotUnderstood("too_little_told") from None


def _known(raw: object, choices: Mapping[str, Text]) -> str:
    """The last choice stands for everything else."""
    return str(raw) if str(raw) in choices else list(choices)[-1]


def _amount(raw: object) -> Decimal | None:
    try:
        return Decimal(str(raw)) if raw is not None else None
    except InvalidOperation:
        raise NotUnderstood("amount") from None
