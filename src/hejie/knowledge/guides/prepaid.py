"""Prepaid cards; the gym or salon closed, moved, or changed hands."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, PAID, ask, consumer, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "prepaid",
    Guide(
        key="prepaid",
        order=3,
        icon="credit-card",
        title=Text("预付卡、健身房关门", "Prepaid cards; the gym has closed"),
        summary=Text(
            "办了卡，店关了、搬了、转让了，余额退不了", "You paid in advance; the shop closed, moved or was sold"
        ),
        category="leisure",
        problem="contract",
        rights=(
            right(
                "没按约定提供服务的，您可以要求继续履行，也可以要求退回预付款，并要利息和必须付的合理费用。",
                "If the service is not given as agreed, you may ask for it or for your money, with interest and "
                "reasonable costs.",
                consumer("第五十三条"),
            ),
            right(
                "商家应当和您签书面合同，写清服务内容、价款、怎么退款、违约责任。",
                "The trader has to make a written contract: service, price, how money is returned, liability.",
                regulation("第二十二条第一款"),
            ),
            right(
                "收钱以后，不能降低质量，也不能随便加价。",
                "Having taken the money, the trader may not lower the quality or raise the price at will.",
                regulation("第二十二条第二款"),
            ),
            right(
                "停业或者搬走，要提前 30 日公告联系方式；您可以要求继续服务，或者退还没用完的余额。",
                "Before closing or moving, contact details must be posted 30 days ahead; you may ask for the "
                "service or the unused balance.",
                regulation("第二十一条"),
                regulation("第二十二条第三款"),
            ),
            right(
                "“概不退款”“最终解释权归本店”这类不公平的条款无效。",
                "Terms such as “no refunds” that unfairly take your rights away are void.",
                consumer("第二十六条第三款"),
            ),
        ),
        asks=(
            ask("refund", "退还没用完的余额", "The unused balance back"),
            ask("performance", "换门店继续服务", "Service in another branch"),
            ask("instalments", "商家一次付不出，分期退", "The trader cannot pay at once"),
        ),
        proofs=(
            proof("合同或办卡协议", "Contract or card agreement", "证明约定了什么", "shows what was agreed"),
            proof("会员卡、余额截图", "Card and screenshot of the balance", "证明还剩多少", "shows what is left"),
            proof(
                "关门、搬迁、转让的照片或公告",
                "Photographs or notices of closing",
                "证明服务停了，从哪天停的",
                "show since when the service stopped",
            ),
            PAID,
            CHAT,
        ),
        first=(
            Text(
                "马上截图余额和消费记录，APP 关了就看不到了。",
                "Take screenshots of balance and visits now, before the app is gone.",
            ),
            Text("算清楚：付了多少、用了几次、还剩多少。", "Work out what you paid, how often you went, what is left."),
            Text(
                "一起办卡的人可以分别投诉，写同一家店，便于一并处理。",
                "Others with the same card can each file; name the same shop.",
            ),
        ),
        mind=(
            Text(
                "门店转让，新店主不认卡的，原来收钱的商家仍要负责。",
                "If a new owner refuses your card, the one who took the money stays liable.",
            ),
            Text(
                "疑似收钱跑路的，同时向公安机关报案。",
                "If the owner has run off with the money, tell the police as well.",
            ),
        ),
    ),
)
