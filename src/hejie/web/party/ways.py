"""The ways on from a case: confirmation, enforcement, court, arbitration, report; each with its paper, for a side.

The papers are drafts for the reader alone (docs/decisions/0124): nothing is recorded, nobody is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from hejie.exchange import drafts
from hejie.exchange.courts import court_of_the_trader
from hejie.rules.model import Article, Role, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._confirmation import RULING
from hejie.web.casepage import CasePage, case_page
from hejie.web.courtcard import SIDES

DRAFTS = {"claim": drafts.claim_pdf, "arbitration": drafts.arbitration_pdf}
UNSETTLED = frozenset({"ended", "terminated", "refused", "withdrawn", "unperformed", "negotiation_ended", "redirected"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: what it leads to, what is needed, and the paper or page to begin with."""

    icon: str
    title: Text
    text: Text
    bring: Text
    article: Article
    href: str
    action: Text
    is_now: bool = False


@require_safe
def ways(request: HttpRequest, ref: str) -> HttpResponse:
    page = _of_a_side(request, ref)
    found = sorted(_ways(page), key=lambda way: not way.is_now)
    has_drafts = any(way.href.endswith((".pdf", ".zip")) for way in found)
    return render(request, "party/ways.html", {"page": page, "ways": found, "has_drafts": has_drafts})


@never_cache
@require_GET
def draft(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    """Claim or request for arbitration, for the consumer."""
    page = _of_a_side(request, ref)
    if Role.COMPLAINANT not in page.view.roles or page.view.case.kind != "complaint":
        raise Http404
    if _is_confirmed(page):
        messages.info(request, _("法院已经裁定协议有效，不用再起诉或者仲裁：对方没按约定办，直接申请强制执行。"))
        return HttpResponseRedirect(f"{page.address}/ways/")
    pdf = DRAFTS[kind](page.view.case, Role.COMPLAINANT, timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{kind}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@never_cache
@require_GET
def enforcement(request: HttpRequest, ref: str) -> HttpResponse:
    """The package for the side that waits; back to the ways on while there is nothing to enforce."""
    page = _of_a_side(request, ref)
    [role] = SIDES & page.view.roles
    try:
        pack = drafts.enforcement_zip(page.view.case, role, timezone.now())
    except drafts.NothingToEnforce:
        messages.info(request, _("现在没有可以申请强制执行的：要法院裁定协议有效，并且约定的日子已经过了。"))
        return HttpResponseRedirect(f"{page.address}/ways/")
    headers = {"Content-Disposition": f'attachment; filename="enforcement-{page.ref}.zip"'}
    return HttpResponse(pack, content_type="application/zip", headers=headers)


def _of_a_side(request: HttpRequest, ref: str) -> CasePage:
    page = case_page(request, ref)
    if not SIDES & page.view.roles:
        raise Http404
    return page


def _is_confirmed(page: CasePage) -> bool:
    """What a court found valid is enforced (Civil Procedure Law Art 206), not argued anew."""
    return page.court is not None and page.court.is_confirmed


def _ways(page: CasePage) -> list[Way]:
    found = [_confirmation(page), _enforcement(page)]
    may_sue = Role.COMPLAINANT in page.view.roles and page.view.case.kind == "complaint"
    if may_sue and not _is_confirmed(page):
        found += [_court(page), _arbitration(page)]
    return [*(way for way in found if way), _report(page)]


def _confirmation(page: CasePage) -> Way | None:
    if not page.court or not page.court.may_still_apply:
        return None
    return Way(
        "landmark",
        Text("双方一起申请司法确认", "Apply for judicial confirmation together"),
        Text(
            "协议生效后 30 天内提出，不收费。法院裁定有效后，一方不办，另一方可以直接申请强制执行。",
            "Within 30 days of the agreement taking effect, free of charge. Once confirmed it can be enforced.",
        ),
        Text("平台替您备好申请书、协议书和调解证明", "The platform prepares application, agreement and proof"),
        laws.CONFIRMATION,
        f"{page.home}#court",
        Text("去申请", "Go and apply"),
        is_now=True,
    )


def _enforcement(page: CasePage) -> Way | None:
    if not page.court or not page.court.is_confirmed:
        return None
    return _enforceable(page) if page.court.may_enforce else _not_yet_enforceable(page)


def _enforceable(page: CasePage) -> Way:
    return Way(
        "gavel",
        Text("申请强制执行", "Have it enforced"),
        Text(
            "法院已经裁定协议有效，约定的日子也过了，不用再起诉。两年以内可以申请强制执行（民事诉讼法第二百五十条）。",
            "The court has confirmed the agreement and its day has passed: there is nothing to sue for. "
            "Ask for enforcement within two years (Civil Procedure Law Art 250).",
        ),
        Text("身份证明，打包好的材料", "Proof of identity, and the package"),
        RULING,
        f"{page.address}/ways/enforcement.zip",
        Text("下载材料", "Download the package"),
        is_now=True,
    )


def _not_yet_enforceable(page: CasePage) -> Way:
    return Way(
        "gavel",
        Text("对方到时没办，就申请强制执行", "Have it enforced if the other side fails"),
        Text(
            "法院已经裁定协议有效，不用再起诉。约定的日子过了还没办的，凭裁定申请强制执行，材料到时替您打包好。",
            "The court has confirmed the agreement: there is nothing to sue for. Once a promised day has passed, the "
            "ruling is enforced; the papers will be ready then.",
        ),
        Text("现在不用准备", "Nothing for now"),
        RULING,
        f"{page.home}#promises",
        Text("看约定的事", "See what was promised"),
    )


def _court(page: CasePage) -> Way:
    return Way(
        "scale",
        Text("向法院起诉", "Go to court"),
        _where_to_sue(page),
        Text(
            "起诉状、身份证明、商家名称和地址、证据",
            "The claim, proof of identity, name and address of the trader, evidence",
        ),
        laws.OTHER_WAYS,
        f"{page.address}/ways/claim.pdf",
        Text("看起诉状草稿", "See the draft of the claim"),
        is_now=page.view.case.state in UNSETTLED,
    )


def _where_to_sue(page: CasePage) -> Text:
    court = court_of_the_trader(page.view.case)
    zh, en = (f"（{court}）", f" ({court})") if court else ("", "")
    return Text(
        f"向商家所在地{zh}或者合同履行地的基层法院起诉。起诉状按这个案件的材料写好了草稿，您核对、签名就能用。"
        "金额不大的，法院有简便的小额诉讼。",
        f"Sue at the basic court where the trader is{en}, or where the contract is performed. A claim is drafted "
        "from this case; check it and sign it. Small sums have a simple procedure.",
    )


def _arbitration(page: CasePage) -> Way:
    return Way(
        "users",
        Text("申请仲裁", "Go to arbitration"),
        Text(
            "只有您和商家约定过仲裁才行，看看合同、订单里有没有写。裁了就定，不能再起诉。",
            "Only where you and the trader agreed on it: see the contract or order. Its award is final.",
        ),
        Text("写明仲裁的合同或者协议、仲裁申请书、证据", "The agreement on arbitration, the request, evidence"),
        laws.OTHER_WAYS,
        f"{page.address}/ways/arbitration.pdf",
        Text("看仲裁申请书草稿", "See the draft of the request"),
        is_now=False,
    )


def _report(page: CasePage) -> Way:
    """The trader is filled in already."""
    trader = page.view.case.trader_id
    return Way(
        "search",
        Text("举报违法行为", "Report a breach of the law"),
        Text(
            "商家可能违法的，可以举报，由市场监管部门核查。举报不解决您的赔偿，要赔偿请走上面的路。",
            "If the trader may have broken the law, report it and the authority checks it. It brings no compensation.",
        ),
        Text("违法线索和材料", "What shows the breach"),
        laws.CLUE_CHECK,
        f"/file/?kind=report&trader={trader}" if trader else "/file/?kind=report",
        Text("去举报", "Go and report"),
    )
