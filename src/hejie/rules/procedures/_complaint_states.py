"""Where a complaint may stand, whose turn it is there, and what happens next."""

from __future__ import annotations

from hejie.rules.model import Facts, Role, State, Text
from hejie.rules.procedures import _agreement, _competence, _meeting, _oral, _review
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law


def states(law: Law) -> tuple[State, ...]:
    """Every state of a complaint, in the order a complaint passes them."""
    running = (
        *_talks(),
        *_decision(law),
        *_competence.states(law),
        *_review.states(),
        *_mediation(law),
        *_oral.states(),
        *_agreed(),
        *_terminated(law),
    )
    return (*running, *_settled(law), *_over(law))


def _negotiating_turn(facts: Facts) -> Role:
    return Role.COMPLAINANT if facts.live_offer_by is Role.RESPONDENT else Role.RESPONDENT


def _mediating_turn(facts: Facts) -> Role:
    """Whoever has an offer before them; past the days of mediation the office, which is to end it (Art 23)."""
    if "mediation" in facts.late_terms:
        return Role.OFFICER
    answers = {Role.RESPONDENT: Role.COMPLAINANT, Role.COMPLAINANT: Role.RESPONDENT}
    if facts.live_offer_by in answers:
        return answers[facts.live_offer_by]
    return Role.MEDIATOR if facts.mediator_assigned else Role.OFFICER


def _signing_turn(facts: Facts) -> Role | None:
    missing = _agreement.missing_signers(facts)
    return next((role for role in (Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR) if role in missing), None)


def _performing_turn(facts: Facts) -> Role:
    """The side that owes; once a day was missed, the side that waited for it. Goods come back before money goes out."""
    if facts.missed_receivers:
        return Role.COMPLAINANT if Role.COMPLAINANT in facts.missed_receivers else Role.RESPONDENT
    return Role.COMPLAINANT if Role.RESPONDENT in facts.owed_receivers else Role.RESPONDENT


def _talks() -> tuple[State, ...]:
    """Between the sides alone."""
    return (
        State(
            "negotiating",
            Text("协商中", "Negotiating"),
            _negotiating_turn,
            Text(
                "双方直接商量：一方提方案，另一方接受、不接受，或者提新方案。到期没谈成，消费者可以请市场监管部门处理，权利不受影响。",
                "The sides talk directly: one makes an offer, the other accepts, rejects or makes a new one. If nothing is agreed in time, the consumer may turn to the authority; no right is lost.",
            ),
            laws.ODR_SETTLEMENT,
        ),
        State(
            "negotiation_ended",
            Text("协商没有谈成", "Negotiation ended"),
            Role.COMPLAINANT,
            Text(
                "消费者可以一键转给市场监管部门，已填的内容都带过去；也可以到此为止。不转的话，案件停在这里，权利不受影响。",
                "The consumer may pass the case to the authority with everything already filled in, or leave it here. Without a choice the case rests; no right is lost.",
            ),
            laws.OTHER_WAYS,
        ),
    )


def _decision(law: Law) -> tuple[State, ...]:
    """With the authority, before acceptance."""
    return (
        State(
            "received",
            Text("等待受理决定", "Awaiting a decision on acceptance"),
            Role.OFFICER,
            Text(
                "市场监管部门在 7 个工作日内决定是否受理，并告知投诉人。没按时决定会标为逾期；逾期不等于受理。",
                "The authority decides within 7 working days whether to accept, and tells the complainant. A late decision is marked overdue; it does not count as acceptance.",
            ),
            law.acceptance,
        ),
        State(
            "returned",
            Text("已退回分送单位", "Back at the dispatching unit"),
            Role.OFFICER,
            Text(
                "分送单位把投诉送到有权处理的部门。送到以后，那边重新计算 7 个工作日。",
                "The dispatching unit passes the complaint to the office with power; the 7 working days begin anew there.",
            ),
            law.send_back,
        ),
    )


def _mediation(law: Law) -> tuple[State, ...]:
    """After acceptance."""
    return (
        State(
            "accepted",
            Text("已受理", "Accepted"),
            Role.OFFICER,
            Text(
                "承办人指定调解员，并问双方是否同意调解。任何一方明确不同意，调解终止，还可以起诉，有仲裁协议的可以申请仲裁。没有回答不算同意，也不算拒绝。",
                "The officer assigns a mediator and asks both sides whether they agree to mediation. If either clearly declines, mediation ends; court stays open, and arbitration where both sides agreed on it. No answer counts neither as consent nor as refusal.",
            ),
            law.consent,
        ),
        State(
            "mediating",
            Text("调解中", "In mediation"),
            _mediating_turn,
            Text(
                "调解员帮双方谈方案，提出或者接受方案就是同意调解；不同意，随时可以说。谈成就签协议；到期谈不成，调解终止，还可以起诉，有仲裁协议的可以申请仲裁。",
                "The mediator helps the sides find terms; whoever makes or accepts an offer agrees to mediation, and either may decline at any time. If they agree, they sign; if not in time, mediation ends. Court stays open, and arbitration where both sides agreed on it.",
            ),
            law.consent,
        ),
        State(
            "suspended",
            Text("调解中止，等待回避决定", "Suspended, awaiting the decision on recusal"),
            Role.OFFICER,
            Text(
                "承办人决定调解员是否回避，然后接着调解。决定作出以前，调解不往下走。",
                "The officer decides whether the mediator steps back; mediation goes on after that and not before.",
            ),
            law.recusal,
        ),
        State(
            "testing",
            Text("鉴定、检测中", "Testing under way"),
            Role.MEDIATOR,
            Text(
                "等鉴定、检测结果，出来后调解员记下结果并继续调解。等待的时间不算在调解期限内。",
                "The result is awaited; the mediator then records it and mediation goes on. This time does not count towards the mediation period.",
            ),
            law.testing_time,
        ),
    )


def _agreed() -> tuple[State, ...]:
    """An agreement is being signed, or kept."""
    return (
        State(
            "signing",
            Text("等待签名", "Awaiting signatures"),
            _signing_turn,
            Text(
                "需要签名的人都签了，协议才生效。有人不签，就回去再谈；到期还没签齐，协议不生效，协商自动结束或者由承办人终止调解。",
                "The agreement takes effect only once all have signed. If someone declines, talks resume; if signatures are missing when the time is up, it never takes effect: a direct negotiation ends by itself, and a mediation is ended by the officer.",
            ),
            laws.SIGNED_CONTRACT,
        ),
        State(
            "performing",
            Text("履行中", "Being performed"),
            _performing_turn,
            Text(
                "按协议的日子办；收到的一方逐项确认，全部确认后案件了结。过了日子没办，收到的一方可以说没收到，并选择下一步。",
                "Each promise is kept by its date and confirmed by the side that receives it; when all are confirmed the case closes. If a date is missed, that side may say so and choose what comes next.",
            ),
            laws.PERFORM,
        ),
    )


def _terminated(law: Law) -> tuple[State, ...]:
    return (
        State(
            "terminated",
            Text("调解已终止，等待告知", "Mediation terminated, notice to follow"),
            Role.OFFICER,
            Text(
                "承办人在 7 个工作日内把终止决定告知双方，并写明还可以起诉，有仲裁协议的可以申请仲裁。没按时告知会标为逾期。",
                "The officer tells both sides within 7 working days and names court, and arbitration where agreed, as further ways. A late notice is marked overdue.",
            ),
            law.termination_notice,
        ),
    )


def _settled(law: Law) -> tuple[State, ...]:
    """Over, with an agreement."""
    return (
        State(
            "closed",
            Text("已了结", "Closed"),
            None,
            Text("约定都办妥了。双方各可以评价一次。", "Every promise was kept. Each side may rate it once."),
            laws.PERFORM,
            final=True,
        ),
        State(
            "lapsed",
            Text("很久没有人来办，已归档", "Put away"),
            None,
            Text(
                "保存的年限里没有人再来办，案件归档，个人信息删除。办没办好，没有人说过，不算办好，也不算没办。",
                "Nobody came back to it for as long as cases are kept: it is put away and personal data is erased. Whether it was performed nobody said; it counts as neither.",
            ),
            laws.KEPT_NO_LONGER,
            final=True,
        ),
        State(
            "unperformed",
            Text("达成协议但没有履行", "Agreed but not performed"),
            None,
            Text(
                "协议经法院确认的，申请法院强制执行；没有确认的，可以凭协议起诉，或者按约定申请仲裁。",
                "An agreement that a court confirmed is enforced by the court; any other can be sued on, or taken to arbitration if so agreed.",
            ),
            laws.OTHER_WAYS,
            final=True,
        ),
        *_meeting.states(law),
    )


def _over(law: Law) -> tuple[State, ...]:
    """Over, without one."""
    return (
        State(
            "refused",
            Text("不予受理", "Not accepted"),
            None,
            Text(
                "理由写在决定书里。觉得不对，可以在 60 日内请另一位工作人员复核。还可以和商家协商、请消费者协会调解或者起诉；有仲裁协议的，可以申请仲裁。",
                "The reasons stand in the decision. If they seem wrong, somebody else will review it if asked within 60 days. Talks with the trader, mediation by a consumers' association and court stay open, and arbitration where both sides agreed on it.",
            ),
            laws.OTHER_WAYS,
            final=True,
        ),
        State(
            "withdrawn",
            Text("已撤回", "Withdrawn"),
            None,
            Text(
                "投诉人撤回了，案件结束。仍然可以起诉；有仲裁协议的，可以申请仲裁。",
                "The complainant withdrew and the case is over. Court stays open, and arbitration where both sides agreed on it.",
            ),
            law.termination,
            final=True,
        ),
        State(
            "ended",
            Text("调解终止，没有达成协议", "Mediation ended without agreement"),
            None,
            Text(
                "终止决定已经告知双方。还可以起诉；有仲裁协议的，可以申请仲裁。",
                "Both sides have been told. The dispute can still go to court, or to arbitration where both sides agreed on it.",
            ),
            law.other_ways,
            final=True,
        ),
        State(
            "redirected",
            Text("不是投诉，已告知去处", "Not a complaint; told where to go"),
            None,
            Text("可以通过告知的途径提出。", "It can be brought by the way that was named."),
            law.enquiry,
            final=True,
        ),
    )
