"""At a rights-service station in a mall, a district or a company."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND, READ_BACK
from hejie.rules.model import Role, Text

channels.add(
    "station",
    Channel(
        key="station",
        label=Text("消费维权服务站", "Rights-service station"),
        says=Text("服务站替来站的消费者录入", "A station enters it for a person who came by"),
        posts=frozenset({"station", "officer", "head"}),
        role=Role.OFFICER,
        fields=(READ_BACK,),
        optional=NOT_AT_HAND,
    ),
)
