"""Which office is competent, and why: the plain cases of Order 121 Art 13."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hejie.intake.models import Draft
from hejie.places.queries import office_for
from hejie.rules.model import Text
from hejie.traders.models import Trader


@dataclass(frozen=True, slots=True)
class Competence:
    """The office that would handle a complaint, and the reason in words with the article."""

    authority_id: UUID
    name: str
    why: Text


NO_OFFICE = Text(
    "还没有负责这个地区的市场监管部门，请换一个地区", "No authority covers this region yet: choose another"
)


def competent_office(trader_id: UUID | None, region_code: str) -> Competence:
    """The county authority of the trader's place; of the platform for a seller without a published address.

    Raises LookupError when neither trader nor region leads to an office.
    """
    trader = Trader.objects.select_related("office", "platform__office").filter(pk=trader_id).first()
    if trader and trader.platform and not trader.address and trader.platform.office:
        why = Text(
            "商家没有在平台公示地址，由平台住所地的部门处理（第十三条第三款）",
            "The seller shows no address on the platform: the platform's own office handles it (Art 13 para 3)",
        )
        return Competence(trader.platform.office.pk, trader.platform.office.name, why)
    office = (trader and trader.office) or office_for(trader.region_id if trader else region_code)
    if not office:
        raise LookupError(region_code)
    why = Text(
        "由商家实际经营地或住所地的县级部门处理（第十三条第一款）",
        "The county office where the trader does business or is registered handles it (Art 13 para 1)",
    )
    return Competence(office.pk, office.name, why)


def open_draft(draft_id: UUID) -> Draft | None:
    """A draft that has not been filed."""
    return Draft.objects.filter(pk=draft_id, case=None).first()


def draft_with_case(draft_id: UUID) -> Draft | None:
    return Draft.objects.select_related("case__office", "case__trader").filter(pk=draft_id).first()
