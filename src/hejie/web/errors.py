"""When something does not work: what happened, what is safe, what to do, and the phone exit. No query, no stack."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hejie.base.problems import problem_json
from hejie.people.access import ANONYMOUS
from hejie.web.preferences import mode_of, theme_of

MOST_PAGES = 128  # kept, of all kinds, languages and ways to read
ASKED = "{asked}"  # stands in a kept page for the address that was asked for


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title, text = _("这次请求不完整"), _("可能是链接断了一截，或者文件太大。请返回上一页再试一次。")
    return _page(request, 400, title, text)


def broken_request() -> HttpResponse:
    """The same to a program that calls the API, in the API's own shape (RFC 9457)."""
    return problem_json(400, "request", _("这次请求不完整"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title, text = _("这一页您现在不能看"), _("可能需要先登录，或者换一个账号。")
    return _page(request, 403, title, text, button=_("去登录"), href="/accounts/login/")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words whether the thing does not exist or may not be seen."""
    if getattr(request, "actor", ANONYMOUS).person_id:
        text = _("地址可能输错了，或者这一页不是给这个账号看的。")
        return _page(request, 404, _("没有找到这一页"), text, button=_("打开我的首页"), href="/go/")
    text = _("地址可能输错了，或者这一页需要登录后才能看。")
    login, progress = (_("登录后再看"), "/accounts/login/" + ASKED), (_("查进度"), "/progress/")
    return _page(request, 404, _("没有找到这一页"), text, button=login[0], href=login[1], other=progress)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """An address that only takes what a button sends was opened by hand."""
    title, text = _("这个地址不能直接打开"), _("它只接收页面上的按钮送来的内容。请返回上一页，在那里再点一次。")
    return _page(request, 405, title, text, button=_("打开我的首页"), href="/go/")


def server_error(request: HttpRequest) -> HttpResponse:
    title, text = _("系统出了点问题"), _("不是您操作错了。已经保存的内容还在，请过几分钟再试。")
    return _page(request, 500, title, text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Settings name this as CSRF_FAILURE_VIEW: an old page was sent, or cookies are off."""
    title = _("这一页放得太久了")
    text = _("为了安全，请返回上一页，刷新后再提交一次。如果还不行，请在浏览器里允许 Cookie。")
    return _page(request, 403, title, text, button=_("回到那一页"), href=_where_from(request))


def _where_from(request: HttpRequest) -> str:
    """The page of this house that sent the request, as the browser says; else the address itself."""
    sent_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure())
    return sent_from if is_ours else request.path


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """Kept on the phone beside the visits, for pages that are not: nothing is wrong while it can be fetched."""
    title, text = _("没有网络，这一页没有存在手机里"), _("存下的清单、案件和您写的内容都还在，连上网以后自动送出。")
    return _page(request, 200, title, text, button=_("回到走访清单"), href="/field/")


def _page(
    request: HttpRequest,
    code: int,
    title: str,
    text: str,
    *,
    button: str = "",
    href: str = "",
    other: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """`button` and `href` are the way on, `other` the second: the first page of the house, unless it says another."""
    ways = button or _("再试一次"), href or request.path, other[0] or _("回首页"), other[1] or "/"
    page = _written(_Words(code, title, text, *ways), get_language() or "", theme_of(request), mode_of(request))
    return HttpResponse(page.replace(ASKED, _asked(request.path)), status=code)


def _asked(path: str) -> str:
    """Where the sign-in leads back to: the page asked for, never another house (`//elsewhere` is one)."""
    return f"?next={quote(path)}" if url_has_allowed_host_and_scheme(path, None) else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """What such a page says. Nothing of its reader: it is put together once for all who want pages alike."""

    code: int
    title: str
    text: str
    button: str
    href: str
    other_button: str
    other_href: str


@lru_cache(maxsize=MOST_PAGES)
def _written(words: _Words, language: str, theme: str, mode: str) -> str:
    ui = {"lang": "en" if language.startswith("en") else "zh-CN", "theme": theme, "mode": mode}
    return render_to_string("errors/problem.html", {"ui": ui, **asdict(words)})
