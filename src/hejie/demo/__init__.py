"""The demonstration: an invented province, its people and traders, and some 300 cases in every state.

Made only by calling the actions that everybody else calls, with the time passed in. All names and figures are invented.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from hejie.demo.cast import CAST, PASSWORD
from hejie.demo.history import play_history
from hejie.demo.world import is_built, make_world

__all__ = ["entrance", "fill"]


def fill(*, now: datetime) -> None:
    """Build the world and play its last three months; nothing when it stands already.

    Nothing here is dear enough to wait for the disk at every step: a machine that dies meanwhile starts over.
    """
    if is_built():
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    play_history(make_world(now), now)


def entrance() -> str:
    """How to enter as each role, for the terminal."""
    lines = [f"  {member.role_name.zh:<8}{member.way_in}   {member.name}" for member in CAST]
    head = [
        "  怎么进入 how to enter",
        "  消费者用手机号收验证码，演示手机在 /demo/phone/ ；工作人员和商家客服用用户名，",
        f"  密码 password {PASSWORD} ，动态码显示在登录页上。",
        "",
    ]
    return "\n".join([*head, *lines]) + "\n"
