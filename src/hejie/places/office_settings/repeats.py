"""When filings of one person are shown as repeated or as filed twice."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

REPEAT_DAYS = declare(
    Setting(
        "repeat_days",
        Text("多少天内的同类投诉提示重复", "Similar filings shown within"),
        90,
        unit=Text("天", "days"),
        minimum=1,
        maximum=1095,
    )
)
REPEAT_SAME_DAYS = declare(
    Setting(
        "repeat_same_days",
        Text("多少天内的同一件提示重复提交", "The same filing shown as a duplicate within"),
        3,
        unit=Text("天", "days"),
        minimum=1,
        maximum=90,
    )
)
