"""Reading traders: the name search, and the card that pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hejie.base.compiled import Compiled, Several
from hejie.base.text import clean_line, normalise
from hejie.base.together import Reading
from hejie.people.models import Person
from hejie.places.models import Authority, Region
from hejie.rules.model import Problem, Text
from hejie.traders import search
from hejie.traders.commitments import COMMITMENTS
from hejie.traders.creditcode import is_credit_code
from hejie.traders.models import Clerk, Commitment, Membership, ReplyTemplate, Trader

CANDIDATES = 150  # names looked at for one search; more share the pairs only when the text is a common word
GOOD_ENOUGH = 0.25
WRONG_CODE = Text(
    "统一社会信用代码有一位不对，请对照营业执照逐位核对",
    "One character of the credit code is wrong: please compare it with the business licence",
)


@dataclass(frozen=True, slots=True)
class TraderHit:
    """One line of a search result. `closeness` is between 0 and 1."""

    id: UUID
    name: str
    short_name: str
    credit_code: str
    region: str
    address: str
    is_member: bool
    is_platform: bool
    closeness: float


@dataclass(frozen=True, slots=True)
class Promise:
    """A public commitment in force."""

    kind: str
    label: Text
    since: datetime


@dataclass(frozen=True, slots=True)
class TraderCard:
    """What everybody may know of a trader."""

    id: UUID
    name: str
    short_name: str
    credit_code: str
    kind: str
    region_code: str
    region: str
    address: str
    is_platform: bool
    platform_id: UUID | None
    platform: str
    platform_region_code: str
    platform_office_id: UUID | None
    platform_office: str
    office_id: UUID | None
    office: str
    member_since: datetime | None
    promises: tuple[Promise, ...]

    @property
    def is_member(self) -> bool:
        return self.member_since is not None


def search_traders(text: str, limit: int = 10) -> list[TraderHit]:
    """Traders whose name contains the text (two characters or more), then names with one character typed wrongly.

    A credit code finds its trader; for one that cannot be right, `code_problem` says so and the list is empty.
    At most two queries.
    """
    code = _as_code(text)
    if code:
        return [_hit(trader, 1.0) for trader in _for_hits(Trader.objects.filter(credit_code=code))]
    wanted = search.comparable(text)[: search.LONGEST]
    if len(wanted) < search.SHORTEST:
        return []
    containing = Trader.objects.filter(search_grams__contains=search.grams(wanted), search_text__contains=wanted)
    hits = _ranked(containing, wanted)
    if len(hits) < limit:
        hits += [hit for hit in _near(wanted) if hit.id not in {known.id for known in hits}]
    return hits[:limit]


def trader_row(trader_id: UUID) -> Trader | None:
    """The trader of this id, for actions that are about one."""
    return Trader.objects.filter(pk=trader_id).first()


def code_problem(text: str) -> Problem | None:
    """What is wrong with a text that looks like a credit code (18 letters and digits); None when right or no code."""
    code = _as_code(text)
    return Problem("credit_code", WRONG_CODE) if code and not is_credit_code(code) else None


@cache
def _card_of() -> Reading:
    return Reading(parts_of_card)


def parts_of_card(trader_id: UUID) -> dict[str, QuerySet[Any]]:
    """What `card_from` is made of, for whoever reads more with it."""
    trader = Trader.objects.filter(pk=trader_id).defer("search_text", "search_grams")
    platform = trader.values("platform")[:1]
    here = trader.values("region")
    above = here.union(trader.values("region__parent"), trader.values("region__parent__parent"))
    return {
        "trader": trader,
        "platform": Trader.objects.filter(pk=platform).defer("search_text", "search_grams"),
        "offices": Authority.objects.filter(
            pk__in=trader.values("office").union(trader.values("platform__office"), all=True)
        ),
        "regions": Region.objects.filter(pk__in=above).order_by("code"),
        "memberships": Membership.objects.filter(trader=trader_id, until__isnull=True),
        "commitments": Commitment.objects.filter(trader=trader_id, until__isnull=True).order_by("since"),
    }


def trader_card(trader_id: UUID) -> TraderCard | None:
    """The card of one trader; one query."""
    return card_from(_card_of()(trader_id))


def card_from(found: Mapping[str, Sequence[Any]]) -> TraderCard | None:
    """The card that these parts make; None where there is no such trader."""
    if not found["trader"]:
        return None
    [trader] = found["trader"]
    platform, membership = (next(iter(found[name]), None) for name in ("platform", "memberships"))
    offices = {office.pk: office.name for office in found["offices"]}
    made = found["commitments"]
    promises = tuple(Promise(row.kind, COMMITMENTS[row.kind], row.since) for row in made if row.kind in COMMITMENTS)
    return TraderCard(
        id=trader.pk,
        name=trader.name,
        short_name=trader.short_name or trader.name,
        credit_code=trader.credit_code or "",
        kind=trader.kind,
        region_code=trader.region_id,
        region="".join(region.name for region in found["regions"]),
        address=trader.address,
        is_platform=trader.is_platform,
        platform_id=trader.platform_id,
        platform=str(platform or ""),
        platform_region_code=platform.region_id if platform else "",
        platform_office_id=platform.office_id if platform else None,
        platform_office=offices.get(platform.office_id, "") if platform else "",
        office_id=trader.office_id,
        office=offices.get(trader.office_id, ""),
        member_since=membership.since if membership else None,
        promises=promises,
    )


def names_of(trader_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names for a list of traders, in alphabetical order. One query."""
    return {pk: short or name for pk, short, name in _names({THESE: list(trader_ids)})}


THESE = Several("traders")


@Compiled
def _names() -> QuerySet[Any]:
    return Trader.objects.filter(pk__any=THESE).order_by("name").values_list("pk", "short_name", "name")


def is_member(trader_id: UUID) -> bool:
    return Membership.objects.filter(trader=trader_id, until__isnull=True).exists()


def clerkships_of(person: Any) -> QuerySet[Clerk]:
    """For whom a person (or the one a query finds) answers now."""
    return Clerk.objects.filter(person=person, until__isnull=True)


def clerks_of(trader: Any) -> QuerySet[Person]:
    """Active persons who answer now for a trader, or for the one a query finds."""
    now = Clerk.objects.filter(trader=trader, until__isnull=True)
    return Person.objects.filter(pk__in=now.values("person"), is_active=True)


def templates_of(trader_ids: Iterable[UUID]) -> QuerySet[ReplyTemplate]:
    return ReplyTemplate.objects.filter(trader__in=list(trader_ids)).order_by("trader", "title")


def _as_code(text: str) -> str:
    code = normalise("id_number", clean_line(text))
    return code if re.fullmatch(r"[0-9A-Z]{18}", code) and any(c.isdigit() for c in code) else ""


def _near(wanted: str) -> list[TraderHit]:
    """Names that fit but for one character."""
    choices = search.near_grams(search.core(wanted))
    if not choices:
        return []
    either = Q()
    for pairs in choices:
        either |= Q(search_grams__contains=pairs)
    return [hit for hit in _ranked(Trader.objects.filter(either), wanted) if hit.closeness >= GOOD_ENOUGH]


def _ranked(traders: QuerySet[Trader], wanted: str) -> list[TraderHit]:
    hits = [_hit(trader, _closeness(wanted, trader)) for trader in _for_hits(traders)[:CANDIDATES]]
    return sorted(hits, key=lambda hit: (-round(hit.closeness, 1), not hit.is_member, -hit.closeness, hit.name))


def _closeness(wanted: str, trader: Trader) -> float:
    names = trader.search_text.split("\n")
    return search.closeness(wanted, [*names, *map(search.core, names)])


def _for_hits(traders: QuerySet[Trader]) -> QuerySet[Trader]:
    member = Membership.objects.filter(trader=OuterRef("pk"), until__isnull=True)
    columns = ("name", "short_name", "credit_code", "address", "is_platform", "search_text", "region__name")
    return traders.select_related("region").only(*columns).annotate(has_membership=Exists(member))


def _hit(trader: Trader, closeness: float) -> TraderHit:
    return TraderHit(
        id=trader.pk,
        name=trader.name,
        short_name=trader.short_name or trader.name,
        credit_code=trader.credit_code or "",
        region=trader.region.name,
        address=trader.address,
        is_member=bool(getattr(trader, "has_membership", False)),
        is_platform=trader.is_platform,
        closeness=closeness,
    )
