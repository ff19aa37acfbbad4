"""Papers that follow from an act in a case: numbered with the act, printed by a job, laid into the case's chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from hejie.base import together
from hejie.base.events import Fact
from hejie.cases.actions import CHANGING
from hejie.cases.chain import append_record, own_key
from hejie.cases.delivery import send_paper
from hejie.cases.history import record_by_id, withheld_from
from hejie.cases.models import Case, CaseRecord
from hejie.cases.queries import case_by_id
from hejie.cases.readers import readers_of_paper
from hejie.cases.writers import Occasion, writer_of
from hejie.documents.actions import issue_paper
from hejie.documents.models import Paper
from hejie.documents.queries import PaperCard, papers_of, stored_file
from hejie.documents.records import Office
from hejie.people.access import SYSTEM
from hejie.places.models import Authority
from hejie.places.queries import acting_office
from hejie.rules.model import Role

A_DAY = timedelta(days=1)


def papers_for(case_id: UUID, roles: frozenset[Role]) -> Sequence[PaperCard]:
    """The papers of a case that are for a reader with these roles, oldest first."""
    withheld = withheld_from(case_id, roles)
    return [paper for paper in papers_of(case_id) if not withheld.hides(paper)]


def issue_decision_paper(fact: Fact) -> Paper | None:
    """Number the paper that this fact asks for, if it does; its file is printed and signed by a job."""
    case = case_by_id(fact.case_id)
    writer = writer_of(case.kind, fact.name)
    draft = writer(_occasion(case, fact)) if writer else None
    if not draft:
        return None
    office = office_of(acting_office(draft.office or case.office))
    return issue_paper(kind=draft.kind, subject=case.pk, office=office, data=draft.data, now=fact.at)


def _occasion(case: Case, fact: Fact) -> Occasion:
    record = record_by_id(case.pk, fact.record_id)
    content = record.content.body if hasattr(record, "content") else {}
    sides = {party.side: party for party in together.rows("parties", case.pk)}
    return Occasion(case, record, content, sides, fact.at)


def office_of(office: Authority) -> Office:
    """The office as its papers name it."""
    return Office(name=office.name, seal_code=office.seal_code, phone=office.phone, address=office.address)


def finished_at(case_id: UUID, act_at: datetime, now: datetime) -> datetime:
    """When the paper of an act is finished: now. The past of a demonstration was played in minutes, its papers are
    printed after that: they bear the day of their act, or of the last record before them."""
    if not settings.DEMO or now - act_at < A_DAY:
        return now
    last = CaseRecord.objects.filter(case=case_id).aggregate(at=Max("at"))["at"]
    return max(act_at, last or act_at)


@transaction.atomic
def note_paper(*, paper_id: UUID, now: datetime) -> CaseRecord | None:
    """Lay a finished paper into its case's chain, number and hash, and send it: once per file. None when of no case."""
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
        visible_to=readers_of_paper(paper.kind),
    )
    case.save(update_fields=CHANGING)
    if paper.version == 1:
        send_paper(case, paper, now)
    return record


def file_name(paper: Paper, version: int) -> str:
    """Name of a paper's file in a case file: its number, and the version when it was signed again."""
    return f"{paper.number}.pdf" if version == 1 else f"{paper.number}-{version}.pdf"
