"""An answer that says what is wrong to a program (RFC 9457)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse


def problem_json(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """`code` is stable; `title` and whatever else there is can be read as it stands, in UTF-8.

    Half a surrogate pair, as a client may have sent it for a name, stays the escape that JSON has for it.
    """
    body = {"type": f"/problems/{code.partition(':')[0]}", "title": title, "status": status, "code": code, **more}
    written = json.dumps(body, ensure_ascii=False).encode(errors="backslashreplace")
    return HttpResponse(written, status=status, content_type="application/problem+json")
