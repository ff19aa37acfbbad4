"""What the officers of the district do: with a matter that has just come, and with one whose time ends today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Matter:
    """A matter of the simulated day. `n` chooses its script."""

    ref: str
    kind: str
    n: int


@dataclass(frozen=True)
class Act:
    """A move with its inputs; `in_days` gives a `by_date`; `by_head`: the officer goes to the head with it."""

    move: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    in_days: int = 0
    by_head: bool = False


Script = Mapping[str, tuple[tuple[Act, ...], ...]]
CALL = Act("note_contact", {"how": "phone", "note": "已联系，来件人要求退款。"})
ACCEPT = Act("accept")
REFUSE = Act("refuse", {"ground": "no_consumer_dispute", "reasons": "发票抬头是公司，货用于公司办公，不是生活消费。"})
RETURN = Act("return_case", {"reason": "经营者实际在澄溪区经营。"})
ASK_IDENTITY = Act("request_identity", {"reason": "请提供身份证明。"}, in_days=7)
ELSEWHERE = Act("redirect", {"matter": "disclosure", "where": "请向区政府办公室申请信息公开。"})
ANSWER = Act("answer", {"text": "可以在七天内无理由退货，运费由您承担。"})
OPEN = Act("open_case", {"reasons": "初步证据证明有违法事实。"}, by_head=True)
NOT_OPEN = Act(
    "not_open_case", {"ground": "minor", "reasons": "标签有瑕疵，已经当场改正，没有危害后果。"}, by_head=True
)
TELL = Act(
    "tell_result",
    {"basis_law": "中华人民共和国食品安全法", "basis_article": "第一百一十五条", "text": "已经责令改正，不予立案。"},
)

FIRST: Script = {
    "complaint": (
        (CALL,),
        (ACCEPT,),
        (ASK_IDENTITY,),
        (ACCEPT,),
        (REFUSE,),
        (CALL,),
        (RETURN,),
        (CALL,),
        (CALL, ELSEWHERE),
        (CALL, ACCEPT),
        (CALL,),
    ),
    "report": ((CALL,), (CALL,), (CALL, OPEN)),
    "enquiry": ((ANSWER,),),
}
LAST: Script = {
    "complaint": ((ACCEPT,), (ACCEPT,), (REFUSE,), (ACCEPT,), (RETURN,), (ACCEPT,), ()),
    "report": ((OPEN,), (NOT_OPEN, TELL), (NOT_OPEN,), ()),
    "enquiry": ((ANSWER,), (ANSWER,), ()),
}
