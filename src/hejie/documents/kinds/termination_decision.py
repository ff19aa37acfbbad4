"""投诉终止调解决定书, official form 8: every ground printed, the chosen one marked."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.grounds import TERMINATION_ORDER_121
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="termination_decision",
    title=Text("投诉终止调解决定书", "Decision to terminate mediation"),
    number_word="投终",
    clause="第二十三条第一款",
    required=(
        "addressee",
        "subject",
        "law",
        "article",
        "grounds",
        "chosen",
    ),
    official_phrases=(
        "经审查，关于",
        "〕项情形，依据《市场监督管理投诉举报处理办法》",
        "投诉的调解过程中出现以下第〔",
        "项情形，依据《市场监督管理投诉举报处理办法》第二十三条第一款的规定，我局决定终止调解。",
        "（一）投诉人撤回投诉或者双方自行和解的；",
        "（二）投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的；",
        "（三）经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的；",
        "（四）投诉人与被投诉人对鉴定、检测费用承担无法协商一致的；",
        "（五）自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的；",
        "（六）市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的；",
        "（七）投诉人、被投诉人死亡或者主体资格灭失的；",
        "（八）法律、法规、规章规定的应当终止调解的其他情形。",
        "投诉人、被投诉人对市场监督管理部门作出的终止调解决定、调解结果不服的，可以按照《中华人民共和国消费者权益保护法》第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。",
        "特此告知。",
    ),
    sample={
        "addressee": "林某、云汀筑美建材有限公司",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "law": ORDER_121.zh,
        "article": "第二十三条第一款",
        "grounds": [ground.zh for ground in TERMINATION_ORDER_121.values()],
        "chosen": 3,
    },
)
