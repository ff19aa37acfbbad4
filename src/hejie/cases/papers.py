"""Papers that follow from a decision in a case: what they say is read from the rules, the case and the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hejie.base.events import Fact
from hejie.base.registry import Registry
from hejie.cases.actions import CHANGING, procedure_of
from hejie.cases.chain import append_record, own_key
from hejie.cases.models import Case, CaseRecord, Party
from hejie.documents.actions import issue_paper
from hejie.documents.models import Paper
from hejie.documents.queries import stored_file
from hejie.documents.records import Office
from hejie.people.access import SYSTEM
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Article, Role

REPORT_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A decision that was just recorded, with what its paper may need."""

    case: Case
    record: CaseRecord
    content: Mapping[str, Any]
    sides: Mapping[str, Party]
    article: Article
    now: datetime

    @property
    def input(self) -> Mapping[str, Any]:
        return {**self.record.data, **self.content}

    @property
    def received_on(self) -> str:
        return shanghai_date(self.case.received_at or self.case.filed_at).isoformat()

    @property
    def subject(self) -> str:
        return f"{self.sides[Role.RESPONDENT].name}{self.case.title}"

    @property
    def both(self) -> str:
        return "、".join(self.sides[side].name for side in (Role.COMPLAINANT, Role.RESPONDENT))

    def grounds(self) -> dict[str, Any]:
        """Every ground of the law as the form prints them, and which one was chosen (counted from 1)."""
        move = procedure_of(self.case).moves[GROUNDED[self.record.fact]]
        choices = next(field.choices for field in move.fields if field.key == "ground")
        keys = list(choices)
        chosen = self.record.data.get("ground", keys[1])  # a side that declines: ground two (Art 23(2))
        return {"grounds": [text.zh for text in choices.values()], "chosen": keys.index(chosen) + 1}


GROUNDED = {"complaint_refused": "refuse", "mediation_terminated": "terminate", "mediation_declined": "terminate"}
Writer = Callable[[Occasion], tuple[str, dict[str, Any]]]
writers: Registry[Writer] = Registry("paper writer")


@writers.register("complaint_accepted")
def acceptance(at: Occasion) -> tuple[str, dict[str, Any]]:
    office = at.case.office
    contact = at.case.officer.name if at.case.officer else office.short_name
    return "acceptance_decision", {
        "addressee": at.sides[Role.COMPLAINANT].name,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "contact": contact,
        "contact_phone": office.phone,
    }


@writers.register("complaint_refused")
def refusal(at: Occasion) -> tuple[str, dict[str, Any]]:
    return "refusal_decision", {
        "addressee": at.sides[Role.COMPLAINANT].name,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "article": at.article.clause,
        "reasons": at.input["reasons"],
        **at.grounds(),
    }


@writers.register("mediation_declined")
@writers.register("mediation_terminated")
def termination(at: Occasion) -> tuple[str, dict[str, Any]]:
    return "termination_decision", {
        "addressee": at.both,
        "subject": at.subject,
        "law": at.article.law.zh,
        "article": at.article.clause,
        **at.grounds(),
    }


@writers.register("identity_requested")
def identity(at: Occasion) -> tuple[str, dict[str, Any]]:
    refused_by = procedure_of(at.case).moves["refuse"].article.clause
    return "identity_request", {
        "addressee": at.sides[Role.COMPLAINANT].name,
        "law": at.article.law.zh,
        "article": at.article.clause,
        "refusal_articles": f"{at.article.clause.split('条')[0]}条、{refused_by}",
        "due_on": at.input["by_date"],
        "materials": [at.input["reason"]],
        "contact_phone": at.case.office.phone,
        "address": at.case.office.address,
    }


@writers.register("case_dispatched")
def dispatch(at: Occasion) -> tuple[str, dict[str, Any]]:
    return "dispatch_notice", {
        "addressee": at.case.office.name,
        "complainant": at.sides[Role.COMPLAINANT].name,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "report_by": (shanghai_date(at.now) + REPORT_BACK).isoformat(),
        "copies": 1,
        "pages": 1,
    }


def issue_decision_paper(fact: Fact) -> Paper | None:
    """Number the paper that a decision of this fact asks for; its file is printed and signed by a job."""
    writer = writers.get(fact.name)
    if not writer:
        return None
    case = Case.objects.select_related("office", "officer").get(pk=fact.case_id)
    if case.kind != "complaint":
        return None
    kind, data = writer(_occasion(case, fact))
    return issue_paper(kind=kind, subject=case.pk, office=office_of(case), data=data, now=fact.at)


def _occasion(case: Case, fact: Fact) -> Occasion:
    record = CaseRecord.objects.select_related("content").get(pk=fact.record_id)
    content = record.content.body if hasattr(record, "content") else {}
    sides = {party.side: party for party in Party.objects.filter(case=case)}
    article = _article(case, record)
    return Occasion(case, record, content, sides, article, fact.at)


def _article(case: Case, record: CaseRecord) -> Article:
    moves = procedure_of(case).moves
    key = GROUNDED.get(record.fact) or record.data["move"]
    return moves[key].article


def office_of(case: Case) -> Office:
    office = case.office
    return Office(name=office.name, seal_code=office.seal_code, phone=office.phone, address=office.address)


@transaction.atomic
def note_paper(*, paper_id: UUID, now: datetime) -> CaseRecord | None:
    """Lay a finished paper into its case's chain: number and hash, once per file. None when it is of no case."""
    paper = Paper.objects.get(pk=paper_id)
    case = Case.objects.select_for_update().filter(pk=paper.subject).first()
    if not case or not paper.version:
        return None
    key = own_key(SYSTEM, f"paper:{paper.pk}:{paper.version}")
    if earlier := CaseRecord.objects.filter(case=case, key=key).first():
        return earlier
    files = [{"name": file_name(paper, paper.version), "sha256": paper.sha256, "size": len(stored_file(paper.sha256))}]
    data = {"kind": paper.kind, "number": paper.number, "files": files}
    record = append_record(
        case=case,
        fact="paper_issued",
        source=case.state,
        actor=SYSTEM,
        role=Role.SYSTEM,
        now=now,
        data=data,
        content={},
        key=key,
    )
    case.save(update_fields=CHANGING)
    return record


def file_name(paper: Paper, version: int) -> str:
    """Name of a paper's file in a case file: its number, and the version when it was signed again."""
    return f"{paper.number}.pdf" if version == 1 else f"{paper.number}-{version}.pdf"
