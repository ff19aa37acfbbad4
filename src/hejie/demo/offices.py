"""Stories of the authority: received, decided, mediated; reports and enquiries. Acts, and the time between them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hejie.base.ids import show_case_number
from hejie.cases.queries import case_by_id
from hejie.demo.disputes import ANSWERS, REFUSALS
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.demo.talks import CONSUMER, TRADER, rate, sign_all
from hejie.places.queries import below
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role

OFFICER, HEAD, MEDIATOR = Role.OFFICER, Role.HEAD, Role.MEDIATOR
NOT_CONSUMPTION = "您提供的发票抬头是公司，商品用于公司办公，不是为生活消费需要购买。"
ADVERTISING_LAW = {"basis_law": "中华人民共和国广告法", "basis_article": "第五十三条第一款"}
TESTERS = "云青省产品质量检验示范站"


def handed_on(stage: Stage, part: Part) -> Story:
    """Direct talks that failed, then the authority."""
    case = stage.complaint(part, "direct", member=True)
    yield stage.hours(10, 60)
    case.offer(TRADER, 0.2)
    yield stage.hours(10, 30)
    case.do(CONSUMER, "turn_to_authority")


def received(stage: Stage, part: Part) -> Story:
    stage.complaint(part, "authority")
    yield stage.hours(1, 2)


def asked_who(stage: Stage, part: Part) -> Story:
    """Asked to prove their identity; half of them have."""
    case = stage.complaint(part, "authority")
    yield stage.hours(10, 40)
    by_date = shanghai_date(stage.now) + timedelta(days=7)
    case.do(OFFICER, "request_identity", by_date=by_date.isoformat(), reason="姓名和证件号核对不上，请核对后再填一次。")
    yield stage.hours(10, 40)
    if stage.rng.random() < 0.5:
        case.do(CONSUMER, "provide_identity", statement="上次证件号输错一位，现在已经改过来。")


def refused(stage: Stage, part: Part) -> Story:
    case = stage.complaint(part, "authority")
    yield stage.hours(24, 90)
    case.do(OFFICER, "refuse", ground=case.choices("refuse", "ground")[2], reasons=NOT_CONSUMPTION)


def returned(stage: Stage, part: Part) -> Story:
    case = stage.complaint(part, "authority")
    yield stage.hours(10, 60)
    case.do(OFFICER, "return_case", reason="商家已迁到邻区经营，不在本局辖区。")


def dispatched(stage: Stage, part: Part) -> Story:
    """Sent back by one office and on to another by the office above."""
    case = stage.complaint(part, "authority")
    first = case_by_id(case.case_id).office_id
    yield from _send_back(stage, case)
    others = below(case_by_id(case.case_id).office).filter(level="county").exclude(pk=first)
    yield stage.hours(10, 40)
    case.do(OFFICER, "dispatch", office=str(stage.rng.choice(list(others)).pk))


def _send_back(stage: Stage, case: Played) -> Story:
    yield stage.hours(10, 40)
    case.do(OFFICER, "return_case", reason="商家实际经营地在邻区，不在本局辖区。")


def accepted(stage: Stage, part: Part) -> Story:
    yield from accept(stage, stage.complaint(part, "authority"))


def accept(stage: Stage, case: Played) -> Story:
    yield stage.hours(20, 100)
    case.do(OFFICER, "accept")


def declined(stage: Stage, part: Part) -> Story:
    """The trader wants no mediation: it ends before it began, and both sides are told."""
    case = stage.complaint(part, "authority")
    yield from accept(stage, case)
    yield stage.hours(10, 40)
    case.do(TRADER, "decline_mediation", reason="我们没有过错，不同意调解。")
    yield stage.hours(4, 30)
    case.do(OFFICER, "notify_termination")


def mediate(stage: Stage, case: Played) -> Story:
    """Up to the consent of both sides; the first scene of every mediation."""
    yield from accept(stage, case)
    yield stage.hours(4, 40)
    case.assign_mediator()
    yield stage.hours(4, 20)
    case.do(CONSUMER, "consent_mediation")
    case.do(TRADER, "consent_mediation")


def mediating(stage: Stage, part: Part) -> Story:
    """An offer of the trader that awaits its answer, or that was not enough: then the mediator is to go on."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(4, 40)
    if case.do(MEDIATOR, "say", text="两位好，材料我都看过了。先请双方各说一下底线，再一起商量。"):
        case.do(CONSUMER, "say", text=case.dispute.says[0])
        case.offer(TRADER, 0.5)
        yield stage.hours(2, 20)
        if stage.rng.random() < 0.5:
            case.do(CONSUMER, "reject_offer", reason=stage.rng.choice(REFUSALS))


def testing(stage: Stage, part: Part) -> Story:
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(10, 60)
    chosen = {name: case.choices("start_testing", name)[0] for name in case.chosen("start_testing")}
    case.do(MEDIATOR, "start_testing", body=TESTERS, **chosen)


def recusal(stage: Stage, part: Part) -> Story:
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(10, 60)
    case.do(CONSUMER, "request_recusal", reason="调解员是商家负责人的亲戚。")


def mediated(stage: Stage, part: Part) -> Story:
    """The mediator brings both to an agreement, all three sign, and it is performed."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(20, 90)
    case.offer(TRADER, 0.8)
    yield stage.hours(5, 30)
    case.do(CONSUMER, "accept_offer")
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)
    yield stage.hours(20, 90)
    if stage.rng.random() < 0.8:
        case.receive_everything()
        yield stage.hours(2, 40)
        yield from rate(stage, case)


def in_parts(stage: Stage, part: Part) -> Story:
    """Paid in three parts: the first came, the day of the second passed days ago, the third is still to come."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.hours(10, 30)
    whole = Decimal(case.dispute.amount)
    share = (whole / 3).quantize(Decimal("0.01"))
    sums = zip((share, share, whole - 2 * share), (2, 6, 30), strict=True)
    parts = [{"amount": str(amount), "within_days": days} for amount, days in sums]
    case.do(MEDIATOR, "propose_agreement", terms=[{"kind": "instalments", "parts": parts}])
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)
    yield timedelta(days=1)
    case.do(CONSUMER, "confirm_promise", promise="0")


def terminated(stage: Stage, part: Part) -> Story:
    """Ended without an agreement; the sides have still to be told."""
    yield from _terminate(stage, stage.complaint(part, "authority"))


def ended(stage: Stage, part: Part) -> Story:
    """Terminated, and both sides told in time (Order 121 Art 23)."""
    case = stage.complaint(part, "authority")
    yield from _terminate(stage, case)
    yield stage.hours(10, 60)
    case.do(MEDIATOR, "notify_termination")


def _terminate(stage: Stage, case: Played) -> Story:
    yield from mediate(stage, case)
    yield stage.hours(60, 200)
    ground = case.choices("terminate", "ground")[2]
    case.do(MEDIATOR, "terminate", ground=ground, reasons="双方差距太大，明确表示谈不成。")


def reported(stage: Stage, part: Part) -> Story:
    stage.report(part)
    yield stage.hours(1, 2)


def report_tested(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield stage.hours(60, 120)
    case.do(OFFICER, "start_testing", body=TESTERS)


def report_returned(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield stage.hours(20, 60)
    case.do(OFFICER, "return_case", reason="违法行为发生地在邻区，不在本局辖区。")


def report_redirected(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield stage.hours(20, 60)
    case.do(OFFICER, "redirect", where="这类行为由卫生健康部门管理，请拨打 12320，或向区卫生监督所反映。")


def report_repeated(stage: Stage, part: Part) -> Story:
    """The same matter twice from one person."""
    earlier = stage.report(part)
    yield stage.hours(30, 60)
    later = stage.report(part)
    yield stage.hours(20, 60)
    later.do(OFFICER, "merge_repeated", earlier=show_case_number(earlier.ref))


def report_not_opened(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield stage.hours(100, 200)
    ground = case.choices("not_open_case", "ground")[0]
    case.do(HEAD, "not_open_case", ground=ground, reasons="现场检查没有发现举报的情况，已责令规范标识。")


def report_opened(stage: Stage, part: Part) -> Story:
    yield from _open(stage, stage.report(part))


def _open(stage: Stage, case: Played) -> Story:
    yield stage.hours(100, 200)
    case.do(HEAD, "open_case", reasons="现场检查发现涉嫌违法，符合立案条件。")


def report_decided(stage: Stage, part: Part) -> Story:
    case = stage.report(part)
    yield from _open(stage, case)
    yield stage.hours(300, 500)
    result = case.choices("decide_case", "result")[0]
    case.do(HEAD, "decide_case", result=result, summary="责令改正，没收违法所得，并处罚款。")
    yield stage.hours(10, 40)
    case.do(OFFICER, "tell_result", **ADVERTISING_LAW, text="您举报的问题查证属实，已作出行政处罚。谢谢您。")


def asked(stage: Stage, part: Part) -> Story:
    stage.enquiry(part)
    yield stage.hours(1, 2)


def answered(stage: Stage, part: Part) -> Story:
    case = stage.enquiry(part)
    yield stage.hours(5, 60)
    case.do(OFFICER, "answer", text=stage.rng.choice(ANSWERS))


def enquiry_redirected(stage: Stage, part: Part) -> Story:
    case = stage.enquiry(part)
    yield stage.hours(5, 40)
    case.do(OFFICER, "redirect", where="电信资费由通信管理局管理，请拨打 12300。")


def enquiry_withdrawn(stage: Stage, part: Part) -> Story:
    case = stage.enquiry(part)
    yield stage.hours(1, 10)
    case.do(CONSUMER, "withdraw")
