"""Money back and paid."""

from __future__ import annotations

from hejie.drafting.clauses import add_clause
from hejie.rules import remedies
from hejie.rules.citation import cite
from hejie.rules.model import Text
from hejie.rules.procedures._laws import PERFORM

add_clause(
    key="refund",
    label=Text("退款", "Refund"),
    heading="退款",
    text="商家在〖请填日期〗前退还货款〖请填金额〗元，原路退回。",
    order=10,
    remedy="refund",
)

add_clause(
    key="return_refund",
    label=Text("退货退款", "Return and refund"),
    heading="退货退款",
    text="消费者在〖请填日期〗前把商品退给商家；商家收到后 7 天内退还货款〖请填金额〗元。",
    order=11,
    remedy="return_refund",
)

add_clause(
    key="price_difference",
    label=Text("退差价", "Price difference"),
    heading="退差价",
    text="商家在〖请填日期〗前退还差价〖请填金额〗元。",
    order=12,
    remedy="price_difference",
)

add_clause(
    key="compensation",
    label=Text("赔偿", "Compensation"),
    heading="赔偿",
    text="商家在〖请填日期〗前赔偿消费者损失〖请填金额〗元。",
    order=13,
    remedy="compensation",
)

add_clause(
    key="instalments",
    label=Text("分期付款", "Instalments"),
    heading="分期付款",
    text="商家分两期付款：〖请填日期〗前付〖请填金额〗元；〖请填日期〗前付〖请填金额〗元。",
    order=14,
    remedy="instalments",
)

add_clause(
    key="all_due",
    label=Text("一期没付，全部到期", "One instalment missed, all due"),
    heading="提前到期",
    text=f"{remedies.ALL_DUE.zh}（{cite(PERFORM).zh}：按照约定全面履行）。",
    order=15,
    extends="instalments",
    detail="all_due",
)

add_clause(
    key="costs",
    label=Text("费用", "Costs"),
    heading="费用",
    text="退换商品的运费由商家承担；鉴定、检测的费用由〖请填由谁〗承担。",
    order=40,
)

add_clause(
    key="how_paid",
    label=Text("付款方式", "How it is paid"),
    heading="付款方式",
    text="款项原路退回；不能原路退回的，转到消费者另外告知商家的账户。账号不写在协议里。",
    order=41,
)
