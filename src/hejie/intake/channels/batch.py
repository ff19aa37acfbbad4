"""From a table of other systems, one row a case."""

from __future__ import annotations

from dataclasses import replace

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND, RECEIVED_ON
from hejie.rules.model import Role, Text

channels.add(
    "import",
    Channel(
        key="import",
        label=Text("批量导入", "Batch import"),
        says=Text("从表格一次导入多件", "Many at once from a table"),
        posts=frozenset({"officer", "head"}),
        role=Role.OFFICER,
        fields=(replace(RECEIVED_ON, required=False),),
        optional=NOT_AT_HAND,
    ),
)
