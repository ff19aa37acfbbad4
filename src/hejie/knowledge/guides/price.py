"""Charged more than marked, hidden fees, different prices for different people."""

from __future__ import annotations

from hejie.knowledge.guides._laws import PAID, ask, commerce, consumer, of_trader, proof, regulation, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "price",
    Guide(
        key="price",
        order=7,
        icon="tag",
        title=Text("价格和收费争议", "Prices and charges"),
        summary=Text("标一个价收另一个价，多收钱，偷偷续费", "Charged more than marked, hidden fees, silent renewals"),
        category="retail",
        problem="price",
        rights=(
            right(
                "商家要明码标价：品名、价格、怎么计价，都要标清楚。",
                "Prices have to be marked clearly: what it is, what it costs, how it is counted.",
                consumer("第二十条第三款"),
                regulation("第十条第一款"),
            ),
            right(
                "同样的商品、同样的条件，不能瞒着您收不同的价。",
                "On the same terms the trader may not secretly charge you another price.",
                regulation("第九条第二款"),
            ),
            right(
                "自动续费，扣钱前要用显著方式提醒您。",
                "Before an automatic renewal you have to be told plainly.",
                regulation("第十条第二款"),
            ),
            right(
                "搭售要显著提示，不能默认勾选。",
                "Bundled goods must be pointed out and may not be ticked for you.",
                commerce("第十九条"),
            ),
            right(
                "费用和约定不一样的，商家要承担责任，多收的可以要回来。",
                "If the charge differs from what was agreed, you can have the excess back.",
                consumer("第四十八条第一款第七项"),
                consumer("第五十二条"),
            ),
            right(
                "您要发票或者单据，商家必须给。",
                "The trader has to give you an invoice or receipt if you ask.",
                consumer("第二十二条"),
            ),
        ),
        asks=(
            ask("price_difference", "退多收的部分", "The excess back"),
            ask("refund", "没同意的扣费全退", "All of a charge you did not agree to"),
        ),
        proofs=(
            proof("价签、菜单、商品页截图", "Price tag, menu, page", "证明标的是多少", "shows the marked price"),
            proof("小票、账单明细", "Receipt, itemised bill", "证明实际收了多少", "shows what was charged"),
            of_trader(
                "续费协议、扣款通知",
                "Renewal terms, notice of charge",
                "证明有没有提醒过",
                "shows whether you were told",
            ),
            PAID,
        ),
        first=(
            Text(
                "保留价签照片和小票，两样对得上最有力。",
                "Keep a photograph of the tag and the receipt; together they are strongest.",
            ),
            Text("先关掉自动续费，再要求退款。", "Switch the renewal off first, then ask for the money."),
        ),
        mind=(
            Text("单纯“卖得贵”但标得清楚的，一般不违法。", "A high price that was clearly marked is usually lawful."),
            Text("价保、满减按下单时的规则算。", "Price promises and discounts follow the rules when you ordered."),
        ),
    ),
)
