"""What several channels ask in addition."""

from __future__ import annotations

from hejie.rules.model import Field, Kind, Text

# Art 10 para 2: staff write down what was not brought in writing; the person hears it again and agrees.
READ_BACK = Field(
    "read_back",
    Text("已经念给对方听，对方确认无误", "Read back to the person, who confirmed it"),
    Kind.YES,
    minimum=1,
    hint=Text(
        "口头投诉由工作人员如实记录（《市场监督管理投诉举报处理办法》第十条第二款）",
        "What was said is written down by staff (Order 121, Art 10 para 2)",
    ),
)
RECEIVED_ON = Field(
    "received_on",
    Text("收到的日期", "Day it was received"),
    Kind.DATE,
    past=True,
    hint=Text("期限从收到的次日起算，不从录入那天算", "Periods run from the day after receipt, not from the entry"),
)
# What people often cannot say at once; the office may ask for it (Art 10 para 3).
NOT_AT_HAND = frozenset({"id_number", "happened_on", "problem"})
