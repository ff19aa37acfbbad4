"""From a partner system, whose token says for whom it works; see `api.cases`."""

from __future__ import annotations

from hejie.intake.channels import Channel, channels
from hejie.intake.channels._asked import NOT_AT_HAND
from hejie.rules.model import Text

channels.add(
    "partner",
    Channel(
        key="partner",
        label=Text("平台转入", "Partner"),
        says=Text("合作平台代消费者转来", "Passed on by a partner platform for a person"),
        optional=NOT_AT_HAND,
    ),
)
