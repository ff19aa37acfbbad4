"""What messages to a court say. Identity numbers stand here and in no paper, so that neither side reads the other's."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from hejie.agreements.text import conductor_of
from hejie.base.ids import show_case_number
from hejie.cases.models import Case, RecordContent
from hejie.documents.models import Paper
from hejie.documents.queries import paper_file
from hejie.evidence.queries import OpenedFile, open_laid
from hejie.exchange.models import Confirmation, CourtInvitation, Outgoing
from hejie.exchange.papers import outcome
from hejie.exchange.sides import BOTH, mediator_name, named, newest_paper, parties_of
from hejie.rules.clock import shanghai_date

MOST_BYTES = 10 * 2**20  # of one file in a message


def body_of(row: Outgoing) -> dict[str, Any] | None:
    """The message as the court gets it; None while a paper that belongs to it is not printed."""
    return _WRITERS[row.kind](row)


def _application(row: Outgoing) -> dict[str, Any] | None:
    asked = Confirmation.objects.select_related("agreement", "case__office", "case__mediator").get(pk=row.subject)
    files = _files(newest_paper(row.case_id, "confirmation_application"), asked.agreement.paper_id)
    if files is None or asked.applied_at is None or asked.agreement.effective_at is None:
        return None
    case = asked.case
    return {
        "about": str(asked.pk),
        "court": {"name": asked.court_name, "kind": asked.court, "region": asked.region, "why": asked.why},
        "case": show_case_number(case.ref),
        "matter": case.title,
        "amount": str(case.amount) if case.amount is not None else None,
        "effective_on": shanghai_date(asked.agreement.effective_at).isoformat(),
        "applied_on": shanghai_date(asked.applied_at).isoformat(),
        "mediated_by": {
            "name": conductor_of(asked.agreement),
            "mediator": mediator_name(case),
            "phone": case.office.phone,
        },
        "sides": _sides(case, asked.contacts),
        "files": files,
    }


def _sides(case: Case, contacts: Mapping[str, str]) -> list[dict[str, str]]:
    found = parties_of(case)
    return [
        {
            "role": role,
            **named(found[role]),
            "id_kind": found[role].id_kind if found[role].id_number else "",
            "id_number": found[role].id_number or "",
            "contact": contacts.get(role, ""),
        }
        for role in BOTH
    ]


def _supplement(row: Outgoing) -> dict[str, Any]:
    said = RecordContent.objects.filter(record=row.record).first()
    told = (said.body if said else None) or {}
    chosen = [open_laid(UUID(one), case_id=row.case_id) for one in told.get("evidence", ())]
    files = [_evidence(one) for one in chosen if one]
    return {"about": str(row.subject), "by": row.record.role, "text": told.get("text", ""), "files": files}


def _evidence(file: OpenedFile) -> dict[str, str]:
    """A file that a side gives the court; a large one is named with its hash, and handed in."""
    with file.stream as stream:
        data = stream.read() if file.size <= MOST_BYTES else b""
    return {"name": file.name, "title": file.name, "sha256": file.sha256, "base64": base64.b64encode(data).decode()}


def _withdrawal(row: Outgoing) -> dict[str, Any]:
    return {"about": str(row.subject), "by": row.record.role, "at": row.made_at.isoformat()}


def _reply(row: Outgoing) -> dict[str, Any] | None:
    reply = newest_paper(row.case_id, "court_reply")
    case = Case.objects.get(pk=row.case_id)
    files = _files(reply)
    if files is None:
        return None
    invitation = CourtInvitation.objects.get(case=case)
    return {
        "number": invitation.number,
        "case": show_case_number(case.ref),
        "result": outcome(case)["result"],
        "files": files,
    }


def _files(*papers: UUID | None) -> list[dict[str, str]] | None:
    """The signed files, in this order; None while one of them is missing."""
    found = Paper.objects.in_bulk([one for one in papers if one])
    rows = [found[one] for one in papers if one and found[one].version]
    return [_file(one) for one in rows] if len(rows) == len(papers) else None


def _file(paper: Paper) -> dict[str, str]:
    return {
        "name": f"{paper.number}.pdf",
        "title": paper.title,
        "sha256": paper.sha256,
        "base64": base64.b64encode(paper_file(paper)).decode(),
    }


_WRITERS: Mapping[str, Callable[[Outgoing], dict[str, Any] | None]] = {
    "confirmation_application": _application,
    "confirmation_supplement": _supplement,
    "confirmation_withdrawal": _withdrawal,
    "mediation_reply": _reply,
}
