"""What belongs into an agreement beside its promises."""

from __future__ import annotations

from hejie.drafting.clauses import add_clause
from hejie.rules.model import Text

add_clause(
    key="confidentiality",
    label=Text("保密", "Confidentiality"),
    heading="保密",
    text="双方不把协议内容和调解中知道的个人信息、商业秘密告诉别人；法律要求说明的，以及向法院、监管部门提供的，不在此限。",
    order=60,
)

add_clause(
    key="finality",
    label=Text("一次了结", "Finality"),
    heading="了结",
    text="双方都办妥以后，就这次消费争议不再提其他要求。商品以后出现的其他质量问题，不受这一条影响。",
    order=70,
    is_usual=True,
)

add_clause(
    key="breach",
    label=Text("没按约定办", "Breach"),
    heading="违约",
    text="一方没按约定办的，另一方可以要求继续办，并凭这份协议起诉；迟延付款的，按同期贷款市场报价利率计算利息。",
    order=71,
    is_usual=True,
)

add_clause(
    key="confirmation",
    label=Text("司法确认", "Judicial confirmation"),
    heading="司法确认",
    text="双方可以在协议生效之日起 30 天内，一起向有管辖权的人民法院申请司法确认；"
    "确认有效后，一方不办的，另一方可以申请强制执行。",
    order=80,
    is_usual=True,
)

add_clause(
    key="copies",
    label=Text("份数和生效", "Copies and effect"),
    heading="生效",
    text="这份协议自各方都签名之日起生效，各方各执一份，调解组织存一份。",
    order=90,
    is_usual=True,
)

add_clause(
    key="no_admission",
    label=Text("不等于认错", "No admission"),
    heading="说明",
    text="商家同意这样办，是为了解决争议，不等于承认违法；消费者依法举报的权利不受影响。",
    order=65,
)
