"""What follows from what: one table from facts to functions.

Everything here runs in the transaction of the fact. Heavy work (printing, signing, sending) is a job deferred in that
same transaction: it happens if and only if the fact did. The functions stand by subject: `news` tells people,
`of_cases` and `of_agreements` say what else follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.base import events
from hejie.base.events import Fact
from hejie.mediation import meeting_news
from hejie.negotiation import blind
from hejie.oversight import ledger
from hejie.panels import notices
from hejie.reactions.news import BOTH, CASE_STAFF, DESK, FILER, OFFICE, ROOM, Reaction, say
from hejie.reactions.of_agreements import draft_edited, last_promise, noted_by_phone, overdue, promise, ruled, signed
from hejie.reactions.of_cases import (
    acceptance_late,
    bad_review,
    bounced,
    contact_corrected,
    contact_known,
    delegation,
    filed,
    left,
    paper,
    phone_released,
    proof_asked,
    received,
    registered,
    reviewed,
    running_out,
)
from hejie.rules.model import Role, Text

NOT_KEPT = Text("约定没有履行", "the promises were not kept")
RECORDED = Text("已达成协议，记入调解记录", "agreed, and kept as a record of mediation")


REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "case_filed": (filed, registered),
    "contact_proved": (contact_known,),
    "contact_corrected": (contact_corrected,),
    "phone_released": (phone_released,),
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
    "mediator_assigned": (say("mediator_assigned", ROOM, "mediation"), notices.guided),
    "delegation_proposed": (delegation,),
    "delegation_consented": (say("office_to_do", OFFICE),),
    "delegation_declined": (say("office_to_do", OFFICE),),
    "mediation_delegated": (say("mediator_assigned", ROOM, "mediation"), notices.guided),
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
    "promise_sent": (promise("promise_sent"),),
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
        "account_joined",  # by the very person
        "agent_appointed",  # the office finds them with the complainant
        "agent_revoked",
        "case_lapsed",  # nobody came back for years, and all that could be told is erased in the same night
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
