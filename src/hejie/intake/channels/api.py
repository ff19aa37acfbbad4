"""By a program of the person's own."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.rules.model import Text

channels.add(
    "api",
    Channel(
        key="api",
        label=Text("接口", "API"),
        says=Text("消费者自己的程序提交", "Filed by a program of the person"),
    ),
)
