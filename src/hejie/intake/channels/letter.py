"""By post: the day of receipt counts, and the pages are kept as evidence."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND, RECEIVED_ON
from hejie.rules.model import Role, Text

channels.add(
    "letter",
    Channel(
        key="letter",
        label=Text("来信", "Letter"),
        says=Text("信件扫描后录入，期限从收到信那天起算", "Scanned and entered; periods run from receipt"),
        posts=frozenset({"officer", "head"}),
        role=Role.OFFICER,
        fields=(RECEIVED_ON,),
        optional=NOT_AT_HAND | {"phone", "amount"},
        needs_pages=True,
    ),
)
