"""仲裁申请书草稿: for sides that agreed on arbitration, put together from the case for them to check and sign."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

ARBITRATION_LAW = Text("中华人民共和国仲裁法", "Arbitration Law")

add_kind(
    key="arbitration_draft",
    title=Text("仲裁申请书", "Request for arbitration"),
    number_word="仲裁稿",
    clause="申请和受理",
    law=ARBITRATION_LAW,
    required=("plaintiff", "defendant", "claims", "facts", "evidence", "commission"),
    official_phrases=("一、仲裁请求", "二、仲裁协议", "三、事实和理由", "没有约定的，仲裁委员会不受理，请改走诉讼。"),
    sample={
        "plaintiff": {"name": "林某", "code": "", "address": "云青市澄溪区澄江路18号", "phone": "13800000916"},
        "defendant": {"name": "云汀筑美建材有限公司", "code": "91990101MA0000000X", "address": "青禾区柳河路88号"},
        "claims": ["裁决被申请人退还货款 2000.00 元；"],
        "facts": "瓷砖铺贴后约11平方米出现明显色差，被申请人承认送错批次。",
        "evidence": ["送货单照片"],
        "commission": "",
    },
)
