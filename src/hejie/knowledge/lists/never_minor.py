"""What is never treated as minor (负面清单): a working list of the house beside what laws say."""

from __future__ import annotations

from hejie.knowledge.lists.minor_breaches import PENALTY_LAW
from hejie.knowledge.records import NEGATIVE, Listed, entries
from hejie.rules.model import Article, Text

HOUSE = Article(Text("平台办事约定", "House rules of the platform (working definition)"), "负面清单")

ENTRIES = (
    Listed(
        "danger",
        NEGATIVE,
        Text("危害人身健康或者生命安全", "Danger to health or life"),
        Text("食品、药品、特种设备出了事的", "Where food, drugs or special equipment did harm"),
        HOUSE,
    ),
    Listed(
        "emergency",
        NEGATIVE,
        Text("突发事件期间违反应对措施", "A breach of emergency measures during an emergency"),
        Text("依法快速、从重处罚", "Punished quickly and severely as the law says"),
        Article(PENALTY_LAW, "第四十九条"),
    ),
    Listed(
        "repeated",
        NEGATIVE,
        Text("同类违法受过处罚又犯", "The same kind of breach after a penalty"),
        Text("查处罚记录", "Check the record of penalties"),
        HOUSE,
    ),
    Listed(
        "not_put_right",
        NEGATIVE,
        Text("责令改正后不改，或者隐匿、销毁证据", "Not put right when ordered, or evidence hidden or destroyed"),
        Text("有责令改正通知书或者现场记录", "Shown by the order or by a record of the visit"),
        HOUSE,
    ),
    Listed(
        "children_elderly",
        NEGATIVE,
        Text("针对老年人、未成年人的欺诈", "Fraud upon the elderly or minors"),
        Text("按消费欺诈查处", "Handled as fraud upon consumers"),
        HOUSE,
    ),
)
for entry in ENTRIES:
    entries.add(entry.key, entry)
