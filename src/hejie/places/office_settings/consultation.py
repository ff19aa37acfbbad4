"""From where on a case is for a consultation panel at this office; see `rules.triggers`."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

PANEL_CLAIM = declare(
    Setting(
        "panel_claim",
        Text("要求达到多少元提请会商", "A claim for a panel from"),
        50_000,
        unit=Text("元", "yuan"),
        minimum=1,
        maximum=100_000_000,
    )
)
PANEL_PEOPLE = declare(
    Setting(
        "panel_people",
        Text("多少人投诉同一件事提请会商", "A group for a panel from"),
        10,
        unit=Text("人", "complainants"),
        minimum=2,
        maximum=10_000,
    )
)
PANEL_FAILURES = declare(
    Setting(
        "panel_failures",
        Text("几次调解不成提请会商", "Repeated failure for a panel from"),
        2,
        unit=Text("次", "failed mediations"),
        minimum=1,
        maximum=20,
    )
)
