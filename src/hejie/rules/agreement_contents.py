"""What an agreement holds, and what it counts from: by who mediated it, and whether it was written down.

A people's mediation committee: People's Mediation Law Art 28 to 30. The authority, and an association in its name:
Order 121 Art 19 and 24. The enterprise's own mediators bring about a contract: Civil Code Art 470 and 490. How the
roads are told apart: docs/decisions/0142.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hejie.rules.model import Article, Text
from hejie.rules.switches import ORDER_121

LAW = Text("中华人民共和国人民调解法", "People's Mediation Law")
CIVIL_CODE = Text("中华人民共和国民法典", "Civil Code")
WRITTEN = Article(LAW, "第二十九条第一款")
IN_FORCE = Article(LAW, "第二十九条第二款")
RECORDED = Article(LAW, "第二十八条")
ORAL = Article(LAW, "第三十条")
IN_THE_OFFICES_NAME = Article(ORDER_121, "第十九条第二款")
PAPER_OF_THE_OFFICE = Article(ORDER_121, "第二十四条第一款")
CONTRACT = Article(CIVIL_CODE, "第四百七十条第一款")
CONTRACT_SIGNED = Article(CIVIL_CODE, "第四百九十条第一款")
ADMINISTRATIVE, ASSOCIATION, PEOPLES, ENTERPRISE = "administrative", "association", "peoples", "enterprise"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an agreement holds. Without a vital one it has no effect; without another it is incomplete."""

    key: str
    label: Text
    article: Article
    is_vital: bool = False


PARTIES = Text("双方的基本情况", "Who the parties are")
FACTS = Text("纠纷的主要事实", "The main facts")
TERMS = Text("协议的内容", "What was agreed")
TIME = Text("什么时候履行", "By when it is performed")
SIGNED = Text("双方签名、盖章或者按指印", "Signature, seal or fingerprint of both sides")
PAPER = (
    Item("parties", PARTIES, WRITTEN),
    Item("facts", FACTS, WRITTEN),
    Item("issues", Text("争议事项", "What is in dispute"), WRITTEN),
    Item("responsibility", Text("各方的责任", "Each side's responsibility"), WRITTEN),
    Item("terms", TERMS, WRITTEN),
    Item("manner", Text("怎样履行", "How it is performed"), WRITTEN),
    Item("time", TIME, WRITTEN),
    Item("signed_by_parties", SIGNED, IN_FORCE, is_vital=True),
    Item("signed_by_mediator", Text("人民调解员签名", "Signature of the mediator"), IN_FORCE, is_vital=True),
    Item("sealed", Text("人民调解委员会印章", "Seal of the committee"), IN_FORCE, is_vital=True),
)
OFFICIAL = (
    Item("parties", PARTIES, PAPER_OF_THE_OFFICE),
    Item("facts", Text("投诉内容及投诉请求", "The complaint and what is asked for"), PAPER_OF_THE_OFFICE),
    Item("terms", TERMS, PAPER_OF_THE_OFFICE),
    Item("signed_by_parties", Text("双方签字或者盖章", "Signed or sealed by both"), PAPER_OF_THE_OFFICE, is_vital=True),
    Item("sealed", Text("市场监督管理部门印章", "Seal of the office"), PAPER_OF_THE_OFFICE, is_vital=True),
)
ENTRUSTED = (
    *OFFICIAL,
    Item("body", Text("受哪个部门委托、由谁调解", "Who mediated, and for which office"), IN_THE_OFFICES_NAME),
)
PRIVATE = (
    Item("parties", PARTIES, CONTRACT),
    Item("facts", FACTS, CONTRACT),
    Item("terms", TERMS, CONTRACT),
    Item("time", TIME, CONTRACT),
    Item("signed_by_parties", SIGNED, CONTRACT_SIGNED, is_vital=True),
)
SPOKEN = (
    Item("agreed", Text("双方达成协议", "Both sides agreed"), ORAL, is_vital=True),
    Item("recorded", Text("人民调解员记下协议内容", "The mediator wrote down what was agreed"), RECORDED),
)
WRITTEN_BY: Mapping[str, tuple[Item, ...]] = {
    ADMINISTRATIVE: OFFICIAL,
    ASSOCIATION: ENTRUSTED,
    PEOPLES: PAPER,
    ENTERPRISE: PRIVATE,
}
# A court confirms what a lawfully established body brought about, and what it can read (Civil Procedure Law Art 205).
CONFIRMABLE = frozenset({ADMINISTRATIVE, ASSOCIATION, PEOPLES})


def missing(held: Mapping[str, object], *, oral: bool = False, road: str = PEOPLES) -> tuple[Item, ...]:
    """What is still lacking of a written agreement of this road, or of one made by word of mouth."""
    return tuple(item for item in (SPOKEN if oral else WRITTEN_BY[road]) if not held.get(item.key))


def is_in_force(held: Mapping[str, object], *, oral: bool = False, road: str = PEOPLES) -> bool:
    """A paper counts from signatures and seal on; an oral agreement from the moment both agree (Art 29(2), 30)."""
    return not any(item.is_vital for item in missing(held, oral=oral, road=road))


def is_confirmable(road: str, *, oral: bool = False) -> bool:
    """Whether both sides may ask a court to confirm it: it was mediated by such a body, and stands on paper."""
    return road in CONFIRMABLE and not oral
