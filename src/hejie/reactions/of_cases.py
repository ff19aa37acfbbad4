"""What follows from the facts of a case: where it goes, its clocks, its papers, who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hejie.base.events import Fact
from hejie.cases.history import contents_of, record_by_id
from hejie.cases.notices import tell_each
from hejie.cases.papers import issue_decision_paper
from hejie.cases.queries import case_by_id
from hejie.cases.writers.filing import ENTERED
from hejie.dispatch.queries import surfaces
from hejie.jobs import tasks
from hejie.knowledge.checklists import proofs_for
from hejie.mediation.delegation import delegated
from hejie.reactions.news import BOTH, CASE_STAFF, FILER, OFFICE, Reaction, news_of, tell_roles
from hejie.rules import reminders
from hejie.rules.model import Role
from hejie.rules.procedures._followup import REVIEW_ANSWER, is_bad


def filed(fact: Fact) -> None:
    """The filer gets the number; whoever has to act next is told."""
    sent = news_of(fact, "case_filed" if fact.data["kind"] == "complaint" else "moved_on")
    is_direct = fact.data["how"] == "direct"
    to_do = news_of(fact, "case_for_trader" if is_direct else "office_to_do")
    tell_each((sent, FILER), (to_do, [Role.RESPONDENT] if is_direct else OFFICE))


def received(fact: Fact) -> None:
    """An office has it now: the filer hears which one, and by when it decides."""
    is_complaint = case_by_id(fact.case_id).kind == "complaint"
    tell_roles(fact, "handed_on" if is_complaint else "moved_on", FILER, "acceptance")
    tell_roles(fact, "office_to_do", OFFICE)


def bounced(fact: Fact) -> None:
    """A case that was passed to and fro too often surfaces at the office above."""
    if surfaces(fact.case_id):
        tell_roles(fact, "case_bounced", [Role.SUPERIOR])


def left(fact: Fact) -> None:
    """The filer ended it: the other side hears, and so does the office if it had the case."""
    tell_roles(fact, "moved_on", [Role.RESPONDENT, Role.MEDIATOR])
    if case_by_id(fact.case_id).received_at:
        tell_roles(fact, "office_to_do", OFFICE)


def paper(fact: Fact) -> None:
    """Number the paper of a decision now; print and sign it in a job."""
    if issued := issue_decision_paper(fact):
        tasks.finish_paper.defer(paper_id=str(issued.pk))


def registered(fact: Fact) -> None:
    """What an office entered for somebody gets its registration form."""
    if fact.data["channel"] in ENTERED:
        paper(fact)


def running_out(template: str) -> Reaction:
    """News of a clock: to whom the table of reminders says."""

    def reaction(fact: Fact) -> None:
        to = reminders.told_at(fact.data["stage"], Role(fact.data["of"]))
        tell_roles(fact, template, to, fact.data["rule"], **_clock(fact))

    return reaction


def acceptance_late(fact: Fact) -> None:
    """Who waits for the decision hears that its time has passed."""
    if fact.data["rule"] == "acceptance":
        tell_roles(fact, "acceptance_late", FILER, **_clock(fact))


def reviewed(fact: Fact) -> None:
    """The outcome to whoever asked; set aside, the office has the complaint to decide again."""
    tell_roles(fact, "review_decided", FILER)
    if fact.data["state"] == "received":
        tell_roles(fact, "office_to_do", OFFICE)


def delegation(fact: Fact) -> None:
    proposed = delegated(fact.case_id)
    tell_roles(fact, "delegation_proposed", BOTH, body=proposed.body if proposed else "")


def proof_asked(fact: Fact) -> None:
    """The side that can bring it: what, and by when."""
    what = next(one.what for one in proofs_for(case_by_id(fact.case_id)) if one.key == fact.data["proof"])
    due = date.fromisoformat(fact.data["by_date"])
    tell_roles(fact, "proof_asked", [Role(fact.data["side"])], task=what, due=due)


def contact_known(fact: Fact) -> None:
    """By which phone a trader is known that had none: to the complainant, and to the office that has the case."""
    phone = contents_of(fact.case_id)[fact.record_id]["phone"]
    has_office = case_by_id(fact.case_id).received_at is not None
    tell_roles(fact, "contact_known", (*FILER, *(OFFICE if has_office else ())), phone=phone)


def contact_corrected(fact: Fact) -> None:
    """The trader gets the case at the new phone as if it were new; everybody else was told by themselves."""
    if record_by_id(fact.case_id, fact.record_id).data["side"] == Role.RESPONDENT:
        tell_roles(fact, "case_for_trader", (Role.RESPONDENT,))


def phone_released(fact: Fact) -> None:
    """To those at work on the case: what they send does not arrive any more."""
    if case_by_id(fact.case_id).received_at is not None:
        tell_roles(fact, "phone_released", CASE_STAFF)


def bad_review(fact: Fact) -> None:
    """The head hears of a bad review; nobody else does."""
    if is_bad(fact.data):
        tell_roles(fact, "bad_review", (Role.HEAD,), REVIEW_ANSWER)


def _clock(fact: Fact) -> Mapping[str, Any]:
    """The day the news is about: the clock itself may have been ended by what follows."""
    return {"due": date.fromisoformat(fact.data["due_on"])}
