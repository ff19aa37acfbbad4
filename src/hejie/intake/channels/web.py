"""On the web, by oneself."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.rules.model import Text

channels.add(
    "web",
    Channel(
        key="web",
        label=Text("网页", "Web"),
        says=Text("消费者自己在网上填", "People file on the web themselves"),
    ),
)
