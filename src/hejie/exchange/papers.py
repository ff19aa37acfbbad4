"""Papers for courts: the joint application with the office's proof, and the reply to an invitation."""

from __future__ import annotations

from typing import Any

from hejie.agreements.queries import latest_row
from hejie.agreements.text import conductor_of, sentences
from hejie.cases.models import Case, CaseRecord
from hejie.cases.writers import Draft, Occasion, writes
from hejie.exchange.models import Confirmation, CourtInvitation
from hejie.exchange.sides import BOTH, mediator_name, named
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.model import Role

AGREED = frozenset({"performing", "closed", "unperformed"})


@writes("confirmation_applied")
def application(at: Occasion) -> Draft:
    row = Confirmation.objects.select_related("agreement__case__office").get(case=at.case, stage="applied")
    data = {
        "applicants": [_applicant(at, row, role) for role in BOTH],
        "effective_on": shanghai_date(row.agreement.effective_at or row.proposed_at).isoformat(),
        "matter": at.case.title,
        "body": conductor_of(row.agreement),
        "mediators": mediator_name(at.case),
        "terms": sentences(row.agreement),
        "court": row.court_name,
        "case_number": at.number,
        "law": at.article.law.zh,
    }
    return Draft("confirmation_application", data)


def _applicant(at: Occasion, row: Confirmation, role: Role) -> dict[str, str]:
    agreed_at = row.proposed_at if row.proposed_by == role else row.applied_at or at.now
    contact = row.contacts.get(role) or "以上地址"
    return {**named(at.sides[role]), "agreed_at": agreed_at.astimezone(SHANGHAI).isoformat()[:16], "contact": contact}


@writes("court_replied")
def reply(at: Occasion) -> Draft:
    invitation = CourtInvitation.objects.get(case=at.case)
    data = {
        "court": invitation.court_name,
        "court_number": invitation.number,
        "both": at.both,
        "matter": at.case.title,
        "case_number": at.number,
        "began_on": at.received_on,
        "note": at.input.get("note", ""),
        **outcome(at.case),
    }
    return Draft("court_reply", data)


def outcome(case: Case) -> dict[str, Any]:
    """How the mediation ended, in the words a court reads."""
    agreement = latest_row(case.pk)
    if agreement and case.state in AGREED:
        return {"result": "调解成功，双方达成协议", "terms": sentences(agreement)}
    if case.state == "recorded":
        return {"result": "调解成功，已记入调解记录"}
    ended = CaseRecord.objects.filter(case=case, target=case.state).order_by("seq").first()
    return {"result": f"调解不成，{shanghai_date(ended.at if ended else case.state_since):%Y年%m月%d日}结束"}
