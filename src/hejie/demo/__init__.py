"""The demonstration: an invented province, its people and traders, and some 300 cases in every state.

Made only by calling the actions that everybody else calls, with the time passed in. All names and figures are invented.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hejie.demo.cast import CAST, PASSWORD
from hejie.demo.history import play_history
from hejie.demo.programme import ROUTES
from hejie.demo.world import is_built, make_world

__all__ = ["entrance", "fill"]


@transaction.atomic
def fill(*, now: datetime) -> None:
    """Build the world and play its last three months; nothing when it stands already.

    All or nothing: a machine that stops half way begins anew at the next start.
    """
    if not is_built():
        play_history(make_world(now), ROUTES, now)


def entrance() -> str:
    """How to enter as each role, for the terminal."""
    lines = [f"  {member.role_name.zh:<8}{member.way_in}   {member.name}" for member in CAST]
    head = [
        "  怎么进入 how to enter",
        "  消费者用手机号收验证码，演示手机在 /demo/phone/ ；工作人员和商家客服用用户名，",
        f"  密码 password {PASSWORD} ，动态码和全部人物在 /demo/ 。",
        "",
    ]
    return "\n".join([*head, *lines]) + "\n"
