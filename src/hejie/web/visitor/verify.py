"""Is this paper genuine: by the file itself, or by the code printed on it."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hejie.base import throttle
from hejie.documents.queries import paper_by_code, verify_file
from hejie.documents.verify import LARGEST_FILE
from hejie.rules.model import Text
from hejie.web.callers import caller_address
from hejie.web.forms import ProblemShown

TRIES, WINDOW = 30, timedelta(minutes=15)
NOTHING = Text(
    "请选一个 PDF 文件，或者填写文书上的核验码。", "Please choose a PDF file, or enter the code printed on the paper."
)
SLOW_DOWN = Text("核验得太频繁了，请过一刻钟再试。", "Too many tries. Please come back in a quarter of an hour.")


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take a file and answer at once; send a code to its own page."""
    if request.method != "POST":
        return render(request, "visitor/verify.html", {"code": request.GET.get("code", "")})
    code, file = request.POST.get("code", "").strip(), request.FILES.get("file")
    if file is None:
        return _by_code(request, code)
    if not _may_try(request):
        return _ask_again(request, SLOW_DOWN, status=429)
    return render(
        request, "visitor/verified.html", {"result": verify_file(_content(cast("BinaryIO", file))), "name": file.name}
    )


@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """The page a QR code leads to: what the register says, and a place to check the file in hand."""
    if not _may_try(request):
        return _ask_again(request, SLOW_DOWN, status=429)
    paper = paper_by_code(code)
    status = 200 if paper else 404
    return render(request, "visitor/verify_code.html", {"paper": paper, "code": code}, status=status)


def _by_code(request: HttpRequest, code: str) -> HttpResponse:
    if not code or "/" in code:
        return _ask_again(request, NOTHING, status=422)
    return HttpResponseRedirect(f"/verify/{quote(code)}/")


def _content(file: BinaryIO) -> bytes:
    """One byte beyond the limit is enough to be told that the file is too large."""
    return bytes(file.read(LARGEST_FILE + 1))


def _may_try(request: HttpRequest) -> bool:
    return throttle.hit("verify", caller_address(request), TRIES, WINDOW, timezone.now()).allowed


def _ask_again(request: HttpRequest, text: Text, status: int) -> HttpResponse:
    return render(request, "visitor/verify.html", {"problems": [ProblemShown(text, "file")]}, status=status)
