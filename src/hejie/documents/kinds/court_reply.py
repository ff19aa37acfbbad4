"""回复函: a court that invited the office to mediate is told how it ended."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.procedures._laws import CIVIL_PROCEDURE

add_kind(
    key="court_reply",
    title=Text("回复函", "Reply to the court"),
    number_word="诉调复",
    clause="第二百零五条第一项",
    law=CIVIL_PROCEDURE,
    required=("court", "court_number", "both", "matter", "case_number", "began_on", "result"),
    official_phrases=("现将调解情况函复如下：", "特此函复。"),
    sample={
        "court": "青禾区人民法院",
        "court_number": "（2026）云0101诉前调8号",
        "both": "林某、云汀筑美建材有限公司",
        "matter": "瓷砖铺贴后色差",
        "case_number": "2611-1903-0427",
        "began_on": "2026-11-02",
        "result": "调解成功",
        "terms": ["商家在协议生效后 7 天内退还货款 2000.00 元。"],
        "note": "双方将共同申请司法确认。",
    },
)
