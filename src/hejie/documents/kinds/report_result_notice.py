"""举报处理结果告知书, official form 10: where a law says that the reporter hears the result."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="report_result_notice",
    title=Text("举报处理结果告知书", "Notice of the result of a report"),
    number_word="举告",
    clause="第三十六条",
    required=("addressee", "subject", "basis_law", "basis_article", "result"),
    official_phrases=(
        "关于",
        "的举报，我局已依法处理。根据《",
        "规定，现将处理结果告知如下：",
        "特此告知。",
    ),
    sample={
        "addressee": "林某",
        "subject": "云汀筑美建材有限公司销售无厂名厂址瓷砖",
        "basis_law": "中华人民共和国食品安全法",
        "basis_article": "第一百一十五条第一款",
        "result": "经核查，违法事实成立，已依法作出行政处罚决定。",
    },
)
