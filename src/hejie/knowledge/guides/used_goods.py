"""Second-hand or refurbished goods sold as something better."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, commerce, consumer, of_trader, proof, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "used_goods",
    Guide(
        key="used_goods",
        order=11,
        icon="smartphone",
        title=Text("二手、翻新当新的卖", "Used or refurbished, sold as new"),
        summary=Text(
            "手机、电脑被激活过、换过屏，商家没说",
            "A telephone or computer used or repaired before, and you were not told",
        ),
        category="devices",
        problem="quality",
        rights=(
            right(
                "您有权知道商品的真实情况：是不是新的、修没修过、谁生产的。",
                "You have the right to know: whether it is new, was repaired, and who made it.",
                consumer("第八条"),
            ),
            right(
                "有瑕疵没告诉您的，商家要承担责任。",
                "The trader answers for defects you were not told of.",
                consumer("第二十三条第一款"),
            ),
            right(
                "拿翻新机、二手机当全新的卖，属于欺诈的，可以要三倍赔偿。",
                "Selling refurbished or used goods as new: three times the price where it is fraud.",
                consumer("第五十五条第一款"),
            ),
            right(
                "二手商家（不是个人卖闲置）同样要对质量负责，约定怎么退就怎么退。",
                "A trader in used goods answers for quality too, and has to keep what was agreed about returns.",
                consumer("第二十四条第一款"),
            ),
            right(
                "平台要协助您，提供交易记录。",
                "The platform has to help and to produce the records.",
                commerce("第六十一条"),
                commerce("第六十二条"),
            ),
        ),
        asks=(
            ask("return_refund", "退货退款", "Return and refund"),
            ask("price_difference", "愿意留下，退差价", "You keep it for less"),
            ask("compensation", "构成欺诈的，要求三倍赔偿", "Three times the price in case of fraud"),
        ),
        proofs=(
            proof(
                "商品页和成色说明截图",
                "Page with the description",
                "证明商家说是新的还是几成新",
                "shows what it was said to be",
            ),
            proof(
                "序列号、激活日期查询",
                "Serial number and activation date",
                "证明是不是用过",
                "shows whether it was used",
            ),
            of_trader("验机报告", "Inspection report", "证明换过什么", "shows what was replaced"),
            PAID,
            CHAT,
        ),
        first=(
            Text(
                "收货先录开箱视频，查序列号和激活日期。",
                "Film the unpacking; look up serial number and activation date.",
            ),
            Text("发现不对，先别继续用，马上告诉商家。", "If something is wrong, stop using it and tell the trader."),
        ),
        mind=(
            Text(
                "个人之间卖闲置，不属于消费者和商家的纠纷，找平台或者法院。",
                "A sale between private persons is no consumer dispute; turn to the platform or a court.",
            ),
            Text("页面写明“官翻”“二手”的，不算欺诈。", "If the page said “refurbished” or “used”, it is not fraud."),
        ),
    ),
)
