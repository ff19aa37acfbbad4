"""What comes back: returns without a reason, part of a set, overcharged prices, short weight, prepaid cards, travel."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hejie.rules.model import Article, Text
from hejie.rules.money import in_figures
from hejie.rules.sums_model import (
    CONSUMER_LAW,
    PREPAID,
    PRICE_LAW,
    RETURNS,
    TOURISM_LAW,
    Claim,
    Given,
    Outcome,
    Sum,
    cents,
    day,
    money,
    no,
    number,
    on,
    one_of,
    yes,
    yuan,
)

SEVEN_DAYS = Article(CONSUMER_LAW, "第二十五条")
EXCEPTED = Article(RETURNS, "第六条")
CONFIRMED = Article(RETURNS, "第七条")
INTACT = Article(RETURNS, "第八条")
GIFTS = Article(RETURNS, "第十二条第二款")
PAID = Article(RETURNS, "第十七条")
FREIGHT = Article(RETURNS, "第十八条")
OVERCHARGED = Article(PRICE_LAW, "第四十一条")
SHORT = Article(CONSUMER_LAW, "第五十二条")
PREPAID_BACK = Article(CONSUMER_LAW, "第五十三条")
PREPAID_SEVEN = Article(PREPAID, "第十四条")
PREPAID_TIMED = Article(PREPAID, "第二十六条")
TRIP = Article(TOURISM_LAW, "第六十五条")
DAYS = 7

_GOODS = {
    "ordinary": Text("一般商品", "Ordinary goods"),
    "excepted": Text(
        "定作、鲜活易腐、已拆封的数字商品、报刊", "Custom-made, perishable, opened digital goods, periodicals"
    ),
    "confirmed": Text("性质不宜退货，购买时您单独确认过", "Unfit for return by nature, and confirmed so when bought"),
}


def _no_reason(given: Given) -> Outcome:
    last = on(given, "signed") + timedelta(days=DAYS)
    if given["goods"] == "excepted":
        return no(EXCEPTED, "这类商品不适用七日无理由退货", "Such goods are not returned without a reason")
    if given["goods"] == "confirmed":
        return no(CONFIRMED, "购买时确认过不宜退货的，不适用七日无理由退货", "Confirmed when bought: no return")
    if on(given, "asked") > last:
        return no(SEVEN_DAYS, f"{last} 是最后一天，已经过了", f"The last day was {last}")
    if not given.get("intact"):
        return no(
            INTACT, "商品不完好的，不能无理由退货；能退多少要双方商量", "Not intact: the sides agree on what is repaid"
        )
    return _refund(given)


def _refund(given: Given) -> Outcome:
    """The price really paid, less a gift that stays and the freight that was free on a condition no longer met."""
    paid, gift, freight = (yuan(given, key) for key in ("paid", "gift", "freight"))
    steps = [Text(f"实际付的价款 {in_figures(paid)} 元（{PAID}）", f"{in_figures(paid)} yuan were paid")]
    if gift:
        steps.append(
            Text(f"减去没退回的赠品 {in_figures(gift)} 元（{GIFTS}）", f"less the gift kept, {in_figures(gift)} yuan")
        )
    if freight:
        steps.append(
            Text(
                f"减去包邮免掉的运费 {in_figures(freight)} 元（{FREIGHT}）",
                f"less waived freight, {in_figures(freight)} yuan",
            )
        )
    if gift + freight > paid:
        return no(PAID, "要减的比付的还多，请核对金额", "More is to be taken off than was paid: check the sums")
    return Sum(cents(paid - gift - freight), SEVEN_DAYS, tuple(steps))


def _part_of_set(given: Given) -> Outcome:
    """Part of a set or of a discount goes back: settled by the single prices when bought."""
    paid, kept = yuan(given, "paid"), yuan(given, "kept_price")
    if kept > paid:
        return no(
            PAID, "留下的商品单价已经超过实付，没有钱可退，差多少要双方商量", "What is kept costs more than was paid"
        )
    step = Text(
        f"{in_figures(paid)} − {in_figures(kept)} = {in_figures(paid - kept)} 元",
        f"{in_figures(paid)} − {in_figures(kept)} = {in_figures(paid - kept)} yuan",
    )
    return Sum(cents(paid - kept), PAID, (step,))


def _overcharged(given: Given) -> Outcome:
    paid, right, pieces = yuan(given, "unit_paid"), yuan(given, "unit_right"), given["pieces"]
    if right >= paid:
        return no(OVERCHARGED, "没有多收，没有差价可退", "Nothing was overcharged")
    back = cents((paid - right) * pieces)
    step = Text(
        f"({in_figures(paid)} − {in_figures(right)}) × {pieces} = {in_figures(back)} 元",
        f"({in_figures(paid)} − {in_figures(right)}) × {pieces} = {in_figures(back)} yuan",
    )
    return Sum(back, OVERCHARGED, (step,))


def _short(given: Given) -> Outcome:
    paid, marked, found = yuan(given, "paid"), given["marked"], given["found"]
    if found >= marked:
        return no(SHORT, "数量没有短少", "Nothing is missing")
    back = cents(paid * (marked - found) / marked)
    said = f"{in_figures(paid)} × ({marked} − {found}) ÷ {marked} = {in_figures(back)}"
    return Sum(back, SHORT, (Text(f"{said} 元", f"{said} yuan"),))


def _balance(given: Given) -> Outcome:
    """What is left of a prepaid card: gifts count as part of the price, so every yuan used is worth less than one."""
    paid, bonus, used = (yuan(given, key) for key in ("paid", "bonus", "used"))
    worth = paid + bonus
    if given["because"] == "consumer":
        return no(
            PREPAID_BACK,
            "是消费者自己的原因要退的，已用部分按原价还是按优惠价算，法律没有一个公式，要双方商量",
            "The consumer's own reason: at which price the used part counts is for the sides to agree",
        )
    if used > worth:
        return no(PREPAID_BACK, "已用的比卡里的还多，请核对金额", "More was used than the card held: check the sums")
    back = cents(paid * (worth - used) / worth)
    said = f"{in_figures(paid)} × ({in_figures(worth)} − {in_figures(used)}) ÷ {in_figures(worth)} = {in_figures(back)}"
    return Sum(back, PREPAID_BACK, (Text(f"{said} 元", f"{said} yuan"),))


def _timed(given: Given) -> Outcome:
    """A card for any number of visits in a period: by the days left."""
    if given.get("unused_by_choice"):
        return no(
            PREPAID_TIMED, "期限里自己没去用的，不能要求退这一部分", "What one did not use by choice is not repaid"
        )
    return _share(given, "days_left", "days_all", PREPAID_TIMED)


def _visits(given: Given) -> Outcome:
    return _share(given, "visits_left", "visits_all", PREPAID_BACK)


def _share(given: Given, left: str, whole: str, article: Article) -> Outcome:
    paid, part, all_ = yuan(given, "paid"), given[left], given[whole]
    if part > all_:
        return no(article, "剩下的比总数还多，请核对", "More is left than there was: check the numbers")
    back = cents(paid * Decimal(part) / Decimal(all_))
    said = f"{in_figures(paid)} × {part} ÷ {all_} = {in_figures(back)}"
    return Sum(back, article, (Text(f"{said} 元", f"{said} yuan"),))


def _prepaid_seven(given: Given) -> Outcome:
    last = on(given, "paid_on") + timedelta(days=DAYS)
    if given.get("had_before"):
        return no(
            PREPAID_SEVEN,
            "付款以前就得到过相同商品或者服务的，不适用七日退款",
            "Had the same before paying: no such refund",
        )
    if on(given, "asked") > last:
        return no(PREPAID_SEVEN, f"{last} 是最后一天，已经过了", f"The last day was {last}")
    paid = yuan(given, "paid")
    return Sum(
        cents(paid), PREPAID_SEVEN, (Text(f"预付款本金 {in_figures(paid)} 元全退", f"{in_figures(paid)} yuan in full"),)
    )


def _trip(given: Given) -> Outcome:
    paid, spent = yuan(given, "paid"), yuan(given, "spent")
    if spent > paid:
        return no(TRIP, "必要的费用超过团费，请旅行社逐项拿出凭证", "The costs exceed the price: each needs its proof")
    said = f"{in_figures(paid)} − {in_figures(spent)} = {in_figures(paid - spent)}"
    return Sum(cents(paid - spent), TRIP, (Text(f"{said} 元", f"{said} yuan"),))


_PAID = money("paid", "实际付的钱", "Paid")
_ASKED = day("asked", "哪天提出的", "Asked on")
_REASON = {
    "trader": Text("商家关门、搬走、涨价、不按约定提供", "The trader closed, moved, raised prices or fell short"),
    "consumer": Text("消费者自己的原因", "The consumer's own reason"),
}
CLAIMS = (
    Claim(
        "no_reason_return",
        Text("七日无理由退货", "Return within seven days"),
        SEVEN_DAYS,
        (
            _PAID,
            day("signed", "哪天签收的", "Received on"),
            _ASKED,
            one_of("goods", "什么商品", "Goods", _GOODS),
            yes("intact", "商品完好", "Intact"),
            money("gift", "没退回的赠品，按事先标明的价", "Gift kept, at its marked price", required=False),
            money("freight", "退货后不再满足包邮的运费", "Freight no longer free", required=False),
        ),
        _no_reason,
    ),
    Claim(
        "part_of_set",
        Text("套装、满减退一部分", "Part of a set or discount"),
        PAID,
        (_PAID, money("kept_price", "留下的商品当时的单价", "Single price of what is kept")),
        _part_of_set,
    ),
    Claim(
        "overcharged",
        Text("多收的价款", "Overcharged price"),
        OVERCHARGED,
        (
            money("unit_paid", "实收单价", "Price charged for one"),
            money("unit_right", "应收单价", "Right price for one"),
            number("pieces", "件数", "Pieces", minimum=1),
        ),
        _overcharged,
    ),
    Claim(
        "short_measure",
        Text("短斤少两", "Short weight or number"),
        SHORT,
        (_PAID, number("marked", "标明的数量（克、件）", "Marked", minimum=1), number("found", "实际的数量", "Found")),
        _short,
    ),
    Claim(
        "prepaid_balance",
        Text("储值卡余额", "Balance of a prepaid card"),
        PREPAID_BACK,
        (
            _PAID,
            money("bonus", "赠送的金额", "Bonus", required=False),
            money("used", "已经用掉的（按卡面）", "Used, at face value", required=False),
            one_of("because", "为什么退", "Why", _REASON),
        ),
        _balance,
    ),
    Claim(
        "prepaid_timed",
        Text("计时卡余额", "Card for a period"),
        PREPAID_TIMED,
        (
            _PAID,
            number("days_all", "一共多少天", "Days in all", minimum=1),
            number("days_left", "还剩多少天", "Days left"),
            yes("unused_by_choice", "是因为自己没去用", "Unused by one's own choice"),
        ),
        _timed,
    ),
    Claim(
        "prepaid_visits",
        Text("计次卡余额", "Card for a number of visits"),
        PREPAID_BACK,
        (
            _PAID,
            number("visits_all", "一共多少次", "Visits in all", minimum=1),
            number("visits_left", "还剩多少次", "Left"),
        ),
        _visits,
    ),
    Claim(
        "prepaid_seven_days",
        Text("付预付款七日内反悔", "Prepaid within the last seven days"),
        PREPAID_SEVEN,
        (
            _PAID,
            day("paid_on", "哪天付的", "Paid on"),
            _ASKED,
            yes("had_before", "以前得到过相同的", "Had the same before"),
        ),
        _prepaid_seven,
    ),
    Claim(
        "trip_cancelled",
        Text("行程开始前解除旅游合同", "Trip cancelled"),
        TRIP,
        (_PAID, money("spent", "已经付出、退不回的必要费用", "Necessary costs already spent", required=False)),
        _trip,
    ),
)
