"""One-time codes sent to phones: signing in elsewhere than on the page, filing, signing an agreement.

This app knows no channel. Messaging registers itself as the sender at start-up; tests and tools pass `deliver`.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet

from hejie.base import throttle
from hejie.base.compiled import CompiledRows
from hejie.base.crypto import blind_index
from hejie.base.registry import Registry
from hejie.base.text import is_phone, normal_phone
from hejie.base.written import write_later
from hejie.people.models import Challenge
from hejie.rules.model import Problem, Refusal, Text

VALID_FOR = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)  # between two codes for the same purpose
ATTEMPTS = 5
KEPT = timedelta(days=1)  # after its time, for whoever asks why it did not work
SIGN_IN, NO_ACCOUNT = "sign_in", "no_account"
A_SUBJECT, A_PURPOSE = b"the phone a code was sent to", "what a code was sent for"


@dataclass(frozen=True, slots=True)
class CodeMessage:
    """What a sender has to bring to a phone. Purpose `no_account` carries no code: it says there is no such account."""

    phone: str
    code: str
    purpose: str
    at: datetime
    expires_at: datetime


CodeSender = Callable[[CodeMessage], None]
_senders: Registry[CodeSender] = Registry("code sender")


def set_code_sender(sender: CodeSender) -> None:
    """Called once at start-up by the app that can reach phones. A second, different sender is an error."""
    _senders.add("sender", sender)


def deliver_code(message: CodeMessage) -> None:
    """Hand a message to the registered sender. Raises KeyError when no app registered one."""
    _senders["sender"](message)


def send_code(*, phone: str, purpose: str, now: datetime, deliver: CodeSender | None = None) -> Refusal | None:
    """Send six digits to a phone for one purpose; None when sent. Earlier codes for the purpose stop working.

    Refused: not a phone number, one minute has not passed, too many within the hour. Call outside of a transaction.
    """
    phone = normal_phone(phone)
    if not is_phone(phone):
        return _refuse("bad_phone", "手机号不对，请填 11 位号码。", "That is not a phone number: enter all 11 digits.")
    if refusal := _too_often(phone, purpose, now):
        return refusal
    code = f"{secrets.randbelow(1_000_000):06d}"
    challenge = Challenge(purpose=purpose, subject=_subject(phone), sent_at=now, expires_at=now + VALID_FOR)
    challenge.code_hash = _code_hash(challenge, code)
    write_later(challenge)
    (deliver or deliver_code)(CodeMessage(phone, code, purpose, now, challenge.expires_at))
    return None


def check_code(*, phone: str, purpose: str, code: str, now: datetime) -> Refusal | None:
    """None when this is the last code sent to the phone for the purpose, see `use_code`."""
    found = use_code(phone=phone, purpose=purpose, code=code, now=now)
    return found if isinstance(found, Refusal) else None


def use_code(*, phone: str, purpose: str, code: str, now: datetime) -> Challenge | Refusal:
    """The last code sent to the phone for the purpose, if this is it; used up in the caller's transaction.

    Five attempts a code. They are counted apart, so they stay counted when the caller rolls back.
    """
    sent = next(iter(_last_sent({A_SUBJECT: _subject(phone), A_PURPOSE: purpose})), None)
    verdict = throttle.hit("code:check", str(sent.pk if sent else phone), ATTEMPTS, VALID_FOR, now, apart=True)
    if not verdict.allowed:
        return _refuse(
            "code_attempts", "输错次数太多，请重新获取验证码。", "Too many wrong attempts: ask for a new code."
        )
    if sent is None or sent.used_at is not None or sent.expires_at <= now:
        return _refuse("code_expired", "验证码已失效，请重新获取。", "This code is no longer valid: ask for a new one.")
    digits = "".join(str(int(c)) for c in code if c.isdecimal())
    if not hmac.compare_digest(bytes(sent.code_hash), _code_hash(sent, digits)):
        return _refuse(
            "code_wrong", "验证码不对，请核对短信后再输。", "That is not the code: check the message and try again."
        )
    if not Challenge.objects.filter(pk=sent.pk, used_at__isnull=True).update(used_at=now):
        return _refuse("code_expired", "验证码已用过，请重新获取。", "This code has been used: ask for a new one.")
    return cast("Challenge", sent)


@CompiledRows
def _last_sent() -> QuerySet[Any]:
    return Challenge.objects.filter(subject=A_SUBJECT, purpose=A_PURPOSE).order_by("-sent_at")[:1]


def forget_codes(*, now: datetime) -> int:
    """Delete codes a day after their time. One that signed an agreement stays: the signature names it."""
    over = Challenge.objects.filter(expires_at__lt=now - KEPT)
    return over.exclude(purpose__startswith="sign_agreement:", used_at__isnull=False).delete()[0]


def has_live_code(*, phone: str, purpose: str, now: datetime) -> bool:
    """Whether a code for the purpose was sent to the phone and can still be used."""
    return Challenge.objects.filter(
        subject=_subject(phone), purpose=purpose, used_at__isnull=True, expires_at__gt=now
    ).exists()


def _too_often(phone: str, purpose: str, now: datetime) -> Refusal | None:
    pause = throttle.hit("code:send", f"{phone} {purpose}", 1, PAUSE, now)
    hour = throttle.hit("code:hour", phone, settings.CODES_PER_HOUR, timedelta(hours=1), now)
    seconds = max(pause.seconds, hour.seconds)
    if pause.allowed and hour.allowed:
        return None
    return _refuse(
        "code_too_often",
        f"验证码刚发过，请 {seconds} 秒后再试。",
        f"A code was sent just now: try again in {seconds} seconds.",
    )


def _refuse(code: str, zh: str, en: str) -> Refusal:
    text = Text(zh, en)
    return Refusal(code, text, problems=(Problem("phone" if code == "bad_phone" else "code", text),))


def _subject(phone: str) -> bytes:
    return blind_index("phone", phone) or b""


def _code_hash(challenge: Challenge, code: str) -> bytes:
    return blind_index("code", f"{challenge.pk} {code}") or b""
