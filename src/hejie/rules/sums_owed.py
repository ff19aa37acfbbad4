"""What is owed beside: deposits, agreed penalties, interest, instalments, injury, platforms that pay first, minors."""

from __future__ import annotations

from decimal import Decimal

from hejie.rules.model import Article, Kind, Text
from hejie.rules.model import Field as Question
from hejie.rules.money import in_figures
from hejie.rules.sums_model import (
    CIVIL_CODE,
    CONSUMER_LAW,
    INJURY,
    PERFORM,
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
    times,
    yes,
    yuan,
)

DEPOSIT = Article(CIVIL_CODE, "第五百八十七条")
DEPOSIT_CAP = Article(CIVIL_CODE, "第五百八十六条第二款")
PENALTY = Article(CIVIL_CODE, "第五百八十五条")
INTEREST = Article(CONSUMER_LAW, "第五十三条")
HARM = Article(CONSUMER_LAW, "第四十九条")
LOST_INCOME = Article(INJURY, "第七条")
PLATFORM = Article(CONSUMER_LAW, "第四十四条第一款")
VOID = Article(CIVIL_CODE, "第一百四十四条")
RATIFIED = Article(CIVIL_CODE, "第一百四十五条第一款")
MOST_DEPOSIT = Decimal("0.2")
YEAR = 365
ADULT, CAPABLE, LIMITED = 18, 16, 8


def _deposit(given: Given) -> Outcome:
    """The trader who breaks the contract returns a deposit twofold; beyond a fifth of the price it is part payment."""
    deposit, price = yuan(given, "deposit"), yuan(given, "price")
    if given["broken_by"] == "consumer":
        return no(DEPOSIT, "消费者违约的，无权要求返还定金", "A consumer in breach cannot claim the deposit back")
    counted = min(deposit, cents(price * MOST_DEPOSIT))
    steps = [times(counted, 2)]
    if deposit > counted:
        rest = deposit - counted
        said = f"定金超过价款两成的 {in_figures(rest)} 元按预付款原数退还（{DEPOSIT_CAP}）"
        steps.append(Text(said, f"{in_figures(rest)} yuan above a fifth of the price come back once"))
    return Sum(cents(counted * 2 + deposit - counted), DEPOSIT, tuple(steps))


def _penalty(given: Given) -> Outcome:
    """A penalty by the day, as the contract has it."""
    price, late = yuan(given, "price"), given["days"]
    rate = _rate(given, "per_mille")
    if rate is None:
        return no(PENALTY, "合同没有约定违约金，只能按实际损失商量", "No penalty was agreed: only the real loss counts")
    owed = cents(price * rate * late / 1000)
    said = f"{in_figures(price)} × {rate}‰ × {late} = {in_figures(owed)}"
    return Sum(owed, PENALTY, (Text(f"{said} 元", f"{said} yuan"),))


def _rate(given: Given, key: str) -> Decimal | None:
    """A rate in whole hundredths of its unit: 345 is 3.45."""
    return None if key not in given else Decimal(given[key]) / 100


def _interest(given: Given) -> Outcome:
    """Simple interest by the day, the first day not counted."""
    rate = _rate(given, "rate")
    if rate is None:
        return no(INTEREST, "没有约定利率，法律也没有写明，要双方商量", "No rate was agreed and the law names none")
    days = (on(given, "to") - on(given, "since")).days
    if days < 0:
        return no(INTEREST, "结束的日子在开始以前，请核对", "The end lies before the start: check the dates")
    owed = cents(yuan(given, "principal") * rate / 100 * days / YEAR)
    said = f"{in_figures(yuan(given, 'principal'))} × {rate}% × {days} ÷ {YEAR} = {in_figures(owed)}"
    return Sum(owed, INTEREST, (Text(f"{said} 元", f"{said} yuan"),))


def _instalments(given: Given) -> Outcome:
    """Equal parts to the fen; what does not divide is in the last. The sum is one part."""
    total, parts = yuan(given, "total"), given["parts"]
    part = (total / parts).quantize(Decimal("0.01"), "ROUND_DOWN")
    if not part:
        return no(PERFORM, "金额太小，分不成这么多期", "Too small for so many parts")
    last = total - part * (parts - 1)
    said = Text(
        f"前 {parts - 1} 期每期 {in_figures(part)} 元，最后一期 {in_figures(last)} 元",
        f"{parts - 1} times {in_figures(part)} yuan, then {in_figures(last)} yuan",
    )
    return Sum(part, PERFORM, (said,))


def _injury(given: Given) -> Outcome:
    """What receipts prove: treatment, care, travel, and income lost. Disability and death go by appraisal."""
    if given.get("disabled"):
        return no(
            HARM,
            "残疾赔偿金要先做伤残鉴定，再按上一年统计数据算",
            "Disability needs an appraisal and the year's figures",
        )
    if given.get("death"):
        return no(HARM, "死亡赔偿金、丧葬费要按统计数据算，请走法院", "Death: by the year's figures, in court")
    items = {key: yuan(given, key) for key in ("treatment", "care", "travel", "income")}
    total = sum(items.values(), Decimal(0))
    if not total:
        return no(HARM, "还没有凭证，先把票据、误工证明交齐", "No receipts yet: bring bills and proof of income lost")
    said = " + ".join(in_figures(value) for value in items.values() if value)
    return Sum(cents(total), HARM, (Text(f"{said} = {in_figures(total)} 元", f"{said} = {in_figures(total)} yuan"),))


def _income(given: Given) -> Outcome:
    """Fixed income: what was really lost. Else the average of the last three years by the day."""
    days = given["days"]
    if given["earns"] == "unproven":
        return no(
            LOST_INCOME,
            "没有收入证明的，参照当地同行业上一年平均工资，要先查到这个数",
            "Needs last year's local wage of the trade",
        )
    if given["earns"] == "fixed":
        lost = yuan(given, "lost")
        return Sum(
            cents(lost), LOST_INCOME, (Text(f"实际少收 {in_figures(lost)} 元", f"{in_figures(lost)} yuan less earned"),)
        )
    yearly = yuan(given, "yearly")
    owed = cents(yearly * days / YEAR)
    said = f"{in_figures(yearly)} ÷ {YEAR} × {days} = {in_figures(owed)}"
    return Sum(owed, LOST_INCOME, (Text(f"{said} 元", f"{said} yuan"),))


def _platform(given: Given) -> Outcome:
    """The platform pays where it cannot name the seller, or as far as it promised to."""
    loss, promised = yuan(given, "loss"), yuan(given, "promised")
    if not given.get("cannot_name") and not promised:
        return no(
            PLATFORM,
            "平台给了商家的真实名称、地址和联系方式，也没有承诺先付，不用先赔",
            "The platform named the seller and promised nothing",
        )
    if given.get("cannot_name"):
        said = Text("平台给不出商家的真实信息，由它先赔", "The platform cannot name the seller and pays")
        return Sum(cents(loss), PLATFORM, (said,))
    paid = min(loss, promised)
    return Sum(
        cents(paid),
        PLATFORM,
        (Text(f"按平台承诺，先赔 {in_figures(paid)} 元", f"As promised, {in_figures(paid)} yuan"),),
    )


def _topup(given: Given) -> Outcome:
    """Below eight the payment is void and comes back. From eight on there is no formula of shares: never invent one."""
    age, paid = given["age"], yuan(given, "paid")
    if age >= ADULT or (age >= CAPABLE and given.get("earns_own_living")):
        return no(RATIFIED, "已经有完全民事行为能力，充值有效，不按未成年人退", "Fully capable: the payment stands")
    if age < LIMITED:
        void = Text(
            "不满八周岁，充值无效，全退；监护人没看好的，可以酌减",
            "Under eight: void, all comes back, less the guardian's fault",
        )
        return Sum(cents(paid), VOID, (void,))
    return no(
        RATIFIED,
        "八周岁以上的，看监护人同不同意、和年龄合不合适；双方都有过错的按过错分，没有固定比例",
        "From eight on it turns on consent and age, and on each side's fault: there is no fixed share",
    )


def _feelings(given: Given) -> Outcome:
    return no(
        Article(CONSUMER_LAW, "第五十一条"),
        "精神损害没有公式，看后果、过错和当地情况，由双方商量或者法院决定",
        "Mental distress has no formula: the sides agree, or a court decides",
    )


_BROKEN = {"trader": Text("商家违约", "The trader"), "consumer": Text("消费者违约", "The consumer")}
_EARNS = {
    "fixed": Text("有固定收入", "Fixed income"),
    "varying": Text("没有固定收入，有最近三年的", "Varying, the last three years are known"),
    "unproven": Text("没有收入证明", "Unproven"),
}


def _rate_field(key: str, zh: str, en: str) -> Question:
    return Question(key, Text(zh, en), Kind.INTEGER, required=False, minimum=1, maximum=10_000)


CLAIMS = (
    Claim(
        "deposit_twofold",
        Text("定金双倍返还", "Deposit returned twofold"),
        DEPOSIT,
        (
            money("deposit", "定金", "Deposit"),
            money("price", "合同价款", "Price"),
            one_of("broken_by", "谁违约", "Who broke it", _BROKEN),
        ),
        _deposit,
    ),
    Claim(
        "agreed_penalty",
        Text("约定的逾期违约金", "Penalty agreed on"),
        PENALTY,
        (
            money("price", "合同价款", "Price"),
            number("days", "晚了几天", "Days late", minimum=1),
            _rate_field("per_mille", "每天千分之几（写到百分之一，50 就是 0.5‰）", "Hundredths of a per mille a day"),
        ),
        _penalty,
    ),
    Claim(
        "interest",
        Text("预付款利息", "Interest on a prepayment"),
        INTEREST,
        (
            money("principal", "本金", "Principal"),
            _rate_field("rate", "年利率百分之几（写到百分之一，345 就是 3.45%）", "Hundredths of a per cent a year"),
            day("since", "从哪天起", "From"),
            day("to", "到哪天", "To"),
        ),
        _interest,
    ),
    Claim(
        "instalments",
        Text("分期付款每期多少", "Instalments"),
        PERFORM,
        (money("total", "总数", "Total"), number("parts", "分几期", "Parts", minimum=2, maximum=24)),
        _instalments,
    ),
    Claim(
        "injury",
        Text("人身伤害：凭票据的各项", "Injury: what receipts prove"),
        HARM,
        (
            money("treatment", "医疗费", "Treatment", required=False),
            money("care", "护理费", "Care", required=False),
            money("travel", "交通费", "Travel", required=False),
            money("income", "误工费", "Income lost", required=False),
            yes("disabled", "造成残疾", "Disability"),
            yes("death", "造成死亡", "Death"),
        ),
        _injury,
    ),
    Claim(
        "lost_income",
        Text("误工费", "Income lost"),
        LOST_INCOME,
        (
            one_of("earns", "收入情况", "Income", _EARNS),
            number("days", "误工天数", "Days", minimum=1, maximum=3650),
            money("lost", "实际少收多少", "Really lost", required=False),
            money("yearly", "最近三年平均年收入", "Average of three years", required=False),
        ),
        _income,
    ),
    Claim(
        "platform_pays",
        Text("平台先行赔付", "The platform pays first"),
        PLATFORM,
        (
            money("loss", "损失", "Loss"),
            yes("cannot_name", "平台给不出商家真实名称、地址和联系方式", "The platform cannot name the seller"),
            money("promised", "平台承诺先付的上限", "Up to what the platform promised", required=False),
        ),
        _platform,
    ),
    Claim(
        "minor_topup",
        Text("未成年人充值", "A minor's payments in a game"),
        VOID,
        (
            money("paid", "充值金额", "Paid"),
            number("age", "充值时几周岁", "Age then", maximum=120),
            yes("earns_own_living", "满十六周岁，靠自己的劳动收入生活", "Sixteen or older and living on own earnings"),
        ),
        _topup,
    ),
    Claim("distress", Text("精神损害", "Mental distress"), Article(CONSUMER_LAW, "第五十一条"), (), _feelings),
)
