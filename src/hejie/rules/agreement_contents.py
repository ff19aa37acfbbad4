"""What a people's mediation agreement holds, and from when it counts (People's Mediation Law Art 28 to 30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hejie.rules.model import Article, Text

LAW = Text("中华人民共和国人民调解法", "People's Mediation Law")
WRITTEN = Article(LAW, "第二十九条第一款")
IN_FORCE = Article(LAW, "第二十九条第二款")
RECORDED = Article(LAW, "第二十八条")
ORAL = Article(LAW, "第三十条")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the paper holds. Without one of `IN_FORCE` it has no effect; without the others it is incomplete."""

    key: str
    label: Text
    article: Article


PAPER = (
    Item("parties", Text("双方的基本情况", "Who the parties are"), WRITTEN),
    Item("facts", Text("纠纷的主要事实", "The main facts"), WRITTEN),
    Item("issues", Text("争议事项", "What is in dispute"), WRITTEN),
    Item("responsibility", Text("各方的责任", "Each side's responsibility"), WRITTEN),
    Item("terms", Text("协议的内容", "What was agreed"), WRITTEN),
    Item("manner", Text("怎样履行", "How it is performed"), WRITTEN),
    Item("time", Text("什么时候履行", "By when it is performed"), WRITTEN),
    Item(
        "signed_by_parties", Text("双方签名、盖章或者按指印", "Signature, seal or fingerprint of both sides"), IN_FORCE
    ),
    Item("signed_by_mediator", Text("人民调解员签名", "Signature of the mediator"), IN_FORCE),
    Item("sealed", Text("人民调解委员会印章", "Seal of the committee"), IN_FORCE),
)
SPOKEN = (
    Item("agreed", Text("双方达成协议", "Both sides agreed"), ORAL),
    Item("recorded", Text("人民调解员记下协议内容", "The mediator wrote down what was agreed"), RECORDED),
)


def missing(held: Mapping[str, object], *, oral: bool = False) -> tuple[Item, ...]:
    """What is still lacking of a written agreement, or of one made by word of mouth."""
    return tuple(item for item in (SPOKEN if oral else PAPER) if not held.get(item.key))


def is_in_force(held: Mapping[str, object], *, oral: bool = False) -> bool:
    """A paper counts from signatures and seal on; an oral agreement from the moment both agree (Art 29(2), 30)."""
    return not any(item.article in (IN_FORCE, ORAL) for item in missing(held, oral=oral))
