"""强制执行申请书草稿: a promise of a confirmed agreement was broken; for the side that waits to check and sign."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.procedures._laws import CIVIL_PROCEDURE

add_kind(
    key="enforcement_application",
    title=Text("强制执行申请书", "Application for enforcement"),
    number_word="执行稿",
    clause="第二百零六条",
    law=CIVIL_PROCEDURE,
    required=("applicant", "debtor", "court", "to_court", "ruling_number", "ruled_on", "unkept", "law"),
    official_phrases=(
        "申请执行依据：",
        "强制执行下列没有履行的内容：",
        "依据《中华人民共和国民事诉讼法》第二百零六条规定，申请强制执行。",
        "申请执行的期间为二年，从约定的履行期间最后一日起计算。",
    ),
    sample={
        "applicant": {"name": "林某", "code": "", "address": "云青市澄溪区澄江路18号", "phone": "13800000916"},
        "debtor": {"name": "云汀筑美建材有限公司", "code": "91990101MA0000000X", "address": "青禾区柳河路88号"},
        "court": "青禾区人民法院",
        "to_court": "青禾区人民法院",
        "ruling_number": "（2026）云0101民特12号",
        "ruled_on": "2026-11-19",
        "unkept": ["退还货款 2000.00 元（应在2026年11月25日以前）"],
        "total": "2000.00",
        "law": "中华人民共和国民事诉讼法",
    },
)
