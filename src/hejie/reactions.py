"""What follows from what: one table from facts to functions.

Everything here runs in the transaction of the fact. Heavy work (printing, signing, sending) is a job deferred in that
same transaction: it happens if and only if the fact did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hejie.agreements.queries import latest_agreement
from hejie.base import events
from hejie.base.events import Fact
from hejie.cases.notices import News, tell
from hejie.cases.papers import issue_decision_paper
from hejie.cases.queries import case_by_id, words_of
from hejie.jobs import tasks
from hejie.negotiation.queries import terms_in_words
from hejie.rules.model import Role, Text

Reaction = Callable[[Fact], None]
BOTH = (Role.COMPLAINANT, Role.RESPONDENT)
SIGNERS = (*BOTH, Role.MEDIATOR)  # a case without a mediator has nobody to tell there
OTHER = {Role.COMPLAINANT: (Role.RESPONDENT,), Role.RESPONDENT: (Role.COMPLAINANT,)}


def say(template: str, to: Sequence[Role] | None = None, rule: str = "") -> Reaction:
    """Tell these roles, or the other side of whoever acted."""

    def reaction(fact: Fact) -> None:
        _tell(fact, template, to if to is not None else _others(fact), rule)

    return reaction


def _others(fact: Fact) -> Sequence[Role]:
    return OTHER.get(Role(fact.data["role"]), BOTH)


def _owner(fact: Fact) -> Sequence[Role]:
    """Whose duty the news is about, where the fact says so; else the side that did not act."""
    return [Role(fact.data["of"])] if "of" in fact.data else _others(fact)


def _tell(fact: Fact, template: str, to: Sequence[Role], rule: str = "", **values: Any) -> None:
    case = case_by_id(fact.case_id)
    what = fact.record_id or f"{fact.data.get('rule') or fact.data.get('promise')}:{fact.data.get('due_on')}"
    key = f"{fact.case_id}:{what}:{template}"
    tell(News(case, template, fact.at, key, {**_words(fact), **values}, rule), to)


def _words(fact: Fact) -> Mapping[str, Any]:
    """Terms and reasons that a message quotes, from the record of the fact."""
    return {"terms": terms_in_words(fact.case_id), "reason": words_of(fact.record_id)}


def filed(fact: Fact) -> None:
    """The filer gets the number; whoever has to act next is told."""
    _tell(fact, "case_filed", [Role.COMPLAINANT])
    if fact.data["how"] == "direct":
        _tell(fact, "case_for_trader", [Role.RESPONDENT])
    else:
        _tell(fact, "office_received", [Role.OFFICER])


def received(fact: Fact) -> None:
    _tell(fact, "handed_on", [Role.COMPLAINANT], "acceptance")
    _tell(fact, "office_received", [Role.OFFICER], "acceptance")


def paper(fact: Fact) -> None:
    """Number the paper of a decision now; print and sign it in a job."""
    if issued := issue_decision_paper(fact):
        tasks.finish_paper.defer(paper_id=str(issued.pk))


def signed(fact: Fact) -> None:
    """The other side is asked to sign; the last signature makes the paper."""
    agreement = latest_agreement(fact.case_id)
    if agreement is None or not agreement.effective_at:
        _tell(fact, "signed", sorted(agreement.missing) if agreement else ())
        return
    tasks.finish_agreement.defer(agreement_id=str(agreement.id))
    first = agreement.promises[0]
    _tell(fact, "agreement_made", BOTH, task=first.what, due=first.due_on)


def promise(template: str, to: Sequence[Role] | None = None) -> Reaction:
    """News of one promise: what it is, and by when."""

    def reaction(fact: Fact) -> None:
        agreement = latest_agreement(fact.case_id)
        index = fact.data.get("promise")
        found = [one for one in agreement.promises if str(one.index) == str(index)] if agreement else []
        for one in found:
            values = {"promise": one.what, "due": one.due_on, "task": NEXT_STEP, "silence": MISSED}
            _tell(fact, template, to if to is not None else _owner(fact), **values)

    return reaction


def running_out(template: str) -> Reaction:
    """News of a clock: to whoever's duty it is."""

    def reaction(fact: Fact) -> None:
        _tell(fact, template, [Role(fact.data["of"])], fact.data["rule"])

    return reaction


NEXT_STEP = Text("可以请对方履行，或选择下一步", "ask the other side to perform, or take the next step")
MISSED = Text("对方可以把这项记为没有履行", "the other side may record it as not performed")

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "case_filed": (filed,),
    "message_sent": (say("message_posted"),),
    "offer_made": (say("offer_made"),),
    "offer_rejected": (say("offer_rejected"),),
    "offer_withdrawn": (say("offer_withdrawn"),),
    "offer_accepted": (say("offer_accepted"), say("agreement_ready", SIGNERS)),
    "agreement_proposed": (say("agreement_ready", SIGNERS),),
    "draft_edited": (say("agreement_changed"),),
    "turned_to_authority": (received,),
    "case_dispatched": (received, paper),
    "complaint_accepted": (say("accepted", BOTH, "mediation"), paper),
    "complaint_refused": (say("refused", [Role.COMPLAINANT]), paper),
    "identity_requested": (say("returned", [Role.COMPLAINANT], "identity_proof"), paper),
    "mediator_assigned": (say("mediator_assigned", [*BOTH, Role.MEDIATOR], "mediation"),),
    "mediation_terminated": (say("mediation_ended", BOTH), paper),
    "mediation_declined": (say("mediation_ended", BOTH), paper),
    "agreement_signed": (signed,),
    "promise_confirmed": (promise("promise_kept"),),
    "promise_missed": (promise("promise_missed", BOTH),),
    "promise_near": (promise("promise_due"),),
    "deadline_near": (running_out("deadline_near"),),
    "deadline_missed": (running_out("deadline_missed"),),
}


def react(fact: Fact) -> None:
    for reaction in REACTIONS.get(fact.name, ()):
        reaction(fact)


def install() -> None:
    """Called once when the platform starts."""
    events.subscribe(react)
