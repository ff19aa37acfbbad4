"""Reading drafts, and which office is competent and why (Order 121 Art 13, 29, 31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie.intake.models import Draft
from hejie.places.models import Authority
from hejie.places.queries import office_for
from hejie.rules.model import Text
from hejie.traders.models import Trader


@dataclass(frozen=True, slots=True)
class Competence:
    """The office that would handle a filing, and the reason in words with the article."""

    authority_id: UUID
    name: str
    why: Text


NO_OFFICE = Text(
    "还没有负责这个地区的市场监管部门，请换一个地区", "No authority covers this region yet: choose another"
)
AT_THE_TRADER = Text(
    "由商家实际经营地或住所地的县级部门处理（《市场监督管理投诉举报处理办法》第十三条第一款）",
    "The county office where the trader does business or is registered handles it (Order 121, Art 13 para 1)",
)
AT_THE_PLATFORM_ITSELF = Text(
    "这是平台，由平台住所地的县级部门处理（《市场监督管理投诉举报处理办法》第十三条第二款）",
    "This is a platform: the county office of its registered seat handles it (Order 121, Art 13 para 2)",
)
AT_THE_SHOWN_ADDRESS = Text(
    "由商家在平台公示的地址所在地的县级部门处理（《市场监督管理投诉举报处理办法》第十三条第三款）",
    "The county office at the address the seller shows on the platform handles it (Order 121, Art 13 para 3)",
)
AT_THE_PLATFORM = Text(
    "商家没有在平台公示地址，由平台住所地的部门处理（《市场监督管理投诉举报处理办法》第十三条第三款）",
    "The seller shows no address on the platform: the platform's own office handles it (Order 121, Art 13 para 3)",
)
AT_THE_ACT = Text(
    "由违法行为发生地的部门处理（《市场监督管理投诉举报处理办法》第二十九条）",
    "The office of the place where the act happened handles it (Order 121, Art 29)",
)
REPORTED_PLATFORM = Text(
    "举报平台，由平台住所地的部门处理（《市场监督管理投诉举报处理办法》第三十一条第一款）",
    "A report on a platform goes to the office of its seat (Order 121, Art 31 para 1)",
)
REPORTED_SELLER = Text(
    "举报平台上的商家，由它实际经营地的部门处理（《市场监督管理投诉举报处理办法》第三十一条第二款）",
    "A report on a platform seller goes to the office of the place where it does business (Order 121, Art 31 para 2)",
)
AT_HOME = Text("由您选的地区的部门答复", "The office of the region you chose answers")


def competent_office(trader_id: UUID | None, region_code: str, kind: str = "complaint") -> Competence:
    """The office for this trader, or for this region when the trader is not known; three queries at most.

    Raises LookupError when neither trader nor region leads to an office.
    """
    trader = None
    if trader_id:
        trader = Trader.objects.select_related("office", "platform__office").filter(pk=trader_id).first()
    office = _office_of(trader) if trader else None
    office = office or office_for(trader.region_id if trader else region_code)
    if not office or not (trader or region_code):
        raise LookupError(region_code)
    return Competence(office.pk, office.name, _reason(kind, trader))


def _office_of(trader: Trader) -> Authority | None:
    platform = trader.platform
    return platform.office if platform and not trader.address and platform.office else trader.office


def _reason(kind: str, trader: Trader | None) -> Text:
    is_platform = bool(trader and trader.is_platform)
    if kind == "enquiry":
        return AT_HOME
    if kind == "report":
        at_seller = REPORTED_SELLER if trader and trader.platform_id and trader.address else AT_THE_ACT
        return REPORTED_PLATFORM if is_platform else at_seller
    if trader and trader.platform_id:
        return AT_THE_SHOWN_ADDRESS if trader.address else AT_THE_PLATFORM
    return AT_THE_PLATFORM_ITSELF if is_platform else AT_THE_TRADER


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft for whoever holds its id. `case_id` and `ref` are set once it was filed; its answers are gone then."""

    id: UUID
    kind: str
    answers: Mapping[str, Any]
    begun_at: datetime
    touched_at: datetime
    case_id: UUID | None
    ref: str


def draft_shown(draft_id: UUID) -> DraftShown | None:
    """One query."""
    draft = Draft.objects.select_related("case").filter(pk=draft_id).first()
    if draft is None:
        return None
    ref = draft.case.ref if draft.case else ""
    return DraftShown(draft.pk, draft.kind, draft.answers, draft.begun_at, draft.touched_at, draft.case_id, ref)
