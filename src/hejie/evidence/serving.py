"""Sending a file to a browser, whole or one range of it: Safari plays sound and film only by ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from hejie.evidence.queries import OpenedFile

CHUNK_BYTES = 1 << 16
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def respond(opened: OpenedFile, range_header: str = "") -> HttpResponseBase:
    """The answer with its protective headers. A `Range` header that is not one plain range is ignored."""
    start, end = span(range_header, opened.size) or (0, opened.size)
    if start >= opened.size:
        opened.stream.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{opened.size}"}
        )
    headers = {**opened.headers, "Accept-Ranges": "bytes", "Content-Length": str(end - start)}
    status = HTTPStatus.OK
    if end - start < opened.size:
        status = HTTPStatus.PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{opened.size}"
    return StreamingHttpResponse(_chunks(opened, start, end), status=status, headers=headers)


def span(range_header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last of `bytes=a-b`, `bytes=a-` or `bytes=-n`; None for anything else."""
    match = ONE_RANGE.fullmatch(range_header.strip())
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    end = min(size, int(last) + 1) if last else size
    return (int(first), end) if int(first) < end or int(first) >= size else None


def _chunks(opened: OpenedFile, start: int, end: int) -> Iterator[bytes]:
    with opened.stream as stream:
        stream.seek(start)
        while start < end and (chunk := stream.read(min(CHUNK_BYTES, end - start))):
            start += len(chunk)
            yield chunk
