"""A name that somebody says to be let in: looked at five times a day, with what is wrong in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hejie.base import throttle
from hejie.rules.model import Text
from hejie.web.forms import ProblemShown

MISSES, PER = 5, timedelta(days=1)  # names tried for one account
NOT_SAID = Text("请填写姓名。", "Please enter the name.")
TOO_OFTEN = Text(
    "今天试的次数太多了，请明天再试，或者拨打 12315 核对。", "Too many tries today. Please try tomorrow, or call 12315."
)


def wrong_name(
    name: str, *, tried: tuple[str, str], agrees: Callable[[str], bool], differs: ProblemShown, now: datetime
) -> ProblemShown | None:
    """None where the name agrees. `tried`: the scope and the subject whose misses are counted together."""
    tries = (*tried, MISSES, PER, now)
    if not name:
        return ProblemShown(NOT_SAID, differs.anchor)
    if not throttle.look(*tries).allowed:
        return ProblemShown(TOO_OFTEN, differs.anchor)
    if agrees(name):
        return None
    throttle.hit(*tries)
    return differs
