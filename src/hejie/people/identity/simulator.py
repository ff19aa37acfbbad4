"""Stands for a national identity service in tests and demonstrations: its protocol, spoken inside the process.

The client signs a request, the service answers with a code; neither logs what it carries. The simulated service knows
people by rule: it believes any well-formed pair, except sequence numbers (digits 15 to 17) set aside for other answers,
and numbers enrolled under another name.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from hejie.base.text import clean_line
from hejie.people.identity import Outcome, Verdict, problem, services
from hejie.people.identity.offline import Offline

APP_KEY = b"simulator"  # the simulated service has nothing to protect
MATCH, MISMATCH, NO_RECORD, BAD_SIGNATURE, DOWN = "0000", "1001", "1002", "4001", "5000"
SET_ASIDE = {"997": MISMATCH, "998": NO_RECORD, "999": DOWN}
NOT_TOGETHER = problem(
    "id_number",
    "姓名和身份证号对不上，请按证件核对后再填。",
    "Name and identity number do not belong together: please compare both with the card.",
)
TRY_LATER = problem(
    "id_number",
    "身份核验暂时连不上，您填的内容已留着，请过几分钟再试。",
    "The identity check cannot be reached. What you entered is kept: try again in a few minutes.",
)


class SimulatedService:
    """The far end: takes a signed request, returns a JSON-able answer."""

    def __init__(self) -> None:
        self.enrolled: dict[str, str] = {}

    def answer(self, request: Mapping[str, str]) -> dict[str, str]:
        if not hmac.compare_digest(sign(request), request.get("sign", "")):
            return {"requestId": request.get("requestId", ""), "code": BAD_SIGNATURE}
        return {"requestId": request["requestId"], "code": self._look_up(request["name"], request["idNumber"])}

    def _look_up(self, name: str, number: str) -> str:
        known = self.enrolled.get(number)
        if known is not None:
            return MATCH if known == name else MISMATCH
        return SET_ASIDE.get(number[14:17], MATCH)


def sign(request: Mapping[str, str]) -> str:
    """Signature over every member but itself, keys sorted."""
    text = json.dumps({key: request[key] for key in sorted(request) if key != "sign"}, ensure_ascii=False)
    return hmac.new(APP_KEY, text.encode(), hashlib.sha256).hexdigest()


class Simulator:
    """The near end: checks offline first, so that a typing error costs no request, then asks."""

    key = "simulator"

    def __init__(self, service: SimulatedService) -> None:
        self.service = service
        self.offline = Offline()

    def check(self, *, name: str, id_number: str, on: date) -> Outcome:
        outcome = replace(self.offline.check(name=name, id_number=id_number, on=on), service=self.key)
        if not outcome.is_match:
            return outcome
        request = {"requestId": str(uuid4()), "name": clean_line(name), "idNumber": outcome.id_number}
        code = self.service.answer({**request, "sign": sign(request)})["code"]
        return self._read(code, outcome)

    def _read(self, code: str, outcome: Outcome) -> Outcome:
        if code == MATCH:
            return outcome
        if code in (MISMATCH, NO_RECORD):
            return replace(outcome, verdict=Verdict.MISMATCH, problems=(NOT_TOGETHER,))
        return replace(outcome, verdict=Verdict.UNAVAILABLE, problems=(TRY_LATER,))


services.add(Simulator.key, Simulator(SimulatedService()))
