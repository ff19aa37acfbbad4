"""At the counter: what a visitor says is written down (Order 121 Art 10 para 2)."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND, READ_BACK
from hejie.rules.model import Role, Text

channels.add(
    "counter",
    Channel(
        key="counter",
        label=Text("窗口", "Counter"),
        says=Text("来访人在窗口口述，工作人员记录", "Said at the counter and written down by staff"),
        posts=frozenset({"officer", "head"}),
        role=Role.OFFICER,
        fields=(READ_BACK,),
        optional=NOT_AT_HAND,
    ),
)
