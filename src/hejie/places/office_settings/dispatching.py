"""How an office gives out its cases, and when it hears of one that is passed to and fro."""

from __future__ import annotations

from hejie.places.settings import Setting, declare
from hejie.rules.model import Text

AUTO_ASSIGN = declare(
    Setting(
        "auto_assign",
        Text("自动分派承办人", "Assign officers automatically"),
        False,
        hint=Text(
            "新到的案件自动分给排在第一位的承办人，人随时可以改派",
            "What arrives goes to the first officer on the list; a person may change it at any time",
        ),
    )
)
FIT_OUTWEIGHS = declare(
    Setting(
        "fit_outweighs",
        Text("专长或片区合适，抵多少件在办", "Skill or grid that fits outweighs"),
        5,
        hint=Text("数越大越看重专长和片区，越小越看重谁手上件少", "Higher: fit counts more; lower: load counts more"),
        unit=Text("件", "open cases"),
        maximum=100,
    )
)
BOUNCED_AFTER = declare(
    Setting(
        "bounced_after",
        Text("退回、争议几次后报上级关注", "Surfaces above after"),
        2,
        unit=Text("次", "returns or disputes"),
        minimum=1,
        maximum=10,
    )
)
ACTS_IN_OWN_NAME = declare(
    Setting(
        "acts_in_own_name",
        Text("派出机构以自己的名义办理", "The station acts in its own name"),
        False,
        hint=Text(
            "只有法律、法规授权的才能选是（第三十条）；否则文书用县级部门的名义",
            "Only where a law empowers it (Article 30); otherwise papers are the county's",
        ),
    )
)
