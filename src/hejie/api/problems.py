"""Errors as problem+json (RFC 9457): a stable code, words in the reader's language, and the fields to mend."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from hejie.api.pace import TooFast
from hejie.api.unreadable import problems_of
from hejie.base.problems import problem_json
from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.evidence.actions import FileRefused
from hejie.rules.model import Refusal, Text

STATUS = {"inputs": 422, "not_yours": 403, "unknown_move": 404}
CONFLICT = 409
log = logging.getLogger("hejie.api")
NOT_FOUND = Text("没有找到，或者您不能查看", "Not found, or not yours to see")
NOT_SIGNED_IN = Text("请带上有效的访问令牌", "Send a valid bearer token")
NO_ADDRESS = Text("没有这个地址，请对照接口说明", "There is no such address: compare it with the API description")
NO_METHOD = Text("这个地址不接受这种请求", "This address does not take this kind of request")
TOO_LARGE = Text(
    "请求太大了，文件请用证据接口逐个上传", "The request is too large: send files one by one to the evidence address"
)
TOO_FAST = Text(
    "请求太密了，请按 Retry-After 说的秒数等一等再发", "Too many requests: wait as many seconds as Retry-After says"
)
CUT_OFF = Text("请求没有传完，请再发一次", "The request broke off: please send it again")
OUR_FAULT = Text(
    "系统出了点问题，请用同一个 Idempotency-Key 再试", "Our fault: try again with the same Idempotency-Key"
)
UNREADABLE = Text("请求的内容读不懂，请对照接口说明", "The request cannot be read: compare it with the API description")


def said(text: Text) -> str:
    """A text in the language of the request; Chinese unless English is asked for."""
    return text.en if (get_language() or "").startswith("en") else text.zh


def problem(status: int, code: str, text: Text, **more: Any) -> HttpResponse:
    return problem_json(status, code, said(text), **more)


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal of the rules, with its article and one entry per field."""
    fields = [{"field": one.field, "detail": said(one.text)} for one in refusal.problems]
    more: dict[str, Any] = {"article": str(refusal.article)} if refusal.article else {}
    return problem(STATUS.get(refusal.code, CONFLICT), refusal.code, refusal.text, problems=fields, **more)


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Everything under /api/ that is no address of ours."""
    return problem(HTTPStatus.NOT_FOUND, "no_such_address", NO_ADDRESS)


def in_our_shape(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A wrong method as a problem too: the framework answers it before any handler of ours is asked."""

    @wraps(view)
    def shaped(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        response = view(request, *args, **values)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", NO_METHOD)
        answer["Allow"] = response["Allow"]
        return answer

    return shaped


def install(api: NinjaAPI) -> None:
    """Give every error of the API this shape."""

    @api.exception_handler(Refused)
    def on_refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return refused(error.refusal)

    @api.exception_handler(FileRefused)
    def on_file_refused(request: HttpRequest, error: FileRefused) -> HttpResponse:
        return refused(Refusal("inputs", error.problem.text, problems=(error.problem,)))

    @api.exception_handler(NotFound)
    def on_not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
        return problem(404, "not_found", NOT_FOUND)

    @api.exception_handler(AuthenticationError)
    def on_unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(401, "not_signed_in", NOT_SIGNED_IN)

    @api.exception_handler(TooFast)
    def on_too_fast(request: HttpRequest, error: TooFast) -> HttpResponse:
        answer = problem(HTTPStatus.TOO_MANY_REQUESTS, "too_fast", TOO_FAST)
        answer["Retry-After"] = str(error.seconds)
        return answer

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return refused(Refusal("inputs", UNREADABLE, problems=tuple(problems_of(error.errors))))

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "request", UNREADABLE)

    _install_for_broken_requests(api)


def _install_for_broken_requests(api: NinjaAPI) -> None:
    @api.exception_handler(RequestDataTooBig)
    @api.exception_handler(TooManyFieldsSent)
    def on_too_large(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", TOO_LARGE)

    @api.exception_handler(UnreadablePostError)
    def on_cut_off(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(HTTPStatus.BAD_REQUEST, "cut_off", CUT_OFF)

    @api.exception_handler(Exception)
    def on_our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("%s failed", request.method, exc_info=error)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "our_fault", OUR_FAULT)
