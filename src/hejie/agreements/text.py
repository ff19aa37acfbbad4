"""The text that is signed, and what the paper prints of it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from hejie.agreements.models import Agreement, Signature
from hejie.base.ids import show_case_number
from hejie.base.text import mask_name, mask_phone
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, Party
from hejie.cases.papers import office_of
from hejie.cases.records import canonical
from hejie.documents.actions import PLATFORM
from hejie.documents.records import Drawing, Office
from hejie.rules import drawings, remedies
from hejie.rules.model import Role

STORY = 600  # characters of the story that the paper quotes
OWN_NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、．.]|[(（]?\d+[)）、．.])\s*")

PAPER_KINDS = {"settlement": "settlement_agreement", "mediation": "mediation_agreement"}
THE_PLATFORM = Office(PLATFORM, "和解")  # its numbers, for what no authority has decided


def issuer_of(agreement: Agreement) -> Office:
    """In whose series the paper is numbered: no authority has a part in what the sides settle between themselves."""
    return office_of(agreement.case.office) if agreement.kind == "mediation" else THE_PLATFORM


def body_hash(agreement: Agreement) -> str:
    """SHA-256 over the canonical JSON of what the signers agree to; every signature names it."""
    body = {
        "agreement": str(agreement.pk),
        "case": agreement.case.ref,
        "kind": agreement.kind,
        "terms": agreement.terms,
        "clauses": agreement.clauses,
        **({"draft_version": agreement.draft_version} if agreement.draft_version else {}),
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
    shared = {"respondent": trader, "terms": sentences(agreement)}
    if agreement.kind == "settlement":
        side = {"name": consumer.name, "phone": mask_phone(consumer.phone)}
        return {**shared, "complainant": side, "case_number": show_case_number(case.ref), "facts": _story(case)}
    side = {"name": consumer.name, "phone": consumer.phone or "", "address": consumer.address or ""}
    law = procedure_of(case).moves["propose_agreement"].article.law.zh
    return {**shared, "complainant": side, "law": law, "content": _story(case) + _request(case)}


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
        challenge=str(signature.challenge),
        png=png_of(signature.drawing),
    )


def png_of(url: str | None) -> bytes:
    """The picture in a data: URL that `rules.drawings` has read; empty when nothing was drawn."""
    return base64.b64decode(url.removeprefix(drawings.PREFIX)) if url else b""
