"""限期提供身份证明材料通知书, official form 4: the complainant is asked to show who they are."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="identity_request",
    title=Text("限期提供身份证明材料通知书", "Notice to provide proof of identity"),
    number_word="投身",
    clause="第十条第三款",
    required=(
        "addressee",
        "law",
        "article",
        "refusal_articles",
        "due_on",
        "materials",
        "contact_phone",
        "address",
    ),
    official_phrases=(
        "根据《中华人民共和国消费者权益保护法实施条例》第四十六条第一款的规定，消费者和经营者发生消费争议向市场监督管理部门或者其他有关行政部门投诉的，应当提供真实身份信息等材料。",
        "根据《市场监督管理投诉举报处理办法》第十条第三款的规定，请你在",
        "联系电话：",
        "；通信地址：",
        "前向我局提供以下身份证明材料。",
        "逾期未提供或提供虚假材料的，我局将根据《市场监督管理投诉举报处理办法》第十条、第十六条的规定，对投诉依法不予受理。",
    ),
    sample={
        "addressee": "林某",
        "law": ORDER_121.zh,
        "article": "第十条第三款",
        "refusal_articles": "第十条、第十六条",
        "due_on": "2026-11-26",
        "materials": ["居民身份证正反面复印件"],
        "contact_phone": "0570-0000315",
        "address": "云青市澄湖路 1 号 云青市市场监督管理局",
    },
)
