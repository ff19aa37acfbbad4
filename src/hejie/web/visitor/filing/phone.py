"""The phone, proved by a code: it opens the case again, and the notices go there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hejie.base import throttle
from hejie.base.text import mask_phone, normal_phone
from hejie.people.codes import check_code, has_live_code, send_code
from hejie.rules.model import Problem, Refusal, Text
from hejie.web.callers import caller_address
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken, problem_at
from hejie.web.visitor.filing.visit import Visit

PURPOSE = "file_case"
PER_ADDRESS, WINDOW = 20, timedelta(hours=1)  # one internet address may ask for that many codes
LONGEST = 30
PROVE = Text("请先获取验证码，核对您的手机号", "Please get a code first, to prove your phone")
NO_PHONE = Text("请先填手机号，再获取验证码", "Please enter your phone number first, then get a code")
NO_CODE = Text("请填写短信里的 6 位验证码", "Please enter the 6 digits from the text message")
TOO_MANY = Text(
    "这个网络获取验证码太多次了，请过一小时再试，或者拨打 12315",
    "Too many codes were asked for from this network: try again in an hour, or call 12315",
)


class PhoneStep(Step):
    """Ask for the phone, send a code, check it. Not asked of those who are signed in, nor of anonymous reporters."""

    key, template = "phone", "visitor/filing_phone.html"

    def applies(self, visit: Visit) -> bool:
        return not visit.account_phone and not visit.is_anonymous

    def title(self, visit: Visit) -> Text:
        return Text("用哪个手机号联系您？", "At which phone can we reach you?")

    def lead(self, visit: Visit) -> Words:
        if visit.kind == "report":
            return Text("只给办案人员看，商家看不到。", "Seen by case staff only, never by the trader.")
        return Text("进度发到这个号码，查进度也要用它。", "News goes there, and you look your case up with it.")

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        phone = _typed(visit)
        return {
            "phone": phone,
            "proved": bool(visit.phone) and visit.phone == normal_phone(phone),
            "is_sent": _is_sent(visit),
            "phone_problem": problem_at(problems, "phone"),
            "code_problem": problem_at(problems, "code"),
            "problems": self.problems_shown(problems),
        }

    def take(self, visit: Visit) -> Taken:
        phone, code = (visit.request.POST.get(name, "").strip()[:LONGEST] for name in ("phone", "code"))
        if visit.request.POST.get("act") == "send" and not code:
            return Taken({"phone": phone}, _problems(_send(visit, phone)), stay=True)
        if visit.phone and normal_phone(phone) == visit.phone:
            return Taken({"phone": phone})
        if not code:
            return Taken({"phone": phone, "phone_proved": ""})
        refusal = check_code(phone=phone, purpose=PURPOSE, code=code, now=visit.now)
        if refusal:
            return Taken({"phone": phone}, _problems(refusal))
        proved = {"phone_proved": normal_phone(phone), "phone_proved_at": visit.now.isoformat()}
        return Taken({"phone": phone, **proved})

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        if visit.phone:
            return ()
        if not _typed(visit):
            return (Problem("phone", NO_PHONE),)
        return (Problem("code", NO_CODE if _is_sent(visit) else PROVE),)

    def lines(self, visit: Visit) -> Sequence[Line]:
        return [(Text("手机号", "Phone"), mask_phone(visit.phone or _typed(visit)))]


def _typed(visit: Visit) -> str:
    return str(visit.answers.get("phone", ""))


def _is_sent(visit: Visit) -> bool:
    phone = _typed(visit)
    return bool(phone) and has_live_code(phone=phone, purpose=PURPOSE, now=visit.now)


def _send(visit: Visit, phone: str) -> Refusal | None:
    verdict = throttle.hit("file:code", caller_address(visit.request), PER_ADDRESS, WINDOW, visit.now)
    if not verdict.allowed:
        return Refusal("code_too_often", TOO_MANY, problems=(Problem("phone", TOO_MANY),))
    return send_code(phone=phone, purpose=PURPOSE, now=visit.now)


def _problems(refusal: Refusal | None) -> tuple[Problem, ...]:
    return refusal.problems if refusal else ()
