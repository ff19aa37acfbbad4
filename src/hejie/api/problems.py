"""Errors as problem+json (RFC 9457): a stable code, words in the reader's language, and the fields to mend."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.rules.model import Refusal, Text

STATUS = {"inputs": 422, "not_yours": 403, "unknown_move": 404}
CONFLICT = 409
NOT_FOUND = Text("没有找到，或者您不能查看", "Not found, or not yours to see")
NOT_SIGNED_IN = Text("请带上有效的访问令牌", "Send a valid bearer token")
UNREADABLE = Text("请求的内容读不懂，请对照接口说明", "The request cannot be read: compare it with the API description")


def said(text: Text) -> str:
    """A text in the language of the request; Chinese unless English is asked for."""
    return text.en if (get_language() or "").startswith("en") else text.zh


def problem(status: int, code: str, text: Text, **more: Any) -> HttpResponse:
    body = {"type": f"/problems/{code.partition(':')[0]}", "title": said(text), "status": status, "code": code, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal of the rules, with its article and one entry per field."""
    fields = [{"field": one.field, "detail": said(one.text)} for one in refusal.problems]
    more: dict[str, Any] = {"article": str(refusal.article)} if refusal.article else {}
    return problem(STATUS.get(refusal.code, CONFLICT), refusal.code, refusal.text, problems=fields, **more)


def install(api: NinjaAPI) -> None:
    """Give every error of the API this shape."""

    @api.exception_handler(Refused)
    def on_refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return refused(error.refusal)

    @api.exception_handler(NotFound)
    def on_not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
        return problem(404, "not_found", NOT_FOUND)

    @api.exception_handler(AuthenticationError)
    def on_unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(401, "not_signed_in", NOT_SIGNED_IN)

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = [
            {"field": ".".join(str(part) for part in one["loc"][1:]), "detail": one["msg"]} for one in error.errors
        ]
        return problem(422, "inputs", UNREADABLE, problems=fields)

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "request", UNREADABLE)
