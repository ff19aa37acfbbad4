"""投诉/举报分送通知书, official form 3: a complaint or report goes to the authority below that handles it."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="dispatch_notice",
    title=Text("投诉/举报分送通知书", "Notice of dispatch"),
    number_word="投分",
    clause="第四十一条",
    required=(
        "addressee",
        "complainant",
        "matter",
        "received_on",
        "subject",
        "law",
        "report_by",
        "copies",
    ),
    official_phrases=(
        "现转去",
        "关于",
        "份，共",
        "的投诉/举报。请你局按照《市场监督管理投诉举报处理办法》的规定依法予以处理，并将处理结果于",
        "前报告我局。",
        "附：相关材料",
    ),
    sample={
        "addressee": "云青市澄湖区市场监督管理局",
        "complainant": "林某",
        "matter": "投诉",
        "received_on": "2026-11-12",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "law": ORDER_121.zh,
        "report_by": "2026-12-31",
        "copies": 3,
        "pages": 12,
    },
)
