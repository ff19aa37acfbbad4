"""The wizard asks for an agent: named in full, with the power of attorney among the files (Order 121 Art 11)."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from hejie.cases.models import Representation
from tests.town import ID_NUMBER, Town
from tests.web.conftest import words
from tests.web.visitor.pictures import photo
from tests.web.visitor.walk import COMPLAINT, answer, begin, fill_in, post, refused, said_wrong


def agent() -> dict[str, str]:
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    named = {"agent_name": "孙若兰", "agent_id_number": ID_NUMBER, "agent_phone": "13900000051"}
    return {**named, "agent_powers": "settle", "agent_until": until}


def test_half_an_agent_is_asked_for_the_rest_and_for_the_paper(client: Client, town: Town) -> None:
    begin(client, town)
    answer(client, {key: COMPLAINT[key] for key in COMPLAINT if key != "you"})
    half = refused(client, "you", {**COMPLAINT["you"], "agent_name": "孙若兰"})
    assert "证件号码" in said_wrong(half)
    assert "委托到哪天" in said_wrong(half)
    whole = refused(client, "you", {**COMPLAINT["you"], **agent()})
    assert "授权委托书" in said_wrong(whole), "nothing was uploaded yet"
    assert "孙若兰" in whole.content.decode(), "what was typed is kept"


def test_an_agent_named_in_the_wizard_may_act(client: Client, town: Town) -> None:
    fill_in(client, town, evidence={"files": photo("委托书.jpg")}, you={**COMPLAINT["you"], **agent()})
    check = words(client.get("/file/check/"))
    assert "受托人姓名 孙若兰" in check
    assert "代为和解" in check
    assert "监护人" not in check, "nobody beside is no line"
    assert post(client, "check", {"attest": "yes"}).status_code == 302
    row = Representation.objects.get()
    assert (row.kind, row.name, row.powers) == ("agent", "孙若兰", ["settle"])
    assert row.document
