"""督办通知书: the head or the office above asks for a matter to be dealt with and answered by a day."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="supervision_notice",
    title=Text("督办通知书", "Supervision notice"),
    number_word="督办",
    clause="第四条",
    required=("addressee", "subject", "number", "asked", "answer_by"),
    official_phrases=("现就你单位办理的", "督办如下：", "前书面答复办理情况。"),
    sample={
        "addressee": "云青市澄湖区市场监督管理局",
        "subject": "云汀筑美建材有限公司瓷砖色差",
        "number": "26K7-4FQM-9T",
        "asked": "受理已经逾期三个工作日。请说明原因，并在答复日以前作出是否受理的决定。",
        "answer_by": "2026-11-24",
    },
)
