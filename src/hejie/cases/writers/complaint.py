"""Papers of a complaint: identity, acceptance, refusal, meeting, record, termination (official forms 4 to 8)."""

from __future__ import annotations

from hejie.cases.actions import procedure_of
from hejie.cases.writers import Draft, Occasion, writes
from hejie.rules.clock import shanghai_date
from hejie.rules.grounds import FACTORS
from hejie.rules.machine import CHINA
from hejie.rules.model import Role
from hejie.rules.procedures._meeting import WITHOUT_PAPER

ACCEPTED = frozenset({"accepted", "mediating", "suspended", "testing", "agreeing", "signing"})
BRING = "身份证明材料"


@writes("complaint_accepted")
def acceptance(at: Occasion) -> Draft:
    office = at.case.office
    contact = at.case.officer.name if at.case.officer else office.short_name
    data = {
        "addressee": at.complainant,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "contact": contact,
        "contact_phone": office.phone,
    }
    return Draft("acceptance_decision", data)


@writes("complaint_refused")
def refusal(at: Occasion) -> Draft:
    data = {
        "addressee": at.complainant,
        "received_on": at.received_on,
        "subject": at.subject,
        "law": at.article.law.zh,
        "article": at.article.clause,
        "reasons": "\n".join([at.input["reasons"], *_factors(at)]),
        **at.grounds(),
    }
    return Draft("refusal_decision", data)


def _factors(at: Occasion) -> list[str]:
    """What the officer weighed, in the words of Order 121 Art 17."""
    return [FACTORS[key].zh for key in at.input.get("factors", ())]


@writes("meeting_called")
def meeting(at: Occasion) -> Draft | None:
    """The notice of a meeting on the spot (Order 121 Art 20); for one online the law asks for none."""
    if at.input.get("online"):
        return None
    data = {
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
    return Draft("mediation_notice", data)


@writes("mediation_recorded")
def mediation_record(at: Occasion) -> Draft:
    why = WITHOUT_PAPER[at.input["why"]].zh
    data = {
        "at": shanghai_date(at.now).isoformat() + at.now.astimezone(CHINA).strftime("T%H:%M"),
        "place": at.input["place"],
        "mediators": _mediator(at),
        "complainant": at.complainant,
        "respondent": at.trader,
        "content": at.case.story,
        "course": at.input["course"],
        "result": f"{at.input['result']}\n{why}。",
    }
    return Draft("mediation_record", data)


def _mediator(at: Occasion) -> str:
    return (at.case.mediator and at.case.mediator.name) or at.case.office.short_name


@writes("complaint_withdrawn", "mediation_declined", "mediation_terminated")
def termination(at: Occasion) -> Draft | None:
    """A complaint withdrawn before it was accepted ends without a paper: there was no mediation to terminate."""
    if at.record.fact == "complaint_withdrawn" and not (at.case.received_at and at.record.source in ACCEPTED):
        return None
    data = {
        "addressee": at.both,
        "subject": at.subject,
        "law": at.article.law.zh,
        "article": at.article.clause,
        **at.grounds(),
    }
    return Draft("termination_decision", data)


@writes("identity_requested")
def identity(at: Occasion) -> Draft:
    refused_by = procedure_of(at.case).moves["refuse"].article.clause
    data = {
        "addressee": at.sides[Role.COMPLAINANT].name,
        "law": at.article.law.zh,
        "article": at.article.clause,
        "refusal_articles": f"{at.article.clause.split('条')[0]}条、{refused_by}",
        "due_on": at.input["by_date"],
        "materials": [at.input["reason"]],
        "contact_phone": at.case.office.phone,
        "address": at.case.office.address,
    }
    return Draft("identity_request", data)
