"""Is this paper genuine: what a stranger with a file or a code is told."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import words

pytestmark = pytest.mark.django_db


def upload(client: Client, content: bytes, name: str = "paper.pdf") -> str:
    answer = client.post("/verify/", {"file": SimpleUploadedFile(name, content, "application/pdf")})
    assert answer.status_code == 200
    return words(answer)


def test_a_file_that_is_not_ours_is_said_to_be_unknown(client: Client) -> None:
    assert "这里没有登记" in upload(client, b"%PDF-1.7\n")


def test_a_picture_of_a_paper_is_said_to_be_no_pdf_and_what_would_do(client: Client) -> None:
    text = upload(client, b"\x89PNG\r\n\x1a\n", "协议.png")
    assert "这不是协议、文书的 PDF 文件" in text
    assert "请上传下载时的 PDF 原文件，或者填文书上的核验码" in text
    assert "没有登记" not in text


def test_a_file_name_is_shown_as_text(client: Client) -> None:
    answer = client.post("/verify/", {"file": SimpleUploadedFile("<b>x</b>.pdf", b"hello")})
    assert b"<b>x" not in answer.content


def test_a_code_typed_leads_to_its_own_page(client: Client) -> None:
    answer = client.post("/verify/", {"code": "AB12-CD34-EF56"})
    assert answer.headers["Location"] == "/verify/AB12-CD34-EF56/"


def test_an_unknown_code_is_not_found_and_told_how_to_go_on(client: Client) -> None:
    answer = client.get("/verify/AB12-CD34-EF56/")
    assert answer.status_code == 404
    assert "没有这个核验码" in words(answer)
    assert 'href="/verify/?code=AB12-CD34-EF56"' in answer.content.decode(), "the code need not be typed anew"


def test_nothing_given_is_asked_for_again(client: Client) -> None:
    answer = client.post("/verify/", {"code": ""})
    assert answer.status_code == 422
    assert "请选一个 PDF 文件" in words(answer)


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    for _ in range(30):
        client.get("/verify/AB12-CD34-EF56/")
    assert client.get("/verify/AB12-CD34-EF56/").status_code == 429
