"""约谈通知书: a trader with many complaints is called to a talk; it is no penalty."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="talk_notice",
    title=Text("约谈通知书", "Notice of a talk"),
    number_word="约谈",
    clause="第三十八条",
    required=("addressee", "reason", "at", "place", "topics", "contact", "contact_phone"),
    official_phrases=("现请你单位法定代表人（负责人）", "参加约谈。", "约谈内容：", "约谈不是行政处罚。", "特此通知。"),
    sample={
        "addressee": "云汀筑美建材有限公司",
        "reason": "最近90天收到对你单位的投诉23件，同期调解成功率31.6%（6/19）",
        "at": "2026-11-26T14:30",
        "place": "云青市澄湖区市场监督管理局三楼会议室",
        "topics": ["投诉集中的原因", "瓷砖色差的处理办法和期限", "以后怎样减少投诉"],
        "contact": "周某",
        "contact_phone": "0570-0000315",
    },
)
