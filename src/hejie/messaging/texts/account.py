"""Codes and accounts."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "code": Template(
        Text("验证码", "Your code"),
        Text(
            "验证码 {code}，{minutes} 分钟内有效，用于{task}。请不要告诉任何人，工作人员也不会向您要。",
            "Code {code}, good for {minutes} minutes, to {task}. Tell nobody; our staff never ask for it.",
        ),
        media=("sms",),
        is_secret=True,
    ),
    "no_account": Template(
        Text("没有这个账户", "No such account"),
        Text(
            "有人用这个手机号登录，但还没有账户。投诉不用先注册：{link} 如果不是您本人操作，不用理会。",
            "Somebody tried to sign in with this phone, which has no account yet. Filing needs none: {link} "
            "If it was not you, there is nothing to do.",
        ),
        media=("sms",),
    ),
}
