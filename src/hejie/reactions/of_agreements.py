"""What follows from the facts of an agreement: its draft, signatures and promises, and what a court rules on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hejie.agreements.queries import latest_agreement
from hejie.base.events import Fact
from hejie.cases.facts import gather
from hejie.cases.notices import tell
from hejie.cases.queries import case_by_id
from hejie.drafting.queries import begins_anew
from hejie.jobs import tasks
from hejie.reactions.news import BOTH, Reaction, news_of, others, owner, tell_roles
from hejie.rules.model import Role, Text
from hejie.rules.promises import next_step

KEPT = Text("约定都办妥了", "every promise was kept")
NEXT_STEP = Text("可以请对方履行，或选择下一步", "ask the other side to perform, or take the next step")
PERFORM = Text("请您尽快办好，对方可以选择下一步", "please perform it now; the other side may take the next step")
MISSED = Text("对方可以把这项记为没有履行", "the other side may record it as not performed")


def draft_edited(fact: Fact) -> None:
    """Who is not in the room hears that it was taken up again, not of every sentence."""
    if begins_anew(fact.case_id, fact.at):
        tell_roles(fact, "agreement_changed", others(fact))


def signed(fact: Fact) -> None:
    """Who has not signed or said yes yet is asked to; the last of them makes the paper."""
    agreement = latest_agreement(fact.case_id)
    is_oral = agreement is not None and agreement.is_oral
    if agreement is None or not agreement.effective_at:
        tell_roles(fact, "oral_ready" if is_oral else "signed", sorted(agreement.missing) if agreement else ())
        return
    tasks.finish_agreement.defer(agreement_id=str(agreement.id))
    first = agreement.promises[0]
    tell_roles(fact, "oral_made" if is_oral else "agreement_made", BOTH, task=first.what, due=first.due_on)


def noted_by_phone(fact: Fact) -> None:
    """Whose yes the mediator wrote down hears of it at once."""
    tell_roles(fact, "oral_noted", [Role(fact.data["side"])])


def promise(template: str, to: Sequence[Role] | None = None, task: Text = NEXT_STEP) -> Reaction:
    """News of one promise: what it is, by when, and what each may do; whoever owes it is to do it."""

    def reaction(fact: Fact) -> None:
        agreement = latest_agreement(fact.case_id)
        index = fact.data.get("promise")
        found = [one for one in agreement.promises if str(one.index) == str(index)] if agreement else []
        for one in found:
            news = news_of(fact, template, promise=one.what, due=one.due_on, task=task, silence=MISSED)
            own = {one.debtor: {"task": PERFORM}}
            tell(replace(news, own=own), to if to is not None else owner(fact))

    return reaction


def overdue(fact: Fact) -> None:
    """The days of grace are over: the side that waits hears the next legal step."""
    step = next_step(gather(case_by_id(fact.case_id), fact.at))
    promise("promise_overdue", task=step.title)(fact)


def last_promise(fact: Fact) -> None:
    """When nothing is owed any more both sides hear that it is over, and may rate it."""
    if fact.data["state"] == "closed":
        tell_roles(fact, "case_closed", BOTH, reason=KEPT)


def ruled(fact: Fact) -> None:
    """Both sides hear what the court ruled, and what follows from it."""
    is_confirmed = fact.data["result"] == "confirmed"
    tell_roles(fact, "court_confirmed" if is_confirmed else "court_rejected", BOTH)
