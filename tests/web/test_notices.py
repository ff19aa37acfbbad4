"""The list of notices: own ones only, newest first, marked read by the reader alone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from hejie.messaging.actions import send_message
from hejie.messaging.models import Message
from hejie.people.actions import register_person
from hejie.rules.model import Text
from tests.web.at_desk import keep_signed_in

pytestmark = pytest.mark.django_db
VALUES = {"ref": "2611-1204-7182", "link": "http://localhost/cases/2611-1204-7182/"}


def test_a_reader_sees_own_notices_and_marks_them_read(client: Client, now: datetime) -> None:
    reader = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    other = register_person(now=now, name="周海平", phone="13800000123", phone_verified=True)
    send_message(to=reader.pk, template="message_posted", values=VALUES, now=now)
    send_message(to=other.pk, template="message_posted", values={**VALUES, "ref": "2611-0000-0000"}, now=now)
    keep_signed_in(client, reader)

    page = client.get("/notices/").content.decode()
    assert "2611-1204-7182" in page
    assert "2611-0000-0000" not in page
    assert f'href="{VALUES["link"]}">打开看看</a>' in page
    read = re.sub("<[^>]*>", "", page)
    assert VALUES["link"] not in read, "an address is something to open, not to read"
    assert read.count("打开看看") == 1
    assert "消息（1 条新的）" in page.replace("\u00a0", " ")

    assert client.post("/notices/").status_code == 302
    again = client.get("/notices/").content.decode()
    assert "1 条新的" not in again.replace("\u00a0", " ")
    assert "2611-1204-7182" in again


def test_many_notices_are_counted_to_a_hundred(client: Client, now: datetime) -> None:
    reader = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    send_message(to=reader.pk, template="message_posted", values=VALUES, now=now)
    sent = Message.objects.get(person=reader, medium="inapp")
    keep_signed_in(client, reader)
    for known, said in ((99, "（99 条新的）"), (100, "（99+ 条新的）"), (101, "（99+ 条新的）")):
        missing = known - Message.objects.filter(person=reader, medium="inapp").count()
        copies = [
            Message(person=reader, medium="inapp", template=sent.template, queued_at=now, sent_at=now)
            for _ in range(missing)
        ]
        Message.objects.bulk_create(copies)
        assert said in client.get("/my/").content.decode().replace("\u00a0", " ")


def test_newest_first(client: Client, now: datetime) -> None:
    reader = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    for hours, ref in ((0, "2611-0001-0001"), (2, "2611-0002-0002")):
        values = {**VALUES, "ref": ref}
        send_message(to=reader.pk, template="message_posted", values=values, now=now + timedelta(hours=hours))
    keep_signed_in(client, reader)
    page = client.get("/notices/").content.decode()
    assert page.index("2611-0002-0002") < page.index("2611-0001-0001")


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/notices/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_notice_is_read_in_the_language_of_the_page_and_an_old_one_as_it_was_written(
    client: Client, now: datetime
) -> None:
    reader = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    offer = {**VALUES, "terms": "退款 1,299 元", "due": now.date(), "silence": Text("方案失效", "the offer lapses")}
    send_message(to=reader.pk, template="offer_made", values=offer, now=now)
    sms = Message.objects.get(person=reader, medium="sms")
    old = Message(person=reader, medium="inapp", template=sms.template, queued_at=now, sent_at=now, text="从前写的话")
    old.save()
    keep_signed_in(client, reader)
    chinese = client.get("/notices/").content.decode()
    client.cookies["hejie_language"] = "en"
    english = client.get("/notices/").content.decode()
    assert "方案失效" in chinese
    assert "the offer lapses" in english
    assert "方案失效" not in english
    assert "从前写的话" in chinese
    assert "从前写的话" in english
    assert "\x1e" not in chinese + english + (sms.text or ""), "a text message speaks one language"
