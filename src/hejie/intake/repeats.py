"""Possible duplicates and repeat cases, each with its reasons in words. They are hints: people decide.

What people wrote is sealed, so the database cannot compare it: candidates come by blind index (the same phone) and by
trader, and at most `MOST_OWN + MOST_OTHERS` of them are opened and compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hejie.base.crypto import blind_index
from hejie.base.ids import show_case_number
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, Party
from hejie.rules.likeness import ALIKE, VERY_ALIKE, is_same, likeness, pairs
from hejie.rules.model import Role, Text

MOST_OWN, MOST_OTHERS, MOST_SHOWN = 30, 20, 5
DUPLICATE, REPEAT, ECHO = "duplicate", "repeat", "echo"
NAMES = {
    DUPLICATE: Text("可能是同一件", "Possibly the same matter"),
    REPEAT: Text("可能是重复投诉", "Possibly a repeat"),
    ECHO: Text("别人反映过类似的", "Others said something similar"),
}
SAME_PERSON = Text("同一个人", "the same person")
SAME_TRADER = Text("同一家商家", "the same trader")
SAME_GOODS = Text("同样的商品或服务", "the same goods or service")
SAME_ORDER = Text("同一个订单号", "the same order number")
SAME_WORDS = Text("写的内容很像", "much the same words")
RANK = (DUPLICATE, REPEAT, ECHO)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of a matter so far. Empty parts are not compared."""

    phone: str = ""
    person_id: UUID | None = None
    trader_id: UUID | None = None
    goods: str = ""
    order_number: str = ""
    story: str = ""
    without: UUID | None = None  # the case itself, once it is filed


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier case that may be the same matter. `reasons` say why; nothing of what it tells is in here."""

    case_id: UUID
    ref: str
    title: str
    kind: str
    state: Text
    filed_at: datetime
    office: str
    reasons: tuple[Text, ...]

    @property
    def name(self) -> Text:
        return NAMES[self.kind]


def possible_repeats(sought: Sought, *, others: bool = False, most: int = MOST_SHOWN) -> list[Likeness]:
    """The likeliest earlier cases first; three queries at most. `others`: look at other people's cases as well."""
    own = list(cases_of_person_or_phone(sought))
    found = [_compared(case, sought, is_own=True) for case in own]
    if others and sought.trader_id:
        rows = _others_cases(sought.trader_id, sought).exclude(pk__in=[case.pk for case in own])[:MOST_OTHERS]
        found += [_compared(case, sought, is_own=False) for case in rows]
    known = [one for one in found if one]
    return sorted(known, key=lambda one: (RANK.index(one.kind), -one.filed_at.timestamp()))[:most]


def cases_of_caller(phone: str, limit: int = MOST_OWN) -> QuerySet[Case]:
    """Cases whose complainant has this phone, the newest first."""
    index = blind_index("phone", phone)
    parties = Party.objects.filter(phone_index=index, side=Role.COMPLAINANT) if index else Party.objects.none()
    return _with_names(Case.objects.filter(pk__in=parties.values("case"))).order_by("-id")[:limit]


def cases_of_person_or_phone(sought: Sought) -> QuerySet[Case]:
    """The latest cases whose complainant is this person, by phone or account."""
    who = Q(pk__in=[])
    if index := blind_index("phone", sought.phone):
        who |= Q(phone_index=index)
    if sought.person_id:
        who |= Q(person_id=sought.person_id)
    parties = Party.objects.filter(who, side=Role.COMPLAINANT)
    rows = _all_but(sought.without, Case.objects.filter(pk__in=parties.values("case"), is_erased=False))
    return _with_names(rows).order_by("-id")[:MOST_OWN]


def _others_cases(trader_id: UUID, sought: Sought) -> QuerySet[Case]:
    rows = Case.objects.filter(trader_id=trader_id, closed_at=None, is_erased=False)
    return _with_names(_all_but(sought.without, rows)).order_by("-id")


def _all_but(case_id: UUID | None, rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.exclude(pk=case_id) if case_id else rows


def _with_names(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("office", "trader")


def _compared(case: Case, sought: Sought, *, is_own: bool) -> Likeness | None:
    """Why this case may be the same matter; None when nothing speaks for it."""
    details: dict[str, Any] = case.details
    same_trader = bool(sought.trader_id) and case.trader_id == sought.trader_id
    same_goods = is_same(sought.goods, str(details.get("goods") or ""))
    same_order = is_same(sought.order_number, str(details.get("order_number") or ""))
    alike = likeness(pairs(sought.story), pairs(case.story)) if sought.story else 0.0
    kind = _own_kind(same_trader, same_goods, same_order, alike) if is_own else _echo(same_order, alike)
    if not kind:
        return None
    said = (
        (is_own, SAME_PERSON),
        (same_trader, SAME_TRADER),
        (same_goods, SAME_GOODS),
        (same_order, SAME_ORDER),
        (alike >= ALIKE, SAME_WORDS),
    )
    return Likeness(
        case_id=case.pk,
        ref=show_case_number(case.ref),
        title=case.title,
        kind=kind,
        state=procedure_of(case).states[case.state].label,
        filed_at=case.filed_at,
        office=case.office.name,
        reasons=tuple(text for holds, text in said if holds),
    )


def _own_kind(same_trader: bool, same_goods: bool, same_order: bool, alike: float) -> str:
    if same_order or (same_trader and (alike >= VERY_ALIKE or (same_goods and alike >= ALIKE))):
        return DUPLICATE
    return REPEAT if same_trader or alike >= ALIKE else ""


def _echo(same_order: bool, alike: float) -> str:
    return ECHO if same_order or alike >= VERY_ALIKE else ""
