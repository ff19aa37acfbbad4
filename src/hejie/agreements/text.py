"""The text that is signed, and what the paper prints of it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hejie.agreements.models import DEVICE, PHONE, Agreement, Signature
from hejie.base.ids import show_case_number
from hejie.base.text import mask_name, mask_phone
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, Party
from hejie.cases.papers import office_of
from hejie.cases.records import canonical
from hejie.cases.representing import named_on_papers
from hejie.documents.actions import PLATFORM
from hejie.documents.records import Drawing, Office
from hejie.rules import drawings, remedies
from hejie.rules.agreement_contents import ADMINISTRATIVE, ASSOCIATION, ENTERPRISE, PEOPLES
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.model import Role

DOES = {Role.COMPLAINANT: "消费者", Role.RESPONDENT: "商家"}
NOT_SAID = "双方协商一致，没有另外写明。"
AS_AGREED = "按上面的协议内容履行。"
STORY = 600  # characters of the story that the paper quotes
OWN_NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、．.]|[(（]?\d+[)）、．.])\s*")

PAPER_KINDS = {
    "": "settlement_agreement",
    ADMINISTRATIVE: "mediation_agreement",
    ASSOCIATION: "mediation_agreement",  # in the office's name (Order 121 Art 19(2))
    PEOPLES: "peoples_agreement",
    ENTERPRISE: "enterprise_agreement",
}
SAID = {DEVICE: "本人在自己的设备上确认", PHONE: "电话里向调解员表示同意"}
THE_PLATFORM = Office(PLATFORM, "和解")  # its numbers, for what no authority has decided


def paper_kind(agreement: Agreement) -> str:
    """Which kind of paper it becomes."""
    return "oral_agreement" if agreement.is_oral else PAPER_KINDS[agreement.road]


def is_sealed(agreement: Agreement) -> bool:
    """Whether somebody who mediated seals it; otherwise the platform attests what the sides signed."""
    return agreement.road not in ("", ENTERPRISE)


def issuer_of(agreement: Agreement) -> Office:
    """In whose series the paper is numbered: no authority has a part in what the sides settle between themselves.

    A people's mediation committee seals with its own seal (People's Mediation Law Art 29(2)); an association mediates
    in the name of the office.
    """
    if agreement.road == PEOPLES:
        return Office(agreement.body, agreement.body)
    return office_of(agreement.case.office) if is_sealed(agreement) else THE_PLATFORM


def conductor_of(agreement: Agreement) -> str:
    """Who mediated, as papers name them."""
    return agreement.body or agreement.case.office.name


def body_hash(agreement: Agreement) -> str:
    """SHA-256 over the canonical JSON of what the signers agree to; every signature names it."""
    body = {
        "agreement": str(agreement.pk),
        "case": agreement.case.ref,
        "kind": agreement.kind,
        "terms": agreement.terms,
        "clauses": agreement.clauses,
        **({"draft_version": agreement.draft_version} if agreement.draft_version else {}),
        **({"by": [agreement.road, agreement.body]} if agreement.body else {}),
        **({"account": agreement.account} if agreement.account else {}),
        **({"oral": True} if agreement.is_oral else {}),
    }
    return hashlib.sha256(canonical(body)).hexdigest()


def sentences(agreement: Agreement) -> list[str]:
    """The clauses as the paper numbers them: the draft word for word; else one a remedy, then what was added."""
    if agreement.draft_version:
        return agreement.clauses.splitlines()
    lines = [OWN_NUMBER.sub("", line).strip() for line in agreement.clauses.splitlines()]
    return [remedies.describe(remedy).zh for remedy in agreement.terms] + [line for line in lines if line]


def paper_data(agreement: Agreement, signatures: Mapping[str, Signature]) -> dict[str, Any]:
    """What the paper's template asks for; the case must have its trader at hand."""
    case = agreement.case
    sides = {party.side: party for party in Party.objects.filter(case=case)}
    trader = _trader(case, sides[Role.RESPONDENT], signatures.get(Role.RESPONDENT))
    consumer = sides[Role.COMPLAINANT]
    name = named_on_papers(case, consumer.name)
    shared = {"respondent": trader, "terms": sentences(agreement)}
    if agreement.kind == "settlement":
        side = {"name": name, "phone": mask_phone(consumer.phone)}
        return {**shared, "complainant": side, "case_number": show_case_number(case.ref), "facts": _story(case)}
    side = {"name": name, "phone": consumer.phone or "", "address": consumer.address or ""}
    shared |= {"complainant": side, "body": agreement.body}
    if paper_kind(agreement) == "mediation_agreement":
        law = procedure_of(case).moves["propose_agreement"].article.law.zh
        return {**shared, "law": law, "content": _story(case) + _request(case)}
    shared |= {"case_number": show_case_number(case.ref), "schedule": schedule_of(agreement)}
    if agreement.is_oral:
        return {**shared, "matter": case.title, **_spoken(agreement, signatures)}
    return {**shared, **_account(agreement)}


def _account(agreement: Agreement) -> dict[str, str]:
    """Facts, issues, responsibility and manner as the mediator wrote them; else what the complaint says."""
    case = agreement.case
    as_filed = {"facts": _story(case), "issues": _request(case).strip() or case.title}
    return {**as_filed, "responsibility": NOT_SAID, "manner": AS_AGREED, **(agreement.account or {})}


def schedule_of(agreement: Agreement) -> list[str]:
    """What each side does by which day; empty before it takes effect, for days run from then."""
    if not agreement.effective_at:
        return []
    made = remedies.promises(agreement.terms, shanghai_date(agreement.effective_at))
    return [f"{DOES[one.debtor]}{_day(one.due_on)}前：{one.what.zh}" for one in made]


def _spoken(agreement: Agreement, signatures: Mapping[str, Signature]) -> dict[str, Any]:
    """Who said yes, when and how; before both have, only whom it is about."""
    said = [
        {"who": DOES[Role(row.role)], "name": row.name, "at": _minute(row.signed_at), "how": SAID[row.by]}
        for row in signatures.values()
    ]
    mediator = agreement.case.mediator
    return {
        "conductor": conductor_of(agreement),
        "mediator": (mediator.name if mediator else None) or agreement.case.office.short_name,
        "recorded_at": _minute(agreement.made_at),
        "said": said,
    }


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _minute(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat()[:16]


def _trader(case: Case, party: Party, signature: Signature | None) -> dict[str, str]:
    known = case.trader
    return {
        "name": party.name,
        "credit_code": (known and known.credit_code) or "",
        "address": (known and known.address) or party.address or "",
        "phone": party.phone or (known and known.contact_phone) or "",
        "head": "",
        "agent": signature.name if signature and signature.name != party.name else "",
    }


def _story(case: Case) -> str:
    story = " ".join(case.story.split())
    return story if len(story) <= STORY else f"{story[:STORY]}……（全文见投诉登记）"


def _request(case: Case) -> str:
    wanted = "".join(remedies.describe(remedy).zh for remedy in case.wanted)
    return f"\n请求：{wanted}" if wanted else ""


def drawing_of(signature: Signature) -> Drawing:
    """How one person signed, as documents print and attest it; the name is masked there."""
    return Drawing(
        role=signature.role,
        name=mask_name(signature.name),
        at=signature.signed_at,
        challenge=str(signature.challenge or signature.pk),
        by=signature.by,
        png=png_of(signature.drawing),
    )


def png_of(url: str | None) -> bytes:
    """The picture in a data: URL that `rules.drawings` has read; empty when nothing was drawn."""
    return base64.b64decode(url.removeprefix(drawings.PREFIX)) if url else b""
