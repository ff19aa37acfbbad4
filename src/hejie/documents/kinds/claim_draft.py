"""民事起诉状草稿: what a side takes to court, put together from the case for them to check and sign."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.procedures._laws import CIVIL_PROCEDURE

SIDES = {
    "plaintiff": {"name": "林某", "code": "", "address": "云青市澄溪区澄江路18号", "phone": "13800000916"},
    "defendant": {"name": "云汀筑美建材有限公司", "code": "91990101MA0000000X", "address": "云青市青禾区柳河路88号"},
}

add_kind(
    key="claim_draft",
    title=Text("民事起诉状", "Statement of claim"),
    number_word="起诉稿",
    clause="第一百二十四条",
    law=CIVIL_PROCEDURE,
    required=("plaintiff", "defendant", "claims", "facts", "evidence", "court"),
    official_phrases=("一、诉讼请求", "二、事实和理由", "三、证据和来源", "具状人（签名）"),
    sample={
        **SIDES,
        "claims": ["判令被告退还货款 2000.00 元；", "本案诉讼费用由被告承担。"],
        "facts": "瓷砖铺贴后约11平方米出现明显色差，被告承认送错批次。",
        "course": "经云青市市场监督管理局调解，双方没有达成协议，调解于2026年11月19日终止。",
        "evidence": ["送货单照片", "色差照片"],
        "court": "青禾区人民法院",
    },
)
