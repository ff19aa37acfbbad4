"""Something was wrong with a page: it comes back by an address, says what, as long as it is so, and loses nothing."""

from __future__ import annotations

from typing import Any

from django.db import connection

from tests.town import WRONG_ID
from tests.web.visitor.conftest import Visit
from tests.web.visitor.pictures import upload
from tests.web.visitor.walk import COMPLAINT, post, refused, said_wrong

YOU = COMPLAINT["you"]


def test_a_page_is_never_the_answer_to_a_post(filled: Visit) -> None:
    """Or the browser, on the way back to it, asks whether to send everything again."""
    client, _ = filled
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("you", {**YOU, "id_number": WRONG_ID}),
        ("what", {}),
        ("phone", {"phone": "1", "act": "send"}),
        ("trader", {"q": "晴", "act": "search"}),
        ("evidence", {"files": [upload("空.jpg", b"")]}),
        ("check", {}),
    ]
    for step, data in wrong:
        led = post(client, step, data)
        assert (led.status_code, led.content, led["Location"]) == (303, b"", f"/file/{step}/")
        page = client.get(led["Location"])
        assert page.status_code == 200
        assert said_wrong(page), step  # type: ignore[arg-type]
        assert "data-focus" in page.content.decode(), "the summary takes the focus"


def test_what_is_changed_from_the_check_page_leads_back_there_also_after_an_error(filled: Visit) -> None:
    client, _ = filled
    led = post(client, "amount", {"amount": "-5", "then": "check"}, query="?then=check")
    assert led["Location"] == "/file/amount/?then=check"
    page = client.get(led["Location"])
    assert 'name="then" value="check"' in page.content.decode()
    assert 'value="-5"' in page.content.decode()
    assert post(client, "amount", {"amount": "5", "then": "check"})["Location"] == "/file/check/"


def test_a_first_look_at_a_page_finds_no_fault(begun: Visit) -> None:
    client, _ = begun
    for step in ("what", "you", "phone", "check"):
        assert not said_wrong(client.get(f"/file/{step}/")), step  # type: ignore[arg-type]


def test_what_cannot_be_read_from_the_answers_is_said_once(begun: Visit) -> None:
    """A file that was not taken is gone, a code that was wrong is kept nowhere: neither is held against the visitor."""
    client, _ = begun
    post(client, "evidence", {"files": [upload("空.jpg", b"")], "act": "upload"})
    assert "空.jpg" in said_wrong(client.get("/file/evidence/"))  # type: ignore[arg-type]
    assert not said_wrong(client.get("/file/evidence/"))  # type: ignore[arg-type]
    post(client, "evidence", {"files": [upload("空.jpg", b"")], "act": "upload"})
    client.get("/file/what/")
    assert not said_wrong(client.get("/file/evidence/")), "another page was looked at since"  # type: ignore[arg-type]


def test_what_waits_to_be_said_lies_sealed(begun: Visit) -> None:
    client, _ = begun
    post(client, "evidence", {"files": [upload("林晓的空白.jpg", b"")]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM intake_draft d")
        kept = cursor.fetchone()[0]
    assert "林晓".encode().hex() not in kept
    assert "林晓" not in kept
    assert set(client.cookies) == {"hejie_draft", "hejie_taken"}, "nor in a session"
    assert client.cookies["hejie_taken"].value == "file-complaint-evidence", "nor in the browser"
    assert "林晓" in said_wrong(client.get("/file/evidence/"))  # type: ignore[arg-type]


def test_the_tick_is_kept_with_what_is_wrong_and_asked_for_anew_afterwards(begun: Visit) -> None:
    client, _ = begun
    ticked = 'name="attest" value="yes" checked'
    assert ticked in refused(client, "check", {"attest": "yes"}).content.decode()
    assert ticked not in client.get("/file/check/").content.decode()
