"""Arranging meetings: when both sides are reminded, and how often a side may move one."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

NONE = Text("填 0 就不提醒", "0: no such reminder")
REMINDER_HOURS = declare(
    Setting(
        "meeting_reminder_hours",
        Text("调解前多少小时提醒", "Remind of a meeting ahead by"),
        24,
        hint=NONE,
        unit=Text("小时", "hours"),
        maximum=168,
    )
)
REMINDER_MINUTES = declare(
    Setting(
        "meeting_reminder_minutes",
        Text("快开始时再提醒，提前多少分钟", "Remind again ahead by"),
        60,
        hint=NONE,
        unit=Text("分钟", "minutes"),
        maximum=240,
    )
)
MEETING_MOVES = declare(
    Setting(
        "meeting_moves",
        Text("每一方最多改几次调解时间", "A side may move meetings of a case"),
        2,
        unit=Text("次", "times"),
        maximum=10,
    )
)
