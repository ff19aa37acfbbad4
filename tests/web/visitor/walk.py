"""A visitor with a browser without script: walks through the wizard, posting what the pages ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client

from hejie.messaging.models import Message
from tests.town import CITY, COUNTY, ID_NUMBER, PHONE, PROVINCE, Town

STORY = "11月1日买的除湿机，用了九天开始漏水，客服只同意维修，不同意退货。"
COMPLAINT: dict[str, dict[str, str]] = {
    "what": {"category": "appliances", "goods": "除湿机", "problem": "quality"},
    "story": {"story": STORY},
    "when": {"happened_on": "2026-11-10", "order_number": "E2026110100"},
    "amount": {"amount": "1299"},
    "wanted": {"wanted-0-kind": "return_refund", "wanted-0-amount": "1299", "wanted-0-within_days": "7"},
    "evidence": {},
    "route": {"how": "direct"},
    "you": {"name": "林晓", "id_number": ID_NUMBER, "address": "云青省云汀市青禾区柳湾路 8 号"},
}
REPORT: dict[str, dict[str, str]] = {
    "what": {"category": "food", "problem": "food_safety"},
    "story": {"story": "店里货架上的面包过期三天还在卖，11月10日晚上看到的。"},
    "when": {"happened_on": "2026-11-10"},
    "evidence": {},
    "who": {"who": "anonymous"},
}


def post(client: Client, step: str, data: Mapping[str, Any], kind: str = "complaint", query: str = "") -> HttpResponse:
    """What a form of the wizard sends."""
    return client.post(f"/file/{step}/{query}", {"kind": kind, **data})  # type: ignore[return-value]


def refused(client: Client, step: str, data: Mapping[str, Any], kind: str = "complaint") -> HttpResponse:
    """The page that a post is led to when something on it is wrong: the same one, by an address that tells nothing."""
    led = post(client, step, data, kind)
    assert (led.status_code, led["Location"]) == (303, f"/file/{step}/")
    return client.get(led["Location"])  # type: ignore[return-value]


def answer(client: Client, pages: Mapping[str, Mapping[str, Any]], kind: str = "complaint") -> None:
    """Post page after page; each must be taken."""
    for step, data in pages.items():
        response = post(client, step, data, kind)
        assert response.status_code == 302, (step, said_wrong(response))


def said_wrong(response: HttpResponse) -> str:
    """The summary of what is not filled in well."""
    found = re.search(r'<div class="hj-errors".*?</div>', response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0]) if found else ""


def begin(client: Client, town: Town, kind: str = "complaint") -> None:
    """The first page, with the member chosen."""
    answer(client, {"trader": {"q": "晴禾", "trader": str(town.member.pk)}}, kind)


def region_of_the_shop(client: Client, kind: str = "complaint", **fields: str) -> HttpResponse:
    """Region by region, as without script."""
    post(client, "place", {"region": [PROVINCE], **fields}, kind)
    post(client, "place", {"region": [PROVINCE, CITY], **fields}, kind)
    return post(client, "place", {"region": [PROVINCE, CITY, COUNTY], **fields}, kind)


def sent_code() -> str:
    """The six digits of the newest text message."""
    text = Message.objects.filter(template="code").latest("queued_at", "id").text or ""
    return re.findall(r"\d{6}", text)[0]


def prove_phone(client: Client, kind: str = "complaint", phone: str = PHONE) -> HttpResponse:
    post(client, "phone", {"phone": phone, "act": "send"}, kind)
    return post(client, "phone", {"phone": phone, "code": sent_code()}, kind)


def fill_in(client: Client, town: Town, **changes: Mapping[str, Any]) -> None:
    """A whole complaint up to the check page."""
    begin(client, town)
    answer(client, {**COMPLAINT, **changes})
    prove_phone(client)
