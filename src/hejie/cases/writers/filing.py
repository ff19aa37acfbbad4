"""The registration forms (official forms 1 and 2): what came by telephone, by letter or at a counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hejie.base.text import mask_id
from hejie.cases.models import Party
from hejie.cases.writers import COMPLAINT, REPORT, Draft, Occasion, writes
from hejie.rules import remedies
from hejie.rules.identity_papers import KINDS as PAPERS
from hejie.rules.model import Role
from hejie.rules.money import in_figures

ENTERED = frozenset({"hotline", "counter", "letter", "station"})  # notes 1 to both forms
NO_PAPER = {"id_type": "", "id_number": ""}


@writes("case_filed", of=COMPLAINT)
def complaint(at: Occasion) -> Draft | None:
    if at.case.channel not in ENTERED:
        return None
    consumer, trader = at.sides[Role.COMPLAINANT], at.sides[Role.RESPONDENT]
    known = at.case.trader
    data = {
        "registrar": at.case.office.name,
        "complainant": {
            "name": at.complainant,
            "phone": consumer.phone or "",
            **_shown_by(consumer),
            "address": consumer.address or "",
            "publish": at.case.may_publish,
            "delegate": at.case.may_delegate,
        },
        "respondent": {
            "name": trader.name,
            "contact": "",
            "address": trader.address or (known and known.address) or "",
            "phone": trader.phone or (known and known.contact_phone) or "",
        },
        "facts": at.case.story,
        "claims": "；".join(map(_claim, at.case.wanted)),
        "officer": at.author,
    }
    return Draft("registration_form", data)


def _shown_by(filer: Party) -> dict[str, str]:
    """The kind of identity paper and its number."""
    if not filer.id_number:
        return NO_PAPER
    return {"id_type": PAPERS[filer.id_kind].zh, "id_number": mask_id(filer.id_number)}


def _claim(remedy: Mapping[str, Any]) -> str:
    """As somebody asks for it: `退款 1,299 元，连同运费`."""
    amount, label = remedies.amount_of(remedy), remedies.KINDS[remedy["kind"]].label.zh
    return "，".join(filter(None, [f"{label} {in_figures(amount)} 元" if amount else label, remedy.get("note")]))


@writes("case_filed", of=REPORT)
def report(at: Occasion) -> Draft | None:
    """Note 2 to form 2: a report may be anonymous; the form says so then."""
    if at.case.channel not in ENTERED:
        return None
    reporter, trader = at.sides[Role.COMPLAINANT], at.sides[Role.RESPONDENT]
    data = {
        "registrar": at.case.office.name,
        "reporter": {
            "name": at.complainant,
            "phone": reporter.phone or "",
            "id_number": " ".join(_shown_by(reporter).values()).strip(),
            "address": reporter.address or "",
        },
        "respondent": {
            "name": trader.name,
            "address": trader.address or (at.case.trader and at.case.trader.address) or "",
        },
        "facts": at.case.story,
        "officer": at.author,
    }
    return Draft("report_registration_form", data)
