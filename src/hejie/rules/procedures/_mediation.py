"""Moves of mediation: who mediates, consent, the shared draft, testing, termination."""

from __future__ import annotations

from hejie.rules.agreement_contents import PEOPLES
from hejie.rules.model import Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures import _blind, _drafting, _recusal
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import (
    MEDIATOR,
    MEDIATOR_FIELD,
    NOTE,
    OFFICER,
    SIDES,
    STAFF,
    SYSTEM,
    TERMS,
    ground,
    need,
    words,
)

MEDIATING = frozenset({"mediating"})
BEFORE_AGREEMENT = frozenset({"accepted", "mediating", "suspended", "testing", "signing", "agreeing"})


def moves(law: Law) -> tuple[Move, ...]:
    """Everything between acceptance and an agreement or the end without one."""
    return (
        *_mediators(law),
        *_consent(law),
        *_blind.moves(law),
        *_drafting.moves(law),
        *_proposal(law),
        *_recusal.moves(law),
        *_testing(law),
        *_termination(law),
    )


def _mediators(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "assign_mediator",
            Text("指定调解员，并告知双方", "Assign a mediator and tell both sides"),
            frozenset({"accepted", "mediating", "suspended"}),
            OFFICER,
            "mediator_assigned",
            law.mediator,
            target="mediating",
            fields=(MEDIATOR_FIELD, NOTE),
            resumes=("mediation",),
        ),
    )


def _consent(law: Law) -> tuple[Move, ...]:
    before_talks = frozenset({"accepted", "mediating"})
    return (
        Move(
            "consent_mediation",
            Text("同意调解", "Agree to mediation"),
            before_talks,
            SIDES,
            "mediation_consented",
            law.consent,
            needs=(
                need(
                    "not_consented_yet",
                    law.consent,
                    "您已经同意调解了，不用再点一次。",
                    "You have already agreed to mediation.",
                    lambda facts: facts.acting not in facts.mediation_consents,
                ),
            ),
        ),
        Move(
            "decline_mediation",
            Text("不同意调解", "Decline mediation"),
            before_talks,
            SIDES,
            "mediation_declined",
            law.termination,
            target="terminated",
            fields=(words("reason", "为什么不同意", "Reason", required=False, maximum=500),),
            starts=("termination_notice",),
            stops=("mediation",),
            warning=Text(
                "不同意的话，调解就终止了。争议没有解决的，还可以起诉；有仲裁协议的，可以申请仲裁。",
                "Mediation ends with this. The dispute can still go to court, or to arbitration where both sides agreed on it.",
            ),
        ),
    )


def _proposal(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "propose_agreement",
            Text("按这个方案定协议，请双方签名", "Settle on these terms and ask both sides to sign"),
            MEDIATING,
            MEDIATOR,
            "agreement_proposed",
            law.agreement,
            target="signing",
            fields=(TERMS, NOTE),
            needs=(_by_no_committee(law), _drafting.draft_agreed(law)),
        ),
    )


def _by_no_committee(law: Law) -> Need:
    return need(
        "not_by_a_peoples_committee",
        law.agreement,
        "这件投诉由人民调解委员会调解，请用“人民调解协议书”，里面要写明事实、争议事项和各方责任。",
        "A people's mediation committee mediates this complaint: please draw up the people's mediation agreement.",
        lambda facts: facts.road != PEOPLES,
    )


_PAYERS = {
    "complainant": Text("投诉人", "Complainant"),
    "respondent": Text("被投诉人", "Respondent"),
    "shared": Text("双方分担", "Shared"),
}


_NAMED_BY = {
    "sides": Text("双方商定的", "The sides agreed on it"),
    "office": Text("双方商量不成，由本局指定", "The sides agreed on none; the office names it"),
}


def _may_name(facts: Facts, who: str) -> bool:
    """Naming a body where the sides agree on none is for the office that accepted, not for whoever mediates."""
    return who != "office" or facts.acting is Role.OFFICER


def _body(law: Law) -> tuple[Field, ...]:
    body = Field("body", Text("鉴定、检测机构", "Testing body"), minimum=2, maximum=100)
    if not law.designates_testing:
        return (body,)
    label = Text("机构是怎么定的", "How the body was chosen")
    return (body, Field("named_by", label, Kind.CHOICE, choices=_NAMED_BY, allows=_may_name))


_PAYER = Field(
    "payer",
    Text("双方商定费用由谁承担", "Who bears the cost, as the sides agreed"),
    Kind.CHOICE,
    choices=_PAYERS,
    hint=Text(
        "费用要双方商定；商量不成，可以终止调解。",
        "The sides decide this together; if they cannot, the mediation may be ended.",
    ),
)


def _testing(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "start_testing",
            Text("送去鉴定、检测，调解期限暂停", "Send for testing; the mediation period pauses"),
            MEDIATING,
            STAFF,
            "testing_started",
            law.testing,
            target="testing",
            fields=(*_body(law), _PAYER),
            pauses=("mediation",),
        ),
        Move(
            "end_testing",
            Text("记下鉴定、检测结果，继续调解", "Record the test result and go on"),
            frozenset({"testing"}),
            STAFF,
            "testing_ended",
            law.testing_time,
            target="mediating",
            fields=(words("result", "结果", "Result"),),
            resumes=("mediation",),
        ),
    )


def _ground_is_open(facts: Facts, key: str) -> bool:
    """The time limit is a ground only once it has passed."""
    return key != "time_limit" or "mediation" in facts.late_terms


def _termination(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "terminate",
            Text("终止调解", "Terminate the mediation"),
            BEFORE_AGREEMENT,
            STAFF,
            "mediation_terminated",
            law.termination,
            target="terminated",
            fields=(
                ground(law.termination_grounds, _ground_is_open),
                words("reasons", "理由", "Reasons", minimum=10),
            ),
            starts=("termination_notice",),
            stops=("mediation",),
            warning=Text(
                "终止后不能恢复调解。请在 7 个工作日内告知双方。",
                "Mediation cannot be resumed. Both sides must be told within 7 working days.",
            ),
        ),
        Move(
            "notify_termination",
            Text("把终止决定告知双方", "Tell both sides of the termination"),
            frozenset({"terminated"}),
            STAFF | SYSTEM,
            "termination_notified",
            law.termination_notice,
            target="ended",
            fields=(
                words("how", "怎样告知的（网上、短信、电话、信函）", "How they were told", required=False, maximum=200),
            ),
            stops=("termination_notice",),
        ),
    )
