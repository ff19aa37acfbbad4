"""Damages beyond the loss: threefold for fraud, tenfold for food, up to twice the loss for known defects."""

from __future__ import annotations

from decimal import Decimal

from hejie.rules.model import Article, Text
from hejie.rules.money import in_figures
from hejie.rules.sums_model import (
    CONSUMER_LAW,
    FOOD_CASES,
    FOOD_LAW,
    REGULATION,
    Claim,
    Given,
    Outcome,
    Sum,
    cents,
    money,
    no,
    one_of,
    times,
    yes,
    yuan,
)

FRAUD = Article(CONSUMER_LAW, "第五十五条第一款")
KNOWN_DEFECT = Article(CONSUMER_LAW, "第五十五条第二款")
FOOD = Article(FOOD_LAW, "第一百四十八条第二款")
LABEL_FLAW = Article(REGULATION, "第四十九条第一款")
PLANTED = Article(REGULATION, "第四十九条第二款")
OWN_NEED = Article(FOOD_CASES, "第十二条")
LEAST_FRAUD, LEAST_FOOD = Decimal(500), Decimal(1000)

_FLAW = yes(
    "label_flaw", "只是标签、说明书的瑕疵，不影响质量安全也不误导", "A mere flaw of label, harmless and not misleading"
)
_PLANTED = yes("planted", "商品是夹带、掉包、造假的", "The goods were planted, swapped or faked")


def _planted(given: Given) -> Outcome | None:
    if not given.get("planted"):
        return None
    return no(PLANTED, "夹带、掉包、造假骗取赔偿的，不适用加倍赔偿", "Nothing is multiplied for goods planted or faked")


def _fraud(given: Given) -> Outcome:
    if planted := _planted(given):
        return planted
    if not given.get("fraud"):
        return no(FRAUD, "没有欺诈的，不适用三倍赔偿", "Without fraud there is no threefold compensation")
    if given.get("label_flaw"):
        return no(
            LABEL_FLAW, "不影响质量、不误导的瑕疵，不适用三倍赔偿", "A harmless flaw is not compensated threefold"
        )
    price = yuan(given, "price")
    return _at_least(price * 3, LEAST_FRAUD, FRAUD, times(price, 3))


def _food(given: Given) -> Outcome:
    if planted := _planted(given):
        return planted
    if given["by"] == "seller_unaware":
        return no(
            FOOD, "销售者不明知的，不适用十倍赔偿；可以向生产者要求", "The seller did not know: claim on the producer"
        )
    if given.get("label_flaw"):
        return no(
            FOOD, "不影响食品安全、不误导的标签瑕疵，不适用十倍赔偿", "A harmless flaw of the label: no tenfold sum"
        )
    if not given.get("unsafe"):
        return no(
            FOOD, "食品符合食品安全标准的，不适用十倍赔偿", "Food that meets the safety standards: no tenfold sum"
        )
    return _of_price_or_loss(given)


def _of_price_or_loss(given: Given) -> Outcome:
    """Ten times the price within one's own need, or three times the loss, whichever the consumer picks: the higher."""
    price, loss = yuan(given, "price"), yuan(given, "loss")
    needed = min(price, yuan(given, "needed") or price)
    within = Text(
        f"按合理生活消费需要的 {in_figures(needed)} 元算（{OWN_NEED}）",
        f"{in_figures(needed)} yuan within one's own need count",
    )
    said = (within,) if needed < price else ()
    if loss * 3 > needed * 10:
        return _at_least(loss * 3, LEAST_FOOD, FOOD, *said, times(loss, 3))
    return _at_least(needed * 10, LEAST_FOOD, FOOD, *said, times(needed, 10))


def _at_least(amount: Decimal, least: Decimal, article: Article, *steps: Text) -> Sum:
    if amount >= least:
        return Sum(cents(amount), article, steps)
    floor = in_figures(least)
    raised = Text(f"不足 {floor} 元的，为 {floor} 元", f"Below {floor} yuan it is {floor} yuan")
    return Sum(cents(least), article, (*steps, raised))


def _known_defect(given: Given) -> Outcome:
    if not given.get("grave"):
        return no(KNOWN_DEFECT, "没有造成死亡或者健康严重损害的，不适用", "Only for death or grave harm to health")
    loss = yuan(given, "loss")
    bound = Text(
        "这是上限，具体多少由双方商量，或者由法院决定", "An upper bound: the sides agree on the sum, or a court decides"
    )
    return Sum(cents(loss * 2), KNOWN_DEFECT, (times(loss, 2), bound), is_most=True)


_PRICE = money("price", "商品价款或者服务费用", "Price paid")
_BY = {
    "producer": Text("生产者", "The producer"),
    "seller_aware": Text("销售者，明知不符合标准", "The seller, who knew"),
    "seller_unaware": Text("销售者，不明知", "The seller, who did not know"),
}
CLAIMS = (
    Claim(
        "fraud_threefold",
        Text("欺诈：退一赔三里的“三”", "Fraud: three times the price"),
        FRAUD,
        (_PRICE, yes("fraud", "经营者有欺诈行为", "The trader committed fraud"), _FLAW, _PLANTED),
        _fraud,
    ),
    Claim(
        "food_tenfold",
        Text("不安全食品：价款十倍或者损失三倍", "Unsafe food: ten times the price or three times the loss"),
        FOOD,
        (
            _PRICE,
            money("loss", "受到的损失", "Loss", required=False),
            money("needed", "其中合理生活消费需要的部分", "Part within one's own need", required=False),
            one_of("by", "向谁要求", "Against whom", _BY),
            yes("unsafe", "食品不符合食品安全标准", "The food does not meet the safety standards"),
            _FLAW,
            _PLANTED,
        ),
        _food,
    ),
    Claim(
        "known_defect",
        Text("明知有缺陷仍然提供：损失二倍以下", "A defect that was known: up to twice the loss"),
        KNOWN_DEFECT,
        (
            money("loss", "受到的损失", "Loss"),
            yes("grave", "造成死亡或者健康严重损害", "Death or grave harm to health"),
        ),
        _known_defect,
    ),
)
