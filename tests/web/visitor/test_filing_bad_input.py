"""What people type wrongly: said in plain Chinese beside the field, and nothing of it lost."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from hejie.cases.models import Case, Party
from hejie.evidence.models import File
from hejie.intake.models import Draft
from hejie.rules.model import Role
from hejie.web.visitor.filing.visit import hold_draft
from tests.town import PHONE, WRONG_CODE, WRONG_ID, Town
from tests.web.conftest import words
from tests.web.visitor.conftest import Visit
from tests.web.visitor.pictures import photo, upload
from tests.web.visitor.walk import COMPLAINT, answer, post, refused, sent_code

TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()
YOU = COMPLAINT["you"]


def test_filing_without_confirming_the_truth_is_refused(filled: Visit) -> None:
    client, _ = filled
    response = refused(client, "check", {})
    assert "请先确认内容属实" in words(response)
    assert Case.objects.count() == 0


WRONG: list[tuple[str, Mapping[str, str], str, str]] = [
    ("you", {**YOU, "id_number": WRONG_ID}, "身份证号有一位输错了", WRONG_ID),
    ("you", {**YOU, "name": "林晓123"}, "不带数字和符号", "林晓123"),
    ("when", {"happened_on": TOMORROW}, "这个日期还没到", TOMORROW),
    ("when", {"happened_on": "2026-02-30"}, "日历上没有这一天", "2026-02-30"),
    ("amount", {"amount": "-5"}, "金额不能是负数", "-5"),
    ("amount", {"amount": "99999999999"}, "金额不能超过 1 亿元", "99999999999"),
    ("amount", {"amount": "1" * 20}, "金额不能超过 1 亿元", "1" * 20),
    ("amount", {"amount": "一千块"}, "请填写金额，只写数字", "一千块"),
    ("story", {"story": "漏水" * 25_000}, "最多 5000 个字，您写了 50000 个", "漏水" * 25_000),
    ("story", {"story": "漏"}, "“经过是怎样的”至少写 10 个字", "漏"),
    ("wanted", {"wanted-0-kind": "refund", "wanted-0-amount": "-1"}, "金额不能是负数", "-1"),
    ("route", {"how": "nowhere"}, "请选一条路", ""),
    (
        "what",
        {"category": "appliances", "problem": "quality", "goods": "x" * 61},
        "“买的什么”最多 60 个字，您写了 61 个。请删短一些。",
        "x" * 61,
    ),
]


@pytest.mark.parametrize("row", WRONG, ids=[f"{row[0]}-{row[2][:8]}" for row in WRONG])
def test_a_wrong_answer_is_said_plainly_and_kept(begun: Visit, row: tuple[str, Mapping[str, str], str, str]) -> None:
    (client, _), (step, data, said, kept) = begun, row
    response = refused(client, step, data)
    assert said in words(response)
    again = client.get(f"/file/{step}/")
    assert said in words(again)
    assert escape(kept) in again.content.decode()
    assert said in words(client.get("/file/check/"))


def test_a_wrong_credit_code_is_told_before_the_search(begun: Visit) -> None:
    client, _ = begun
    post(client, "trader", {"q": WRONG_CODE, "act": "search"})
    page = client.get("/file/trader/")
    assert "统一社会信用代码有一位不对" in words(page)
    assert WRONG_CODE in page.content.decode()


def test_rare_characters_emoji_and_hidden_marks_in_names(begun: Visit) -> None:
    client, _ = begun
    rare = {"name": "𠮷田\u202e\u200b", "goods": "除湿机😀"}
    answer(client, {**COMPLAINT, "what": {**COMPLAINT["what"], "goods": rare["goods"]}})
    answer(client, {"you": {**YOU, "name": rare["name"]}})
    post(client, "phone", {"phone": PHONE, "act": "send"})
    post(client, "phone", {"phone": PHONE, "code": sent_code()})
    post(client, "check", {"attest": "yes"})
    assert Party.objects.get(side=Role.COMPLAINANT).name == "𠮷田"
    assert Case.objects.get().title == "除湿机😀：质量问题"


FILES: list[tuple[SimpleUploadedFile, str]] = [
    (upload("空.jpg", b""), "这个文件是空的"),
    (upload("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "这种文件不能上传"),
    (upload("页.jpg", b"<!doctype html><script>alert(1)</script>"), "文件名是 .jpg，内容却是网页或矢量图"),
    (upload("照片.pdf", photo("x").read()), "文件名是 .pdf，内容却是"),
    (upload("包.zip", b"PK\x03\x04" + bytes(100)), "压缩包请先解压"),
]


@pytest.mark.parametrize(("bad", "said"), FILES, ids=[row[0].name or "" for row in FILES])
def test_a_file_that_cannot_be_taken_is_named_and_the_others_are_kept(
    begun: Visit, bad: SimpleUploadedFile, said: str
) -> None:
    client, _ = begun
    bad.seek(0)
    response = refused(client, "evidence", {"files": [photo("好的.jpg"), bad]})
    text = words(response)
    assert said in text
    assert f"“{bad.name}”没有收下" in text
    assert [file.name for file in File.objects.all()] == ["好的.jpg"]


def test_a_file_of_100_mb_is_refused_by_name(begun: Visit) -> None:
    client, _ = begun
    head = b'--B\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncomplaint\r\n--B\r\nContent-Disposition: '
    head += 'form-data; name="files"; filename="录像.mp4"\r\nContent-Type: video/mp4\r\n\r\n'.encode()
    tail, size = b"\r\n--B--\r\n", 100 * 1024 * 1024
    stream = Streamed(head, size, tail)
    sent = {
        "wsgi.input": stream,
        "CONTENT_LENGTH": str(len(head) + size + len(tail)),
        "CONTENT_TYPE": "multipart/form-data; boundary=B",
    }
    response = client.generic("POST", "/file/evidence/", **sent)  # type: ignore[arg-type]
    assert response.status_code == 303
    assert "单个文件不能超过 20 MB" in words(client.get(response["Location"]))
    assert File.objects.count() == 0


class Streamed(io.RawIOBase):
    """A body that is made while it is read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts: list[Any] = [head, size, tail]

    def read(self, size: int = -1) -> bytes:
        while self.parts:
            part = self.parts[0]
            if isinstance(part, int):
                take = min(size, part, 1 << 20)
                self.parts[0] = part - take
                if not self.parts[0]:
                    self.parts.pop(0)
                return bytes(take)
            self.parts[0] = part[size:]
            if not self.parts[0]:
                self.parts.pop(0)
            return bytes(part[:size])
        return b""


def test_more_than_a_case_may_hold_is_refused_before_it_is_read(begun: Visit) -> None:
    client, _ = begun
    announced = str(settings.EVIDENCE_CASE_BYTES * 2)
    response = client.generic("POST", "/file/evidence/", b"", "multipart/form-data", CONTENT_LENGTH=announced)
    assert response["Location"] == "/file/evidence/"
    assert "合计不能超过 200 MB" in words(client.get("/file/evidence/"))


def test_a_page_posted_with_an_expired_cookie_is_kept(begun: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = begun
    answer(client, {"what": COMPLAINT["what"]})
    expire(client, monkeypatch)
    response = post(client, "story", COMPLAINT["story"])
    assert response.status_code == 302
    text = words(client.get(response["Location"]))
    assert "之前的草稿已经过期" in text
    newest = Draft.objects.latest("begun_at", "id")
    assert newest.answers["story"] == COMPLAINT["story"]["story"]


def test_a_page_opened_with_an_expired_cookie_says_so(begun: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = begun
    expire(client, monkeypatch)
    response = client.get("/file/story/", follow=True)
    assert "没有找到没写完的草稿" in words(response)


def test_a_forged_cookie_opens_no_draft(begun: Visit) -> None:
    client, _ = begun
    client.cookies["hejie_draft"] = f"{Draft.objects.get().pk}:aaaa:bbbb"
    assert client.get("/file/what/")["Location"] == "/file/"


def expire(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty-one days later: the cookie as it was signed then."""
    then, response = time.time() - timedelta(days=31).total_seconds(), HttpResponse()
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: then)
        hold_draft(response, Draft.objects.get().pk)
    client.cookies["hejie_draft"] = response.cookies["hejie_draft"].value


def test_what_is_missing_is_listed_with_the_way_there(begun: Visit) -> None:
    client, _ = begun
    response = refused(client, "check", {"attest": "yes"})
    assert "请填写：您的姓名" in words(response)
    assert 'href="/file/you/?then=check"' in response.content.decode()
    assert Case.objects.count() == 0


def test_a_wrong_code_is_told_and_the_phone_kept(begun: Visit) -> None:
    client, _ = begun
    post(client, "phone", {"phone": PHONE, "act": "send"})
    wrong = "000000" if sent_code() != "000000" else "111111"
    response = refused(client, "phone", {"phone": PHONE, "code": wrong})
    assert "验证码不对" in words(response)
    assert f'value="{PHONE}"' in response.content.decode()


def test_a_phone_is_not_taken_for_another(begun: Visit) -> None:
    client, _ = begun
    answer(client, COMPLAINT)
    post(client, "phone", {"phone": PHONE, "act": "send"})
    post(client, "phone", {"phone": PHONE, "code": sent_code()})
    response = refused(client, "phone", {"phone": "13900000917"})
    assert "请先获取验证码" in words(response)


def test_what_is_missing_for_the_phone_is_said_step_by_step(client: Client, town: Town) -> None:
    answer(client, {"what": {"category": "food"}}, "enquiry")
    assert "您的问题" in words(client.get("/file/story/?kind=enquiry"))
    answer(client, {"story": {"story": "健身房关门了，剩下的课时费能退吗？"}, "you": {"name": "林晓"}}, "enquiry")
    assert "请先填手机号，再获取验证码" in words(refused(client, "phone", {"phone": ""}, "enquiry"))
    assert "请先获取验证码" in words(refused(client, "phone", {"phone": PHONE}, "enquiry"))
    post(client, "phone", {"phone": PHONE, "act": "send"}, "enquiry")
    assert "请填写短信里的 6 位验证码" in words(refused(client, "phone", {"phone": PHONE}, "enquiry"))


def test_a_passport_is_taken_and_a_wrong_number_of_it_kept(begun: Visit) -> None:
    client, _ = begun
    assert "不选就是居民身份证" in words(client.get("/file/you/"))
    foreign = {**YOU, "name": "Anna Lind", "id_kind": "passport", "id_number": "C01/00T47"}
    again = refused(client, "you", foreign)
    assert "护照号是 5 到 15 位字母和数字" in words(again)
    assert 'value="C01/00T47"' in again.content.decode()
    assert '<option value="passport" selected' in again.content.decode()
    answer(client, {"you": {**foreign, "id_number": "C01X00T47"}})
    assert "证件种类 护照" in words(client.get("/file/check/"))


def test_whoever_chooses_no_kind_shows_a_resident_card(begun: Visit) -> None:
    client, _ = begun
    assert '<option value="resident_card" selected' in client.get("/file/you/").content.decode()
    answer(client, {"you": YOU})
    assert "证件种类 居民身份证" in words(client.get("/file/check/"))
