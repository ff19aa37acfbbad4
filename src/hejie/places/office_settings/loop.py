"""When an office asks how it went, and when complaints against one trader count as concentrated."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

FOLLOWUP_CALL_DAYS = declare(
    Setting(
        "followup_call_days",
        Text("办结后几天没评价就打电话回访", "Follow-up by phone when nobody answered within"),
        2,
        unit=Text("个工作日", "working days"),
        minimum=0,
        maximum=30,
    )
)
FOLLOWUP_TRIES = declare(
    Setting(
        "followup_tries",
        Text("回访最多打几次", "Follow-up calls at most"),
        3,
        hint=Text(
            "打满还没联系上的，记为没联系上，不算满意", "After that it counts as not reached, never as satisfied"
        ),
        unit=Text("次", "calls"),
        minimum=1,
        maximum=10,
    )
)
CONCENTRATED_COMPLAINTS = declare(
    Setting(
        "concentrated_complaints",
        Text("投诉集中的商家：达到", "A trader counts as concentrated from"),
        10,
        unit=Text("件投诉", "complaints"),
        minimum=2,
        maximum=1000,
    )
)
CONCENTRATED_WINDOW = declare(
    Setting(
        "concentrated_window",
        Text("投诉集中的商家：统计最近", "Concentrated complaints are counted over the last"),
        30,
        unit=Text("天", "days"),
        minimum=7,
        maximum=365,
    )
)
