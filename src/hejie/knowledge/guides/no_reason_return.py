"""Goods bought online, sent back within seven days without a reason."""

from __future__ import annotations

from hejie.knowledge.guides._laws import CHAT, ask, consumer, proof, regulation, returns, right
from hejie.knowledge.records import Guide, registry
from hejie.rules.model import Text

registry.add(
    "no_reason_return",
    Guide(
        key="no_reason_return",
        order=1,
        icon="undo-2",
        title=Text("七日无理由退货", "Seven-day returns without a reason"),
        summary=Text(
            "网上买的，签收后七天内不想要了，商家不给退", "Bought online, changed your mind within seven days, refused"
        ),
        category="retail",
        problem="after_sales",
        rights=(
            right(
                "网购、电视、电话、邮购买的商品，收到后七天内可以退，不用说理由。从签收的第二天开始算。",
                "Goods bought online, by television, telephone or post can be sent back within seven days "
                "without a reason. "
                "The days run from the day after you signed for them.",
                consumer("第二十五条第一款"),
                returns("第十条"),
            ),
            right(
                "为了查看而拆包装、合理试用，商品仍算完好，商家应当退。",
                "Opening the package to look, and trying the goods reasonably, does not take the right away.",
                regulation("第十九条第三款"),
                returns("第八条"),
            ),
            right(
                "商家收到退回的商品后，七天内要把钱退给您。",
                "The trader pays the price back within seven days of receiving the goods.",
                consumer("第二十五条第三款"),
                returns("第十三条"),
            ),
            right(
                "没有让您在下单时单独确认“不支持无理由退货”的，商家不能拿它当理由拒绝。",
                "Unless you confirmed at the time of buying that the goods cannot be returned, the trader may "
                "not refuse.",
                regulation("第十九条第二款"),
                returns("第二十条"),
            ),
        ),
        asks=(
            ask("return_refund", "退回商品，钱原路退回", "Send the goods back, money back the way it came"),
            ask(
                "compensation",
                "商家另有承诺的，例如承担运费",
                "Where the trader promised more, such as paying the carriage",
            ),
        ),
        proofs=(
            proof("订单截图", "Screenshot of the order", "证明在哪里、什么时候买的", "shows where and when you bought"),
            proof("物流签收记录", "Delivery record", "证明七天从哪天算起", "shows when the seven days began"),
            proof(
                "商品现状照片",
                "Photographs of the goods",
                "证明商品、配件、标牌都齐全完好",
                "show that goods, parts and tags are complete",
            ),
            proof(
                "退货申请和商家答复",
                "Your request and the answer",
                "证明您在七天内提出过",
                "shows that you asked within seven days",
            ),
            CHAT,
        ),
        first=(
            Text(
                "在订单页申请退货，或者发消息告诉商家“我要退货”，截图保存。",
                "Ask for the return on the order page or by message; keep a screenshot.",
            ),
            Text(
                "连同配件、赠品一起寄回，留好寄件单。", "Send back goods, parts and gifts together; keep the receipt."
            ),
            Text("商家七天还没退钱，就在这里投诉。", "No money after seven days? File a complaint here."),
        ),
        mind=(
            Text(
                "定作的、鲜活易腐的、拆封的音像软件和已下载的数字商品、报纸期刊，不适用。",
                "It does not cover goods made to order, perishables, opened or downloaded digital goods, "
                "newspapers and magazines.",
            ),
            Text(
                "退货运费一般由您付，商家另有承诺的除外。",
                "You usually pay the carriage, unless the trader promised otherwise.",
            ),
            Text(
                "实体店买的没有这个法定权利，商家自己承诺过的除外。",
                "Shops have no such duty by law, unless they promised it.",
            ),
        ),
    ),
)
