"""The laws guides cite, and short ways to write a right, a proof, something to ask for."""

from __future__ import annotations

from hejie.knowledge.records import Ask, Proof, Right
from hejie.rules.model import Article, Role, Text

_CONSUMER = Text("消费者权益保护法", "Consumer Protection Law")
_REGULATION = Text("消费者权益保护法实施条例", "Regulation implementing the Consumer Protection Law")
_COMMERCE = Text("电子商务法", "E-Commerce Law")
_RETURNS = Text("网络购买商品七日无理由退货暂行办法", "Measures on Seven-Day Returns of Goods Bought Online")
_FOOD = Text("食品安全法", "Food Safety Law")
_CIVIL = Text("民法典", "Civil Code")


def consumer(clause: str) -> Article:
    return Article(_CONSUMER, clause)


def regulation(clause: str) -> Article:
    return Article(_REGULATION, clause)


def commerce(clause: str) -> Article:
    return Article(_COMMERCE, clause)


def returns(clause: str) -> Article:
    return Article(_RETURNS, clause)


def food(clause: str) -> Article:
    return Article(_FOOD, clause)


def civil(clause: str) -> Article:
    return Article(_CIVIL, clause)


def right(zh: str, en: str, *articles: Article) -> Right:
    return Right(Text(zh, en), articles)


def proof(zh: str, en: str, why_zh: str, why_en: str) -> Proof:
    return Proof(Text(zh, en), Text(why_zh, why_en))


def of_trader(zh: str, en: str, why_zh: str, why_en: str) -> Proof:
    """A proof that lies with the trader as a rule."""
    return Proof(Text(zh, en), Text(why_zh, why_en), Role.RESPONDENT)


def ask(remedy: str, zh: str, en: str) -> Ask:
    return Ask(remedy, Text(zh, en))


PAID = proof("付款记录", "Record of payment", "证明付了多少、付给谁", "shows how much was paid, and to whom")
CHAT = proof(
    "和商家的聊天记录",
    "Chat with the trader",
    "证明商家答应过什么、怎么答复您",
    "shows what was promised and how the trader answered",
)
