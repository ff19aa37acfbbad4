"""The demonstration: an invented province, its people and traders, and some 300 cases in every state.

Made only by calling the actions that everybody else calls, with the time passed in. All names and figures are invented.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hejie.demo.cast import CAST, PASSWORD
from hejie.demo.history import play_history
from hejie.demo.loop import play_loop
from hejie.demo.programme import ROUTES
from hejie.demo.world import is_built, make_world

__all__ = ["entrance", "fill"]


@transaction.atomic
def fill(*, now: datetime) -> None:
    """Build the world and play its last three months; nothing when it stands already.

    All or nothing: a machine that stops half way begins anew at the next start.
    """
    if not is_built():
        world = make_world(now)
        play_history(world, ROUTES, now)
        play_loop(world, now)


def entrance() -> str:
    """How to enter as each role, for the terminal."""
    lines = [f"  {m.role_name.zh:　<8}{m.way_in:<13}{m.name:　<5}{m.role_name.en}" for m in CAST]
    head = [
        "  怎么进入 how to enter",
        "  消费者用手机号收验证码，验证码在演示手机 /demo/phone/ 上；工作人员和商家客服用用户名，",
        f"  密码 {PASSWORD} ，动态码在 /demo/ 页面上。",
        f"  Consumers by phone, with the code on /demo/phone/; everybody else by user name, password {PASSWORD}",
        "  and the authenticator code shown on /demo/.",
        "",
    ]
    return "\n".join([*head, *lines]) + "\n"
