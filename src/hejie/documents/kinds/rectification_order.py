"""责令改正通知书: a trader is ordered to correct what was found, by a day."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

PENALTY_LAW = Text("中华人民共和国行政处罚法", "Administrative Penalty Law")

add_kind(
    key="rectification_order",
    title=Text("责令改正通知书", "Order to rectify"),
    number_word="责改",
    clause="第二十八条第一款",
    law=PENALTY_LAW,
    required=("addressee", "found", "breached", "basis", "measures", "due_on", "contact", "contact_phone"),
    official_phrases=(
        "经查，你（单位）",
        "上述行为违反了",
        "的规定，现责令你（单位）",
        "改正内容及要求：",
        "行政复议",
        "行政诉讼",
    ),
    sample={
        "addressee": "云汀筑美建材有限公司",
        "found": "2026年11月5日在店内销售的三种瓷砖没有标明厂名、厂址",
        "breached": "《中华人民共和国产品质量法》第二十七条第一款第二项",
        "basis": "《中华人民共和国行政处罚法》第二十八条第一款",
        "measures": ["停止销售没有厂名、厂址的瓷砖", "补全标识并书面报告"],
        "due_on": "2026-12-05",
        "contact": "周某",
        "contact_phone": "0570-0000315",
    },
)
