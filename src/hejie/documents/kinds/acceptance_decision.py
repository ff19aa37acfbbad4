"""投诉受理决定书, official form 5: the authority takes the complaint."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="acceptance_decision",
    title=Text("投诉受理决定书", "Decision to accept a complaint"),
    number_word="投受",
    clause="第十五条",
    required=(
        "addressee",
        "received_on",
        "subject",
        "law",
        "contact",
        "contact_phone",
    ),
    official_phrases=(
        "我局于",
        "收到你关于",
        "联系人：",
        "；联系电话：",
        "的投诉。经审查，符合《市场监督管理投诉举报处理办法》规定的受理条件，我局决定受理。",
        "特此告知。",
    ),
    sample={
        "addressee": "林某",
        "received_on": "2026-11-12",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "law": ORDER_121.zh,
        "contact": "周某",
        "contact_phone": "0570-0000315",
    },
)
