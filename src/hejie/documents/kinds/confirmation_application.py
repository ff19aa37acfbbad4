"""司法确认申请书: both sides' joint application, with the mediating office's proof that it mediated."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.procedures._laws import CIVIL_PROCEDURE

SIDE = {"name": "林某", "code": "", "address": "云青市澄溪区澄江路18号", "phone": "13800000916"}
TRADER = {
    "name": "云汀筑美建材有限公司",
    "code": "91990101MA0000000X",
    "address": "云青市青禾区柳河路88号",
    "phone": "",
}

add_kind(
    key="confirmation_application",
    title=Text("司法确认申请书", "Application for judicial confirmation"),
    number_word="司确申",
    clause="第二百零五条",
    law=CIVIL_PROCEDURE,
    required=(
        "applicants",
        "effective_on",
        "matter",
        "body",
        "mediators",
        "terms",
        "court",
        "case_number",
        "law",
    ),
    official_phrases=(
        "自愿达成调解协议，内容如下：",
        "没有恶意串通、规避法律的行为",
        "如果因为该协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。",
        "双方自调解协议生效之日起三十日内，共同提出本申请",
        "二、调解组织证明",
    ),
    sample={
        "applicants": [
            {**SIDE, "agreed_at": "2026-11-19T10:30", "contact": "云青市澄溪区澄江路18号，13800000916"},
            {**TRADER, "agreed_at": "2026-11-19T16:05", "contact": "云青市青禾区柳河路88号，0990-8000000"},
        ],
        "effective_on": "2026-11-18",
        "matter": "瓷砖铺贴后色差",
        "body": "云青市市场监督管理局",
        "mediators": "苏某",
        "terms": ["商家在协议生效后 7 天内退还货款 2000.00 元。"],
        "court": "青禾区人民法院",
        "case_number": "2611-1903-0427",
        "law": "中华人民共和国民事诉讼法",
    },
)
