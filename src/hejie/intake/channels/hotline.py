"""On the telephone, at the hotline's screen."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND, READ_BACK
from hejie.rules.model import Role, Text

channels.add(
    "hotline",
    Channel(
        key="hotline",
        label=Text("热线", "Hotline"),
        says=Text("来电人口述，话务员记录", "Said on the telephone, written down by the operator"),
        posts=frozenset({"operator", "officer", "head"}),
        role=Role.OPERATOR,
        fields=(READ_BACK,),
        optional=NOT_AT_HAND,
    ),
)
