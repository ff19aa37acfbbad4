"""Things to be done."""

from __future__ import annotations

from hejie.drafting.clauses import add_clause
from hejie.rules.model import Text

add_clause(
    key="exchange",
    label=Text("换货", "Exchange"),
    heading="换货",
    text="商家在〖请填日期〗前给消费者换同款商品，来回运费由商家承担。",
    order=20,
    remedy="exchange",
)

add_clause(
    key="repair",
    label=Text("维修", "Repair"),
    heading="维修",
    text="商家在〖请填日期〗前免费修好商品；修两次还不能正常用的，给予更换或者退货。",
    order=21,
    remedy="repair",
)

add_clause(
    key="redo",
    label=Text("重做", "Do again"),
    heading="重做",
    text="商家在〖请填日期〗前免费重做服务。",
    order=22,
    remedy="redo",
)

add_clause(
    key="performance",
    label=Text("继续履行", "Keep the contract"),
    heading="继续履行",
    text="商家在〖请填日期〗前按原来的约定办完：〖请填办什么〗。",
    order=23,
    remedy="performance",
)

add_clause(
    key="apology",
    label=Text("道歉", "Apology"),
    heading="道歉",
    text="商家在〖请填日期〗前向消费者道歉，用〖请填方式〗的方式。",
    order=24,
    remedy="apology",
)

add_clause(
    key="other",
    label=Text("其他要办的事", "Something else"),
    heading="其他",
    text="商家在〖请填日期〗前办妥这件事：〖请填办什么〗。",
    order=25,
    remedy="other",
)

add_clause(
    key="delivery",
    label=Text("送修和交接", "Handing over"),
    heading="交接",
    text="商品交接时双方当面查看，写明外观和配件，各留一份。",
    order=42,
)
