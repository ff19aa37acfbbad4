"""Papers that follow from a decision in a case: what they say is read from the rules, the case and the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db import transaction

from hejie.base import together
from hejie.base.events import Fact
from hejie.base.registry import Registry
from hejie.cases.access import ALL, CONFIDED
from hejie.cases.actions import CHANGING, procedure_of
from hejie.cases.chain import append_record, own_key
from hejie.cases.models import Case, CaseRecord, Party
from hejie.cases.queries import case_by_id
from hejie.documents.actions import issue_paper
from hejie.documents.models import Paper
from hejie.documents.queries import stored_file
from hejie.documents.records import Office
from hejie.people.access import SYSTEM
from hejie.people.models import Post
from hejie.places.models import Authority
from hejie.places.queries import acting_office
from hejie.rules.clock import shanghai_date
from hejie.rules.grounds import FACTORS
from hejie.rules.machine import CHINA
from hejie.rules.model import Article, Role
from hejie.rules.procedures._meeting import WITHOUT_PAPER

PRIVATE = frozenset({"identity_request"})  # papers between the complainant and the office
REPORT_BACK = timedelta(days=90)  # the form names a day, no law does: acceptance, sixty days and the notice fit in


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
        chosen = self.record.data.get("ground") or UNGROUNDED[self.record.fact]
        return {"grounds": [text.zh for text in choices.values()], "chosen": keys.index(chosen) + 1}


GROUNDED = {
    "complaint_refused": "refuse",
    "complaint_withdrawn": "terminate",
    "mediation_terminated": "terminate",
    "mediation_declined": "terminate",
}
# A side ends the mediation by its own act; which ground that is stands in the law (Order 121 Art 23(1)(1) and (2)).
UNGROUNDED = {"complaint_withdrawn": "withdrawn_or_settled", "mediation_declined": "absent_or_refused"}
ACCEPTED = frozenset({"accepted", "mediating", "suspended", "testing", "signing"})
BRING = "身份证明材料"
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
        "reasons": "\n".join([at.input["reasons"], *_factors(at)]),
        **at.grounds(),
    }


def _factors(at: Occasion) -> list[str]:
    """What the officer weighed, in the words of Order 121 Art 17."""
    return [FACTORS[key].zh for key in at.input.get("factors", ())]


@writers.register("meeting_called")
def meeting(at: Occasion) -> tuple[str, dict[str, Any]]:
    return "mediation_notice", {
        "addressee": at.both,
        "subject": at.subject,
        "law": at.article.law.zh,
        "at": f"{at.input['on']}T{at.input['at']}",
        "place": at.input["place"],
        "bring": at.input.get("bring", BRING).splitlines(),
        "recusal_days": at.input["recusal_days"],
        "mediators": _mediator(at),
        "contact_phone": at.case.office.phone,
    }


@writers.register("mediation_recorded")
def mediation_record(at: Occasion) -> tuple[str, dict[str, Any]]:
    why = WITHOUT_PAPER[at.input["why"]].zh
    return "mediation_record", {
        "at": shanghai_date(at.now).isoformat() + at.now.astimezone(CHINA).strftime("T%H:%M"),
        "place": at.input["place"],
        "mediators": _mediator(at),
        "complainant": at.sides[Role.COMPLAINANT].name,
        "respondent": at.sides[Role.RESPONDENT].name,
        "content": at.case.story,
        "course": at.input["course"],
        "result": f"{at.input['result']}\n{why}。",
    }


def _mediator(at: Occasion) -> str:
    return (at.case.mediator and at.case.mediator.name) or at.case.office.short_name


@writers.register("complaint_withdrawn")
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
    turned = CaseRecord.objects.filter(case=at.case, fact="turned_to_authority").order_by("seq").last()
    received_at = turned.at if turned else at.case.filed_at
    return "dispatch_notice", {
        "addressee": at.case.office.name,
        "complainant": at.sides[Role.COMPLAINANT].name,
        "matter": procedure_of(at.case).label.zh,
        "received_on": shanghai_date(received_at).isoformat(),
        "subject": at.subject,
        "law": at.article.law.zh,
        "report_by": (shanghai_date(at.now) + REPORT_BACK).isoformat(),
        "copies": _files_so_far(at.case),
    }


def _files_so_far(case: Case) -> int:
    of_sides = CaseRecord.objects.filter(case=case, data__has_key="files").exclude(fact="paper_issued")
    return sum(len(data["files"]) for data in of_sides.values_list("data", flat=True))


def issue_decision_paper(fact: Fact) -> Paper | None:
    """Number the paper that a decision of this fact asks for; its file is printed and signed by a job.

    A complaint withdrawn before an authority has accepted it ends without a paper: there was no mediation to terminate.
    """
    writer = writers.get(fact.name)
    if not writer:
        return None
    case = case_by_id(fact.case_id)
    if case.kind != "complaint":
        return None
    at = _occasion(case, fact)
    if fact.name == "complaint_withdrawn" and not (case.received_at and at.record.source in ACCEPTED):
        return None
    kind, data = writer(at)
    return issue_paper(kind=kind, subject=case.pk, office=_issuing_office(at), data=data, now=fact.at)


def _issuing_office(at: Occasion) -> Office:
    """Who seals: the office that handles the case; a dispatch is the act of the office where its officer sits."""
    above = [f"{path}/" for path in accumulate(at.case.office.path.strip("/").split("/"), "{}/{}".format)]
    posts = Post.objects.filter(person=at.record.person_id, role=Role.OFFICER, until=None, authority__path__in=above)
    post = posts.exclude(authority=at.case.office).select_related("authority").order_by("-authority__path").first()
    return office_of(post.authority if post and at.record.fact == "case_dispatched" else acting_office(at.case.office))


def _occasion(case: Case, fact: Fact) -> Occasion:
    record = CaseRecord.objects.select_related("content").get(pk=fact.record_id)
    content = record.content.body if hasattr(record, "content") else {}
    sides = {party.side: party for party in together.rows("parties", case.pk)}
    article = _article(case, record)
    return Occasion(case, record, content, sides, article, fact.at)


def _article(case: Case, record: CaseRecord) -> Article:
    moves = procedure_of(case).moves
    key = GROUNDED.get(record.fact) or record.data["move"]
    return moves[key].article


def office_of(office: Authority) -> Office:
    """The office as its papers name it."""
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
        visible_to=CONFIDED if paper.kind in PRIVATE else ALL,
    )
    case.save(update_fields=CHANGING)
    return record


def file_name(paper: Paper, version: int) -> str:
    """Name of a paper's file in a case file: its number, and the version when it was signed again."""
    return f"{paper.number}.pdf" if version == 1 else f"{paper.number}-{version}.pdf"
