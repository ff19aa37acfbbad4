"""The outbox: queued with what caused it, delivered at least once and seen once, retried, given up, erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from hejie.messaging import actions, queries
from hejie.messaging.models import Message
from hejie.people.actions import register_person
from hejie.people.models import Person
from tests.apps.messaging.receivers import SECRET, gateway

pytestmark = pytest.mark.django_db

PHONE = "13800000916"
OFFER = {
    "ref": "2611-1204-7182",
    "terms": "退款 1,299 元",
    "due": "11月26日",
    "link": "https://h.example/i/7",
    "silence": "方案失效",
}


@pytest.fixture
def far_side(settings: Settings) -> Iterator[Any]:
    with gateway() as server:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = server.url, SECRET
        settings.MESSAGE_CHANNELS = {"inapp": "inapp", "sms": "webhook", "email": "file"}
        yield server


@pytest.fixture
def reader(now: datetime) -> Person:
    return register_person(now=now, name="林晓", phone=PHONE, phone_verified=True)


def tell(to: Any, now: datetime, **options: Any) -> list[Message]:
    return actions.send_message(to=to, template="offer_made", values=OFFER, now=now, **options)


def test_a_person_is_told_in_the_house_and_by_phone(reader: Person, now: datetime, far_side: Any) -> None:
    case = uuid4()
    tell(reader.pk, now, case_id=case)
    assert actions.deliver_due(now) == 2
    [text] = [arrived.text for arrived in far_side.taken.values()]
    assert text.startswith("【和解】2611-1204-7182")
    [notice] = queries.inbox(reader.pk, "zh-hans")
    assert (notice.title, notice.case_id, notice.is_new) == ("对方提出了方案", case, True)
    assert queries.unread(reader.pk) == 1
    assert actions.mark_read(person_id=reader.pk, now=now, case_id=uuid4()) == 0
    assert actions.mark_read(person_id=reader.pk, now=now, case_id=case) == 1
    assert queries.unread(reader.pk) == 0


def test_an_english_reader_is_told_in_english(now: datetime, far_side: Any) -> None:
    reader = register_person(now=now, name="Ann", phone=PHONE, phone_verified=True, language="en")
    tell(reader.pk, now)
    actions.deliver_due(now)
    [arrived] = far_side.taken.values()
    assert arrived.text.startswith("[Hejie] 2611-1204-7182: the other side offers")


def test_somebody_without_an_account_is_told_by_phone_alone(now: datetime, far_side: Any) -> None:
    [message] = tell("+86 138-0000-0916", now)
    assert (message.medium, message.person_id) == ("sms", None)
    actions.deliver_due(now)
    assert [arrived.address for arrived in far_side.taken.values()] == [PHONE]


def test_without_a_phone_the_mail_address_is_used(now: datetime) -> None:
    reader = register_person(now=now, name="林晓", username="lin", email="lin@example.com")
    assert [message.medium for message in tell(reader.pk, now)] == ["inapp", "email"]


def test_nothing_is_sent_when_what_caused_it_did_not_happen(reader: Person, now: datetime, far_side: Any) -> None:
    with transaction.atomic():
        tell(reader.pk, now)
        transaction.set_rollback(True)
    assert actions.deliver_due(now) == 0
    assert not far_side.taken


def test_a_repeat_under_the_same_key_is_not_queued(reader: Person, now: datetime, far_side: Any) -> None:
    assert len(tell(reader.pk, now, dedupe="offer:1")) == 2
    assert tell(reader.pk, now, dedupe="offer:1") == []
    assert len(tell(reader.pk, now, dedupe="offer:2")) == 2


def test_what_makes_a_repeat_may_be_long_and_name_a_phone_without_being_kept(now: datetime) -> None:
    key = f"{uuid4()}:{uuid4()}:odr_settlement:2026-11-26:deadline_near:complainant:{PHONE}"
    assert len(tell(PHONE, now, dedupe=key)) == 1
    assert tell(PHONE, now, dedupe=key) == []
    assert PHONE not in str(Message.objects.values_list("dedupe", flat=True)[0])


def test_phone_and_text_lie_sealed(reader: Person, now: datetime) -> None:
    tell(reader.pk, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(m::text, ' ') FROM messaging_message m")
        everything = cursor.fetchone()[0]
    for word in (PHONE, OFFER["terms"], "退款", OFFER["due"]):
        assert word not in everything


def test_a_gateway_that_is_down_is_tried_again_later_and_then_given_up(now: datetime, far_side: Any) -> None:
    far_side.status = 503
    [message] = tell(PHONE, now)
    tried_at = []
    for _ in range(actions.MAX_ATTEMPTS):
        message.refresh_from_db()
        assert message.next_try_at is not None
        tried_at.append(message.next_try_at)
        assert actions.deliver_due(message.next_try_at - timedelta(seconds=1)) == 0
        assert actions.deliver_due(message.next_try_at) == 0
    message.refresh_from_db()
    assert (message.attempts, message.error, message.next_try_at) == (6, "gateway_503", None)
    assert message.failed_at == tried_at[-1]
    assert [later - earlier for earlier, later in pairwise(tried_at)] == list(actions.BACK_OFF)
    assert set(far_side.seen) == {str(message.pk)}
    assert len(far_side.seen) == 6


def test_a_wrong_number_is_given_up_at_once(now: datetime, far_side: Any) -> None:
    far_side.status = 400
    [message] = tell(PHONE, now)
    actions.deliver_due(now)
    message.refresh_from_db()
    assert (message.attempts, message.failed_at) == (1, now)


def test_codes_overtake_other_messages(now: datetime, far_side: Any) -> None:
    tell(PHONE, now - timedelta(minutes=1))
    code = {"code": "204816", "minutes": 5, "task": "登录"}
    actions.send_message(to=PHONE, template="code", values=code, now=now, urgent=True)
    actions.deliver_due(now, limit=1)
    [arrived] = far_side.taken.values()
    assert "204816" in arrived.text


@pytest.mark.parametrize("is_demo", [False, True])
def test_a_code_is_not_kept_once_it_is_sent(now: datetime, far_side: Any, settings: Settings, is_demo: bool) -> None:
    settings.DEMO = is_demo
    code = {"code": "204816", "minutes": 5, "task": "登录"}
    [message] = actions.send_message(to=PHONE, template="code", values=code, now=now)
    actions.deliver_due(now)
    message.refresh_from_db()
    assert (message.text is not None) is is_demo


def test_the_demo_shows_everybodys_phone_and_nothing_else_does(now: datetime, settings: Settings) -> None:
    tell(PHONE, now)
    settings.DEMO = False
    assert queries.demo_phone() == []
    settings.DEMO = True
    [shown] = queries.demo_phone()
    assert (shown.to, shown.is_sent) == (PHONE, False)
    assert shown.text.startswith("【和解】")


def test_erasing_a_case_empties_its_messages(reader: Person, now: datetime, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    case = uuid4()
    [notice, text] = tell(reader.pk, now, case_id=case)
    actions.deliver_due(now)
    assert actions.erase_messages(case_id=case) == 2
    text.refresh_from_db()
    notice.refresh_from_db()
    assert (text.text, text.address, text.sent_at) == (None, None, now)
    assert queries.inbox(reader.pk, "zh-hans") == []
