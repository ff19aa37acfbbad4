"""The periods of time, with their articles, built for one edition."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.edition import Term
from hejie.rules.model import Article, Role, Text, Unit
from hejie.rules.procedures import _competence, _confirmation, _followup, _supervision, _talk
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law

ON_RECEIPT = Text("收到投诉", "Receipt of the complaint")
NO_RIGHT_LOST = Text(
    "到期没处理会标为逾期，并提醒部门负责人。不影响任何一方的权利。",
    "It is marked overdue and the head of the office is told. No right is lost.",
)


def terms(law: Law) -> Mapping[str, Term]:
    """Every term of the edition by key."""
    all_terms = (*_direct(), *_authority(law), *_mediation(law), *_reports(law), _enquiry())
    all_terms += (*_supervision.terms(), *_followup.terms(), *_talk.terms(), *_confirmation.terms())
    return {term.key: term for term in all_terms}


def _direct() -> tuple[Term, ...]:
    return (
        Term(
            "odr_settlement",
            Text("直接协商", "Direct negotiation"),
            10,
            Unit.WORKING_DAY,
            laws.ODR_SETTLEMENT,
            Role.RESPONDENT,
            Text("消费者选择直接协商", "The consumer chose to negotiate directly"),
            Text(
                "到期没谈成，协商自动结束，消费者可以请市场监管部门处理。权利不受影响。",
                "The negotiation ends by itself and the consumer may turn to the authority. No right is lost.",
            ),
            on_expiry="expire_negotiation",
        ),
    )


def _authority(law: Law) -> tuple[Term, ...]:
    return (
        Term(
            "acceptance",
            Text("受理决定", "Decision on acceptance"),
            7,
            Unit.WORKING_DAY,
            law.acceptance,
            Role.OFFICER,
            ON_RECEIPT,
            Text(
                "到期没决定会标为逾期，并提醒部门负责人；逾期不等于受理，也不影响任何一方的权利。",
                "It is marked overdue and the head of the office is told; it does not count as acceptance. No right is lost.",
            ),
        ),
        # The law gives no number: the notice sets its own date. Seven days stand in where it names none.
        Term(
            "identity_proof",
            Text("提供身份证明", "Proof of identity"),
            7,
            Unit.CALENDAR_DAY,
            law.identity,
            Role.COMPLAINANT,
            Text("发出限期提供身份证明材料通知", "Notice asking for proof of identity"),
            Text(
                "到期没提供，这个投诉可能不予受理。补齐后可以重新提出。",
                "Without it the complaint may be refused. It can be made again once the proof is at hand.",
            ),
            dated_by="by_date",
        ),
        _review(),
        *_competence.terms(law),
    )


def _review() -> Term:
    return Term(
        "review",
        Text("复核不予受理", "Review of the refusal"),
        5,
        Unit.WORKING_DAY,
        laws.HOUSE_REVIEW,
        Role.HEAD,
        Text("投诉人请求复核", "The complainant asks for a review"),
        NO_RIGHT_LOST,
    )


def _mediation(law: Law) -> tuple[Term, ...]:
    return (
        # A person signs the termination, so the passing of the term makes no move by itself.
        Term(
            "mediation",
            Text("调解", "Mediation"),
            law.mediation_days,
            law.mediation_unit,
            law.mediation_term,
            Role.MEDIATOR,
            Text("决定受理", "Acceptance of the complaint"),
            Text(
                "到期没达成协议，承办人会终止调解。双方还可以起诉；有仲裁协议的，可以申请仲裁。",
                "Without an agreement the officer ends the mediation. Court stays open, and arbitration where both sides agreed on it.",
            ),
            pausable=True,
        ),
        Term(
            "termination_notice",
            Text("告知终止决定", "Notice of termination"),
            7,
            Unit.WORKING_DAY,
            law.termination_notice,
            Role.OFFICER,
            Text("作出终止调解决定", "Decision to terminate the mediation"),
            NO_RIGHT_LOST,
        ),
        Term(
            "judicial_confirmation",
            Text("双方一起申请司法确认（自愿）", "Joint application for judicial confirmation (voluntary)"),
            30,
            Unit.CALENDAR_DAY,
            laws.CONFIRMATION,
            Role.COMPLAINANT,
            Text("调解协议生效", "The mediation agreement takes effect"),
            Text(
                "过了 30 天不能再申请司法确认；协议仍然有效，可以凭它起诉。能不能确认，由法院决定。",
                "After 30 days confirmation can no longer be asked for; the agreement still binds and can be sued on. Whether it is confirmed is for the court.",
            ),
            is_voluntary=True,
        ),
    )


FOUND = Text("收到举报材料", "Receipt of the report")
LATE_CHECK = Text(
    "到期没决定是否立案会标为逾期，并提醒部门负责人。", "It is marked overdue and the head of the office is told."
)


def _reports(law: Law) -> tuple[Term, ...]:
    return (*_checks(), _case_decision(), *_reporter_notice(law.reporter_notice))


def _checks() -> tuple[Term, ...]:
    return (
        Term(
            "report_check",
            Text("核查举报", "Check of the report"),
            15,
            Unit.WORKING_DAY,
            laws.CLUE_CHECK,
            Role.OFFICER,
            FOUND,
            LATE_CHECK,
            pausable=True,
            extension_days=15,
        ),
        Term(
            "report_check_extended",
            Text("核查举报（经批准延长）", "Check of the report, extended"),
            30,
            Unit.WORKING_DAY,
            laws.CLUE_CHECK,
            Role.OFFICER,
            FOUND,
            LATE_CHECK,
            pausable=True,
        ),
    )


def _case_decision() -> Term:
    return Term(
        "case_decision",
        Text("作出处理决定", "Decision in the case"),
        90,
        Unit.CALENDAR_DAY,
        laws.CASE_DECISION,
        Role.HEAD,
        Text("决定立案", "The case is opened"),
        Text(
            "到期要由部门负责人集体讨论是否继续延期。",
            "The heads of the office then decide together on a further extension.",
        ),
        pausable=True,
        extension_days=30,
    )


def _reporter_notice(notice: Article | None) -> tuple[Term, ...]:
    if notice is None:
        return ()
    term = Term(
        "reporter_notice",
        Text("告知举报人是否立案", "Telling the reporter"),
        5,
        Unit.WORKING_DAY,
        notice,
        Role.OFFICER,
        Text("作出是否立案决定", "Decision whether to open a case"),
        NO_RIGHT_LOST,
    )
    return (term,)


def _enquiry() -> Term:
    # No law sets a time for answering an enquiry: this is the promise of the house.
    return Term(
        "enquiry_reply",
        Text("答复咨询", "Answer to the enquiry"),
        5,
        Unit.WORKING_DAY,
        laws.HOUSE_ENQUIRY,
        Role.OFFICER,
        Text("收到咨询", "Receipt of the enquiry"),
        NO_RIGHT_LOST,
        promised_by="enquiry_promise_days",
    )
