"""投诉调解通知书, official form 7: both sides are called to mediation."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="mediation_notice",
    title=Text("投诉调解通知书", "Notice of mediation"),
    number_word="投调通",
    clause="第二十条第二款",
    required=(
        "addressee",
        "subject",
        "law",
        "at",
        "place",
        "bring",
        "recusal_days",
        "mediators",
        "contact_phone",
    ),
    official_phrases=(
        "的投诉，我局已经受理，根据《市场监督管理投诉举报处理办法》的规定，现组织双方当事人进行现场调解。请于",
        "参加调解。无正当理由不参加调解的，我局将依法终止调解。",
        "请携带以下材料：",
        "身份证明材料",
        "调解人员：",
        "；联系电话：",
        "如果您认为调解人员是投诉人或者被投诉人的近亲属或者有其他利害关系，可能影响公正处理投诉的，可以自收到本通知书之日起",
        "日内对调解人员提出回避申请。",
        "特此通知。",
    ),
    sample={
        "addressee": "云汀筑美建材有限公司",
        "subject": "瓷砖色差",
        "law": ORDER_121.zh,
        "at": "2026-11-30T14:30",
        "place": "云青市市场监督管理局二楼调解室",
        "bring": ["身份证明材料", "进货凭证和检验报告"],
        "recusal_days": 3,
        "mediators": "苏某",
        "contact_phone": "0570-0000315",
    },
)
