"""Files on their way to a browser: harmless headers, and ranges as players ask for them."""

from __future__ import annotations

import io

import pytest
from django.http import StreamingHttpResponse

from hejie.evidence.queries import OpenedFile
from hejie.evidence.serving import respond

CONTENT = bytes(range(100))


def opened(media_type: str = "video/mp4", *, is_inline: bool = True) -> OpenedFile:
    return OpenedFile(io.BytesIO(CONTENT), "𠮷 通话.mp4", media_type, len(CONTENT), "ab" * 32, is_inline)


def body(response: object) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)  # type: ignore[arg-type]


def test_the_whole_file_goes_out_under_its_own_name_and_type_and_nothing_runs() -> None:
    response = respond(opened("application/pdf", is_inline=False))
    assert body(response) == CONTENT
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%F0%A0%AE%B7")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=90-", 90, 100),
        ("bytes=90-500", 90, 100),
        ("bytes=-10", 90, 100),
        ("bytes=5-5", 5, 6),
    ],
)
def test_one_range_is_sent_alone(asked: str, start: int, end: int) -> None:
    response = respond(opened(), asked)
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/100"
    assert response.headers["Content-Length"] == str(end - start)
    assert body(response) == CONTENT[start:end]


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "bytes=9-5", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b"])
def test_what_is_not_one_range_gets_the_whole_file(asked: str) -> None:
    response = respond(opened(), asked)
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_a_range_behind_the_end_is_refused() -> None:
    response = respond(opened(), "bytes=100-")
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"
