"""Papers a side takes further itself: claim, request for arbitration, and the package for enforcement.

They are drafts for one person to check and sign: no number, no seal, no record in the case, nobody else is told.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from hejie.agreements.queries import AgreementShown, PromiseShown, latest_agreement
from hejie.agreements.text import THE_PLATFORM
from hejie.cases.models import Case
from hejie.documents.models import Paper
from hejie.documents.queries import paper_file, preview_paper
from hejie.evidence.queries import files_of
from hejie.exchange.courts import court_of_the_trader
from hejie.exchange.models import Confirmation
from hejie.exchange.sides import named, newest_paper, other, parties_of
from hejie.rules import remedies
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from hejie.rules.money import in_figures
from hejie.rules.procedures._laws import CIVIL_PROCEDURE

UNSETTLED = frozenset({"terminated", "ended"})
COSTS = "本案诉讼费用由被告承担。"
NOTE = "本包只给您本人。请核对强制执行申请书，签名后连同身份证明一起交给法院执行立案窗口或者线上平台。\n"


class NothingToEnforce(Exception):
    """The agreement is not confirmed, or nothing that this side waits for is overdue."""


def claim_pdf(case: Case, role: Role, now: datetime) -> bytes:
    """A statement of claim from what the case holds, for the side that sues."""
    data = _account(case, role)
    data["claims"] = [*_claims(case, "判令被告"), COSTS]
    return preview_paper(
        kind="claim_draft", office=THE_PLATFORM, data={**data, "court": court_of_the_trader(case)}, on=now
    )


def arbitration_pdf(case: Case, role: Role, now: datetime) -> bytes:
    """The same for a commission, where both sides agreed on one."""
    data = {**_account(case, role), "claims": _claims(case, "裁决被申请人"), "commission": ""}
    return preview_paper(kind="arbitration_draft", office=THE_PLATFORM, data=data, on=now)


def _account(case: Case, role: Role) -> dict[str, Any]:
    """Who, what happened, what came of the mediation, and the files this side may show."""
    parties = parties_of(case)
    files = files_of(case.pk, frozenset({role}))
    return {
        "plaintiff": named(parties[role]),
        "defendant": {**named(parties[other(role)]), "phone": ""},
        "facts": case.story,
        "course": _course(case),
        "evidence": [f"{one.label.zh}：{one.name}" for one in files if one.role == role],
    }


def _claims(case: Case, opening: str) -> list[str]:
    agreement = latest_agreement(case.pk)
    if agreement and agreement.effective_at:
        owed = [one for one in agreement.promises if one.receiver is Role.COMPLAINANT and not one.is_done]
        return [f"{opening}履行：{_owed(one)}；" for one in owed]
    return [f"{opening}{_wanted(one)}；" for one in case.wanted] or [f"{opening}："]


def _owed(one: PromiseShown) -> str:
    """What is still to be done, less what of a sum has come."""
    paid = f"（已付 {in_figures(one.part)} 元，还欠 {in_figures(one.left or 0)} 元）" if one.part else ""
    return one.what.zh + paid


def _wanted(remedy: Mapping[str, Any]) -> str:
    """What was asked for, as a court would order it: without a date, for the judgment sets one."""
    paid = sum((Decimal(part["amount"]) for part in remedy.get("parts", ())), Decimal(0))
    said = remedies.KINDS[remedy["kind"]].phrase.zh.format(amount=in_figures(remedy.get("amount", paid)))
    return said + (f"（{remedy['note']}）" if remedy.get("note") else "")


def _course(case: Case) -> str:
    """What was tried before, with the day it ended."""
    if not case.received_at:
        return "双方曾经自行协商。"
    agreement = latest_agreement(case.pk)
    if agreement and agreement.effective_at:
        how = "口头协议" if agreement.is_oral else "协议"
        return f"经{agreement.body or case.office.name}调解，双方达成{how}，被告没有按约定履行。"
    if case.state in UNSETTLED:
        return f"经{case.office.name}调解，双方没有达成协议，{shanghai_date(case.state_since):%Y年%m月%d日}结束。"
    return f"曾经向{case.office.name}投诉。"


def unkept(agreement: AgreementShown | None, role: Role, now: datetime) -> list[PromiseShown]:
    """What this side waits for and what is overdue."""
    return agreement.overdue({role}, shanghai_date(now)) if agreement else []


def enforcement_zip(case: Case, role: Role, now: datetime) -> bytes:
    """Application for enforcement, agreement, application for confirmation and ruling, in one ZIP.

    Raises NothingToEnforce.
    """
    row = Confirmation.objects.select_related("agreement").filter(case=case, stage="confirmed").first()
    overdue = unkept(latest_agreement(case.pk), role, now)
    if row is None or not overdue:
        raise NothingToEnforce(case.ref)
    files = {"1-强制执行申请书.pdf": _enforcement_pdf(case, role, row, overdue, now), **_papers_of(row)}
    files["4-司法确认裁定.txt"] = f"{row.court_name}\n{row.number}\n{row.ruled_on}\n\n{row.ruling}\n".encode()
    files["说明.txt"] = NOTE.encode()
    return _packed(files, now)


def _enforcement_pdf(case: Case, role: Role, row: Confirmation, overdue: list[PromiseShown], now: datetime) -> bytes:
    parties = parties_of(case)
    total = sum((one.left or Decimal(0) for one in overdue), Decimal(0))
    data = {
        "applicant": named(parties[role]),
        "debtor": named(parties[other(role)]),
        "court": row.court_name,
        "to_court": "",
        "ruling_number": row.number,
        "ruled_on": row.ruled_on.isoformat() if row.ruled_on else "",
        "unkept": [f"{_owed(one)}（应在{one.due_on:%Y年%m月%d日}以前）" for one in overdue],
        "total": in_figures(total) if total else "",
        "law": CIVIL_PROCEDURE.zh,
    }
    return preview_paper(kind="enforcement_application", office=THE_PLATFORM, data=data, on=now)


def _papers_of(row: Confirmation) -> dict[str, bytes]:
    """The signed papers, as far as they were printed and not erased."""
    wanted = {
        "2-调解书": row.agreement.paper_id,
        "3-司法确认申请书": newest_paper(row.case_id, "confirmation_application"),
    }
    found = Paper.objects.in_bulk([one for one in wanted.values() if one])
    return {f"{name}.pdf": paper_file(found[one]) for name, one in wanted.items() if one and found[one].version}


def _packed(files: Mapping[str, bytes], now: datetime) -> bytes:
    """One ZIP; the same content at the same moment gives the same bytes."""
    target = io.BytesIO()
    at = shanghai_date(now)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(zipfile.ZipInfo(name, (at.year, at.month, at.day, 0, 0, 0)), content)
    return target.getvalue()
