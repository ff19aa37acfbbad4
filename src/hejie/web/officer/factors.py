"""What the records show of the factors of Order 121 Art 17, beside the form of a refusal: counts, never a score."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.cases.access import NotFound, case_for, roles_of
from hejie.cases.factors import Factors, factors_of
from hejie.rules.model import Role, Text
from hejie.web.moves import actor_of

DECIDERS = frozenset({Role.OFFICER, Role.HEAD})
Line = tuple[Text, Text]


@require_safe
def factors(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who decide the case; fetched when the form of the refusal is opened, or read as a page."""
    actor = actor_of(request)
    try:
        case = case_for(actor, ref)
    except NotFound as error:
        raise Http404 from error
    if case.kind != "complaint" or not roles_of(actor, case) & DECIDERS:
        raise Http404
    lines = lines_of(factors_of(case, timezone.now()))
    context = {"lines": lines, "ref": show_case_number(case.ref), "title": case.title}
    inside = request.htmx  # type: ignore[attr-defined]
    return render(request, "officer/_factors.html" if inside else "officer/factors.html", context)


def lines_of(found: Factors) -> Sequence[Line]:
    """Every figure on a line of its own, in the order of the article."""
    return (
        (Text("这个人一年内的投诉", "Complaints by this person in a year"), _cases(found.complaints)),
        (Text("其中投诉这家商家的", "of these about this trader"), _cases(found.against_trader)),
        (Text("其中同类商品或者服务的", "of these about this kind of goods or service"), _cases(found.same_category)),
        (Text("其中同类商品、同类问题的", "of these the same kind and problem"), _cases(found.same_problem)),
        (Text("填了订单号", "Order number given"), YES if found.has_order_number else NO),
        (Text("投诉人提交的材料", "Files from the complainant"), _files(found.files)),
        (Text("别人用同一手机号的投诉", "Complaints by others with this phone"), _cases(found.others_on_phone)),
        (Text("别人用同一地址的投诉", "Complaints by others with this address"), _cases(found.others_at_address)),
    )


YES, NO = Text("有", "yes"), Text("没有", "no")


def _cases(count: int) -> Text:
    return Text(f"{count} 件", str(count))


def _files(count: int) -> Text:
    return Text(f"{count} 份", str(count))
