"""口头调解协议登记: what was agreed by word of mouth, as the mediator wrote it down (People's Mediation Law Art 28)."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.agreement_contents import LAW
from hejie.rules.model import Text

add_kind(
    key="oral_agreement",
    title=Text("口头调解协议登记", "Record of an oral agreement"),
    number_word="口调",
    clause="第二十八条",
    law=LAW,
    required=(
        "complainant",
        "respondent",
        "case_number",
        "conductor",
        "mediator",
        "matter",
        "terms",
        "recorded_at",
        "said",
        "schedule",
    ),
    official_phrases=(
        "一、纠纷",
        "二、口头协议的内容",
        "三、双方怎样表示同意",
        "双方认为无需制作协议书，采取口头协议方式。调解员记下以上内容，并念给双方听。",
        "口头协议自双方达成协议之日起生效，具有法律约束力，双方应当按照约定履行。",
        "没有协议书，不能申请司法确认；一方未履行的，另一方可以向人民法院提起诉讼。",
    ),
    sample={
        "complainant": {"name": "林某", "phone": "13800000916", "address": ""},
        "respondent": {"name": "云汀筑美建材有限公司", "phone": "0570-0000888", "address": "", "agent": ""},
        "case_number": "2611-1204-7182",
        "conductor": "云青市消费纠纷人民调解委员会",
        "mediator": "苏某",
        "matter": "瓷砖铺贴后色差",
        "terms": ["商家在协议生效后 7 天内赔偿损失 2000.00 元。"],
        "recorded_at": "2026-11-19T14:30",
        "said": [
            {"who": "消费者", "name": "林某", "at": "2026-11-19T14:35", "how": "本人在自己的设备上确认"},
            {"who": "商家", "name": "云汀筑美建材有限公司", "at": "2026-11-19T15:02", "how": "电话里向调解员表示同意"},
        ],
        "schedule": ["商家2026年11月26日前：赔偿损失 2000.00 元"],
    },
)
