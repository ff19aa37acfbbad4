"""退回通知书: an office without power sends a complaint or report back to the unit that dispatched it (Art 41)."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="return_notice",
    title=Text("投诉/举报退回通知书", "Notice of return"),
    number_word="投退",
    clause="第四十一条第二款",
    required=("addressee", "matter", "received_on", "subject", "law", "article", "reason"),
    official_phrases=("转来的关于", "我局不具有处理权限，现予退回，请依法确定处理部门。", "理由："),
    sample={
        "addressee": "云青市市场监督管理局",
        "matter": "投诉",
        "received_on": "2026-11-12",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "law": ORDER_121.zh,
        "article": "第四十一条第二款",
        "reason": "被投诉人的实际经营地和住所地都在湖东区，不在本辖区。",
    },
)
