"""What follows from what: one table from facts to functions.

Everything here runs in the transaction of the fact. Heavy work (printing, signing, sending) is a job deferred in that
same transaction: it happens if and only if the fact did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from hejie.agreements.queries import latest_agreement
from hejie.base import events
from hejie.base.events import Fact
from hejie.cases.facts import gather
from hejie.cases.notices import News, tell, tell_each
from hejie.cases.papers import issue_decision_paper
from hejie.cases.queries import case_by_id, contents_of, reason_of
from hejie.cases.writers.filing import ENTERED
from hejie.dispatch.queries import surfaces
from hejie.drafting.queries import begins_anew
from hejie.jobs import tasks
from hejie.knowledge.checklists import proofs_for
from hejie.mediation import meeting_news
from hejie.mediation.delegation import delegated
from hejie.messaging.templates import TEMPLATES
from hejie.negotiation import blind
from hejie.negotiation.queries import terms_in_words
from hejie.oversight import ledger
from hejie.panels import notices
from hejie.rules import reminders
from hejie.rules.model import Role, Text
from hejie.rules.procedures._followup import REVIEW_ANSWER, is_bad
from hejie.rules.promises import next_step

Reaction = Callable[[Fact], None]
BOTH = (Role.COMPLAINANT, Role.RESPONDENT)
ROOM = (*BOTH, Role.MEDIATOR)  # a case without a mediator has nobody to tell there
FILER, OFFICE = (Role.COMPLAINANT, Role.REPRESENTED), (Role.OFFICER,)
DESK = (Role.OFFICER, Role.HEAD)
CASE_STAFF = (Role.OFFICER, Role.MEDIATOR)
UNSAID = Text("没有写明", "not stated")
KEPT = Text("约定都办妥了", "every promise was kept")
NOT_KEPT = Text("约定没有履行", "the promises were not kept")
RECORDED = Text("已达成协议，记入调解记录", "agreed, and kept as a record of mediation")
NEXT_STEP = Text("可以请对方履行，或选择下一步", "ask the other side to perform, or take the next step")
MISSED = Text("对方可以把这项记为没有履行", "the other side may record it as not performed")


def say(template: str, to: Sequence[Role] | None = None, rule: str = "", **values: Any) -> Reaction:
    """Tell these roles, or the other side of whoever acted."""

    def reaction(fact: Fact) -> None:
        _tell(fact, template, to if to is not None else _others(fact), rule, **values)

    return reaction


def _others(fact: Fact) -> Sequence[Role]:
    """Both sides but for the one that acted, and whom a joint complaint represents."""
    return [side for side in (*BOTH, Role.REPRESENTED) if side != fact.data["role"]]


def _owner(fact: Fact) -> Sequence[Role]:
    """Whose duty the news is about, where the fact says so; else the side that did not act."""
    return [Role(fact.data["of"])] if "of" in fact.data else _others(fact)


def _tell(fact: Fact, template: str, to: Sequence[Role], rule: str = "", **values: Any) -> None:
    tell(_news(fact, template, rule, **values), to)


def _news(fact: Fact, template: str, rule: str = "", **values: Any) -> News:
    case = case_by_id(fact.case_id)
    what = fact.record_id or f"{fact.data.get('rule') or fact.data.get('promise')}:{fact.data.get('due_on')}"
    key = f"{fact.case_id}:{what}:{template}"
    return News(case, template, fact.at, key, {**_words(fact, template), **values}, rule)


def _words(fact: Fact, template: str) -> Mapping[str, Any]:
    """Terms and reasons from the record of the fact, where the message quotes them."""
    quoted = TEMPLATES[template].placeholders
    words: dict[str, Any] = {}
    if "terms" in quoted:
        words["terms"] = terms_in_words(fact.case_id)
    if "reason" in quoted:
        words["reason"] = reason_of(fact.record_id) or UNSAID
    return words


def filed(fact: Fact) -> None:
    """The filer gets the number; whoever has to act next is told."""
    sent = _news(fact, "case_filed" if fact.data["kind"] == "complaint" else "moved_on")
    is_direct = fact.data["how"] == "direct"
    to_do = _news(fact, "case_for_trader" if is_direct else "office_to_do")
    tell_each((sent, FILER), (to_do, [Role.RESPONDENT] if is_direct else OFFICE))


def received(fact: Fact) -> None:
    """An office has it now: the filer hears which one, and by when it decides."""
    is_complaint = case_by_id(fact.case_id).kind == "complaint"
    _tell(fact, "handed_on" if is_complaint else "moved_on", FILER, "acceptance")
    _tell(fact, "office_to_do", OFFICE)


def bounced(fact: Fact) -> None:
    """A case that was passed to and fro too often surfaces at the office above."""
    if surfaces(fact.case_id):
        _tell(fact, "case_bounced", [Role.SUPERIOR])


def left(fact: Fact) -> None:
    """The filer ended it: the other side hears, and so does the office if it had the case."""
    _tell(fact, "moved_on", [Role.RESPONDENT, Role.MEDIATOR])
    if case_by_id(fact.case_id).received_at:
        _tell(fact, "office_to_do", OFFICE)


def paper(fact: Fact) -> None:
    """Number the paper of a decision now; print and sign it in a job."""
    if issued := issue_decision_paper(fact):
        tasks.finish_paper.defer(paper_id=str(issued.pk))


def ruled(fact: Fact) -> None:
    """Both sides hear what the court ruled, and what follows from it."""
    is_confirmed = fact.data["result"] == "confirmed"
    _tell(fact, "court_confirmed" if is_confirmed else "court_rejected", BOTH)


def registered(fact: Fact) -> None:
    """What an office entered for somebody gets its registration form."""
    if fact.data["channel"] in ENTERED:
        paper(fact)


def signed(fact: Fact) -> None:
    """Who has not signed or said yes yet is asked to; the last of them makes the paper."""
    agreement = latest_agreement(fact.case_id)
    is_oral = agreement is not None and agreement.is_oral
    if agreement is None or not agreement.effective_at:
        _tell(fact, "oral_ready" if is_oral else "signed", sorted(agreement.missing) if agreement else ())
        return
    tasks.finish_agreement.defer(agreement_id=str(agreement.id))
    first = agreement.promises[0]
    _tell(fact, "oral_made" if is_oral else "agreement_made", BOTH, task=first.what, due=first.due_on)


def noted_by_phone(fact: Fact) -> None:
    """Whose yes the mediator wrote down hears of it at once."""
    _tell(fact, "oral_noted", [Role(fact.data["side"])])


def promise(template: str, to: Sequence[Role] | None = None, task: Text = NEXT_STEP) -> Reaction:
    """News of one promise: what it is, and by when."""

    def reaction(fact: Fact) -> None:
        agreement = latest_agreement(fact.case_id)
        index = fact.data.get("promise")
        found = [one for one in agreement.promises if str(one.index) == str(index)] if agreement else []
        for one in found:
            values: dict[str, Any] = {"promise": one.what, "due": one.due_on, "task": task, "silence": MISSED}
            _tell(fact, template, to if to is not None else _owner(fact), **values)

    return reaction


def overdue(fact: Fact) -> None:
    """The days of grace are over: the side that waits hears the next legal step."""
    step = next_step(gather(case_by_id(fact.case_id), fact.at))
    promise("promise_overdue", task=step.title)(fact)


def last_promise(fact: Fact) -> None:
    """When nothing is owed any more both sides hear that it is over, and may rate it."""
    if fact.data["state"] == "closed":
        _tell(fact, "case_closed", BOTH, reason=KEPT)


def running_out(template: str) -> Reaction:
    """News of a clock: to whom the table of reminders says."""

    def reaction(fact: Fact) -> None:
        to = reminders.told_at(fact.data["stage"], Role(fact.data["of"]))
        _tell(fact, template, to, fact.data["rule"], **_clock(fact))

    return reaction


def acceptance_late(fact: Fact) -> None:
    """Who waits for the decision hears that its time has passed."""
    if fact.data["rule"] == "acceptance":
        _tell(fact, "acceptance_late", FILER, **_clock(fact))


def reviewed(fact: Fact) -> None:
    """The outcome to whoever asked; set aside, the office has the complaint to decide again."""
    _tell(fact, "review_decided", FILER)
    if fact.data["state"] == "received":
        _tell(fact, "office_to_do", OFFICE)


def delegation(fact: Fact) -> None:
    proposed = delegated(fact.case_id)
    _tell(fact, "delegation_proposed", BOTH, body=proposed.body if proposed else "")


def proof_asked(fact: Fact) -> None:
    """The side that can bring it: what, and by when."""
    what = next(one.what for one in proofs_for(case_by_id(fact.case_id)) if one.key == fact.data["proof"])
    due = date.fromisoformat(fact.data["by_date"])
    _tell(fact, "proof_asked", [Role(fact.data["side"])], task=what, due=due)


def contact_known(fact: Fact) -> None:
    """By which phone a trader is known that had none: to the complainant, and to the office that has the case."""
    phone = contents_of(fact.case_id)[fact.record_id]["phone"]
    has_office = case_by_id(fact.case_id).received_at is not None
    _tell(fact, "contact_known", (*FILER, *(OFFICE if has_office else ())), phone=phone)


def draft_edited(fact: Fact) -> None:
    """Who is not in the room hears that it was taken up again, not of every sentence."""
    if begins_anew(fact.case_id, fact.at):
        _tell(fact, "agreement_changed", _others(fact))


def bad_review(fact: Fact) -> None:
    """The head hears of a bad review; nobody else does."""
    if is_bad(fact.data):
        _tell(fact, "bad_review", (Role.HEAD,), REVIEW_ANSWER)


def _clock(fact: Fact) -> Mapping[str, Any]:
    """The day the news is about: the clock itself may have been ended by what follows."""
    return {"due": date.fromisoformat(fact.data["due_on"])}


REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "case_filed": (filed, registered),
    "contact_proved": (contact_known,),
    "message_sent": (say("message_posted"),),
    "evidence_added": (say("files_added"),),
    "facts_added": (say("office_to_do", OFFICE),),
    "offer_made": (say("offer_made"),),
    "offer_rejected": (say("offer_rejected"),),
    "offer_withdrawn": (say("offer_withdrawn"),),
    "offer_accepted": (say("offer_accepted"), say("agreement_ready", ROOM)),
    "agreement_proposed": (say("agreement_ready", ROOM),),
    "peoples_agreement_proposed": (say("agreement_ready", ROOM),),
    "oral_agreement_recorded": (say("oral_ready", BOTH),),
    "oral_agreed": (signed,),
    "oral_agreed_by_phone": (noted_by_phone, signed),
    "oral_declined": (say("moved_on"),),
    "draft_edited": (draft_edited,),
    "draft_agreed": (say("draft_agreed"),),
    "bidding_opened": (say("bidding_opened", BOTH),),
    "bid_made": (blind.compare_bids,),
    "bids_met": (say("proposal_made", BOTH),),
    "terms_proposed": (say("proposal_made", BOTH),),
    "proposal_answered": (blind.compare_answers,),
    "proposal_met": (say("agreement_ready", ROOM),),
    "negotiation_ended": (say("moved_on"),),
    "negotiation_expired": (say("moved_on"),),
    "turned_to_authority": (received,),
    "complaint_withdrawn": (left, paper),
    "representation_consented": (say("moved_on", FILER),),
    "case_dispatched": (received, paper),
    "case_returned": (say("moved_on", FILER), say("office_to_do", OFFICE), bounced, paper),
    "handed_to_station": (say("office_to_do", OFFICE),),
    "venue_disputed": (say("moved_on", FILER), say("office_to_do", [Role.ASKED]), bounced),
    "venue_agreed": (received,),
    "venue_declined": (say("moved_on", FILER), say("office_to_do", [Role.COMMON_SUPERIOR])),
    "venue_referred": (say("moved_on", FILER), say("office_to_do", [Role.COMMON_SUPERIOR])),
    "case_kept": (received,),
    "office_designated": (received,),
    "case_taken_up": (received,),
    "superior_asked": (say("office_to_do", [Role.SUPERIOR]),),
    "handing_up_declined": (say("office_to_do", OFFICE),),
    "officer_assigned": (say("office_to_do", OFFICE),),
    "complaint_accepted": (say("accepted", BOTH, "mediation"), paper),
    "complaint_refused": (say("refused", FILER), paper),
    "complaint_redirected": (say("moved_on", FILER),),
    "review_requested": (say("office_to_do", (Role.HEAD,)),),
    "review_decided": (reviewed,),
    "case_split": (say("divided", (Role.COMPLAINANT,)),),
    "passed_to_police": (say("office_to_do", (Role.HEAD,)),),
    "identity_requested": (say("returned", FILER, "identity_proof"), paper),
    "identity_provided": (say("office_to_do", OFFICE),),
    "mediator_assigned": (say("mediator_assigned", ROOM, "mediation"),),
    "delegation_proposed": (delegation,),
    "delegation_consented": (say("office_to_do", OFFICE),),
    "delegation_declined": (say("office_to_do", OFFICE),),
    "mediation_delegated": (say("mediator_assigned", ROOM, "mediation"),),
    "times_proposed": (meeting_news.times_proposed,),
    "times_chosen": (meeting_news.times_answered,),
    "times_declined": (meeting_news.times_answered,),
    "meeting_called": (meeting_news.meeting_called, paper),
    "meeting_moved": (meeting_news.meeting_moved,),
    "meeting_cancelled": (say("meeting_cancelled", BOTH),),
    "meeting_missed": (meeting_news.meeting_missed,),
    "paper_waived": (say("paper_waived"),),
    "session_opened": (say("room_open", BOTH),),
    "minutes_laid": (say("minutes_laid", BOTH),),
    "minutes_objected": (say("minutes_objected", (Role.MEDIATOR,)),),
    "mediation_recorded": (say("case_closed", BOTH, reason=RECORDED), paper),
    "mediator_recused": (say("moved_on", BOTH), say("office_to_do", OFFICE)),
    "recusal_requested": (say("moved_on"), say("office_to_do", OFFICE)),
    "recusal_decided": (say("moved_on", ROOM),),
    "testing_started": (say("moved_on", BOTH),),
    "testing_ended": (say("moved_on", BOTH),),
    "mediation_terminated": (say("mediation_ended", BOTH), paper),
    "mediation_declined": (say("mediation_ended", BOTH), paper),
    "termination_notified": (say("moved_on", BOTH),),
    "agreement_signed": (signed,),
    "signing_declined": (say("moved_on"),),
    "promise_confirmed": (promise("promise_kept"), last_promise),
    "promise_reported_missed": (promise("promise_missed"),),
    "promise_missed": (promise("promise_missed", BOTH),),
    "promise_near": (promise("promise_due"),),
    "promise_today": (promise("promise_today"),),
    "promise_overdue": (overdue,),
    "promise_part_confirmed": (promise("promise_part"),),
    "closed_unperformed": (say("case_closed", BOTH, reason=NOT_KEPT),),
    "confirmation_proposed": (say("confirmation_asked", rule="judicial_confirmation"),),
    "confirmation_applied": (say("confirmation_news", BOTH), paper),
    "confirmation_dropped": (say("confirmation_news"),),
    "confirmation_withdrawn": (say("confirmation_news"),),
    "confirmation_accepted": (say("confirmation_news", BOTH),),
    "confirmation_supplement_asked": (say("court_asks", BOTH), say("court_asks", OFFICE)),
    "confirmation_supplemented": (say("confirmation_news"),),
    "confirmation_ruled": (ruled,),
    "court_invited": (say("moved_on", BOTH), say("office_to_do", OFFICE)),
    "court_replied": (paper,),
    "proof_asked": (proof_asked,),
    "help_asked": (notices.asked,),
    "help_answered": (say("advice_given", CASE_STAFF),),
    "panel_called": (notices.called,),
    "panel_resolved": (say("advice_given", CASE_STAFF),),
    "deadline_near": (running_out("deadline_near"),),
    "deadline_today": (running_out("deadline_today"),),
    "deadline_missed": (running_out("deadline_missed"), acceptance_late),
    "deadline_escalated": (running_out("deadline_escalated"),),
    "contact_missed": (say("contact_late", (Role.OFFICER, Role.HEAD)),),
    "contact_escalated": (say("contact_late", (Role.SUPERIOR,)),),
    "case_urged": (say("urged", OFFICE),),
    "supervision_ordered": (say("supervised", DESK, "supervision_answer"), paper),
    "supervision_repeated": (say("supervised", DESK, "supervision_answer"), paper),
    "talk_called": (paper,),
    "supervision_answered": (say("supervision_answered", (Role.HEAD, Role.SUPERIOR)),),
    "case_rated": (bad_review,),
    "followup_recorded": (bad_review,),
    "rectification_ordered": (say("to_rectify", DESK, "rectification"),),
    "rectification_repeated": (say("to_rectify", DESK, "rectification"),),
    "rectification_reported": (say("rectified", (Role.HEAD,)),),
    "report_merged": (say("moved_on", FILER),),
    "report_redirected": (say("moved_on", FILER),),
    "case_opened": (say("office_to_do", OFFICE),),
    "case_not_opened": (say("office_to_do", OFFICE),),
    "case_decided": (say("office_to_do", OFFICE),),
    "reporter_told": (say("moved_on", FILER),),
    "reporter_told_not_opened": (say("moved_on", FILER),),
    "result_told": (say("moved_on", FILER), paper),
    "correction_ordered": (say("office_to_do", OFFICE), paper),
    "reward_claimed": (say("office_to_do", OFFICE),),
    "reward_graded": (say("office_to_do", (Role.HEAD,)),),
    "reward_decided": (say("moved_on", FILER), say("office_to_do", OFFICE)),
    "reward_paid": (say("moved_on", FILER),),
    "enquiry_answered": (say("moved_on", FILER),),
    "enquiry_redirected": (say("moved_on", FILER),),
    "enquiry_withdrawn": (say("office_to_do", OFFICE),),
}

# Nothing leaves the house at these: whoever is concerned sees them where they work.
QUIET = frozenset(
    {
        "agent_appointed",  # the office finds them with the complainant
        "agent_revoked",
        "contact_noted",
        "followup_tried",
        "rectification_checked",
        "review_dismissed",
        "supervision_closed",
        "talk_recorded",
        "check_extended",
        "clue_recorded",  # the report that it opens is told to those who check it, and to nobody else
        "proof_linked",  # it stands on the list
        "opinion_given",  # the panel reads it where it was given
        "panel_cancelled",
        "reading_agreed",
        "bidding_closed",  # nothing met, and nothing is said of it
        "proposal_withdrawn",
        "draft_commented",  # remarks stand beside the clause, for those who write it
        "draft_noted",
        "draft_retracted",
        "comment_resolved",
        "note_resolved",
        "code_requested",  # the code itself is the message
        "decision_extended",
        "delivery_recorded",
        "mediation_consented",
        "visit_recorded",
        "session_ended",  # what happens in the room is told in the room
        "recording_consented",
        "recording_refused",
        "minutes_confirmed",
    }
)


def react(fact: Fact) -> None:
    ledger.note(fact)
    for reaction in REACTIONS.get(fact.name, ()):
        reaction(fact)


def install() -> None:
    """Called once when the platform starts, by the app of the API."""
    events.subscribe(react)
