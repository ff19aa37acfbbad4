"""Bringing one-time codes to phones: `people.codes` makes them and knows no channel."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from hejie.messaging.actions import Letter, post_letters
from hejie.messaging.templates import Value
from hejie.people.codes import NO_ACCOUNT, CodeMessage
from hejie.rules.model import Text

# What a code is for, by the first word of its purpose (`sign_agreement:<agreement>:<role>`).
TASKS: Mapping[str, Text] = {
    "sign_in": Text("登录", "sign in"),
    "file_case": Text("提交投诉", "file your complaint"),
    "sign_agreement": Text("签署协议", "sign the agreement"),
    "prove_link": Text("确认是您本人在答复这件投诉", "show that it is you who answers the complaint"),
}
FILE = f"{settings.PUBLIC_URL}/file/"
OTHER = Text("确认是您本人", "show that it is you")


def deliver(message: CodeMessage) -> None:
    """Queue the text message, ahead of others, in the caller's transaction."""
    if message.purpose == NO_ACCOUNT:
        post_letters([Letter(message.phone, "no_account", {"link": FILE}, urgent=True)], now=message.at)
        return
    task = TASKS.get(message.purpose.partition(":")[0], OTHER)
    minutes = int((message.expires_at - message.at).total_seconds() // 60)
    values: dict[str, Value] = {"code": message.code, "minutes": minutes, "task": task}
    post_letters([Letter(message.phone, "code", values, urgent=True)], now=message.at)
