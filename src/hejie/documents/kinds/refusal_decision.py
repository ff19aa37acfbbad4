"""投诉不予受理决定书, official form 6: every ground printed, the chosen one marked, the reasons given."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.grounds import REFUSAL_ORDER_121
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="refusal_decision",
    title=Text("投诉不予受理决定书", "Decision to refuse a complaint"),
    number_word="投不受",
    clause="第十六条",
    required=(
        "addressee",
        "received_on",
        "subject",
        "law",
        "article",
        "grounds",
        "chosen",
        "reasons",
    ),
    official_phrases=(
        "我局于",
        "收到你关于",
        "〕项情形，依据",
        "的投诉。经审查，属以下第〔",
        "项情形，依据《市场监督管理投诉举报处理办法》第十六条的规定，我局决定不予受理。",
        "（一）投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的；",
        "（二）法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的；",
        "（三）不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的；",
        "（四）除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的；",
        "（五）未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的；",
        "（六）冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的；",
        "（七）法律、法规、规章规定不予受理的其他情形。",
        "你还可以按照《中华人民共和国消费者权益保护法》第三十九条规定的其他途径解决消费者权益争议。",
        "特此告知。",
    ),
    sample={
        "addressee": "林某",
        "received_on": "2026-11-12",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "law": ORDER_121.zh,
        "article": "第十六条",
        "grounds": [ground.zh for ground in REFUSAL_ORDER_121.values()],
        "chosen": 3,
        "reasons": "您提供的发票抬头为公司，瓷砖用于公司办公室装修，不是为生活消费需要购买商品。",
    },
)
