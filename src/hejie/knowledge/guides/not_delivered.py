"""Ordered and paid, but it was never sent, or sent late."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, commerce, consumer, proof, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "not_delivered",
    Guide(
        key="not_delivered",
        order=5,
        icon="truck",
        title=Text("网购不发货、迟发货", "Bought online, not sent"),
        summary=Text(
            "付了钱，商家拖着不发，或者单方面取消订单", "Paid, but the trader does not send it or cancels the order"
        ),
        category="retail",
        problem="contract",
        rights=(
            right(
                "下单成功，合同就成立，商家不能随便说“没货”“标错价”就不认。",
                "Once the order went through there is a contract; “out of stock” or “wrong price” does not undo "
                "it at will.",
                commerce("第四十九条"),
            ),
            right(
                "商家要按承诺的方式和时间交货，路上的风险由商家承担。",
                "The trader has to deliver as and when promised and bears the risks on the way.",
                commerce("第二十条"),
            ),
            right(
                "不按约定履行的，可以要求继续发货、退款或者赔偿损失。",
                "If that is not done you may ask for delivery, refund or compensation.",
                consumer("第五十二条"),
            ),
            right(
                "平台承诺过“超时赔付”的，应当兑现。",
                "What the platform promised for late delivery, it has to keep.",
                consumer("第四十四条第一款"),
            ),
        ),
        asks=(
            ask("performance", "还想要，限期发货", "You still want it: delivery by a date"),
            ask("refund", "不等了，全额退款", "You will not wait: full refund"),
            ask(
                "compensation",
                "因此多花了钱，或者有超时赔付承诺",
                "It cost you more, or late delivery was to be paid for",
            ),
        ),
        proofs=(
            proof(
                "订单页截图，含承诺发货时间",
                "Order page with the promised date",
                "证明约定什么时候发",
                "shows when it was to be sent",
            ),
            proof("物流页面截图", "Tracking page", "证明没发或者没动", "shows that nothing moved"),
            PAID,
            CHAT,
        ),
        first=(
            Text("在订单里催一次发货，写明最晚等到哪天。", "Ask once in the order, with the last day you will wait."),
            Text("确认收货前别点“已收到”。", "Do not confirm receipt before it is there."),
        ),
        mind=(
            Text("预售商品按预售页写的时间算。", "For pre-orders the date on the pre-order page counts."),
            Text(
                "您自己另选快递公司的，路上的风险由您承担。",
                "If you chose another carrier yourself, the risk on the way is yours.",
            ),
        ),
    ),
)
