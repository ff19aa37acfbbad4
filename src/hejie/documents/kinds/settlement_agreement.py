"""和解协议: the sides settled between themselves; the platform keeps and signs the paper."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

LAW = Text("消费者权益保护法", "Consumer Protection Law")

add_kind(
    key="settlement_agreement",
    title=Text("和解协议", "Settlement agreement"),
    number_word="和协",
    clause="第三十九条",
    law=LAW,
    required=(
        "complainant",
        "respondent",
        "case_number",
        "facts",
        "terms",
    ),
    official_phrases=(
        "双方经平等协商，自愿达成如下协议：",
        "本协议是双方真实意思表示，自双方签署之日起生效，对双方具有法律约束力。",
        "一方未履行的，另一方可以依据《中华人民共和国消费者权益保护法》第三十九条规定，通过投诉、仲裁、诉讼等其他途径解决消费者权益争议。",
        "甲方（签名）",
        "乙方（签名）",
    ),
    sample={
        "complainant": {"name": "林某", "phone": "138****0916"},
        "respondent": {
            "name": "云汀筑美建材有限公司",
            "credit_code": "91330800MA28DEMO0X",
            "address": "云青市澄湖区建材市场 3 幢 12 号",
            "agent": "方某，售后经理",
        },
        "case_number": "2611-1204-7182",
        "facts": "2026年7月18日，甲方在乙方处购买抛釉砖62平方米，价款人民币13,640.00元。铺贴后约11平方米出现明显色差。",
        "terms": [
            "乙方于2026年12月10日前将约11平方米瓷砖拆除并重铺，使用与原砖同一批次产品，费用由乙方承担。",
            "乙方于2026年11月26日前退还甲方人民币2,000.00元（大写：贰仟元整），按原支付方式退回。",
        ],
    },
)
