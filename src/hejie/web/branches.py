"""What may come next from each state: the dashed stones of the timeline, and what the Next Step card is headed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hejie.rules.model import Text


@dataclass(frozen=True, slots=True)
class Branch:
    """One way the case may go, and what that brings."""

    title: Text
    text: Text


NO_DEAL = Branch(
    Text("没谈成：可以请市场监管部门处理", "No deal: the authority may be asked"),
    Text("已填的内容都带过去，权利不受影响", "Everything filled in goes along; no right is lost"),
)
NO_MEDIATION = Branch(
    Text("没谈成：终止调解，告知双方", "No deal: mediation ends, both sides are told"),
    Text("还可以起诉；有仲裁协议的，可以申请仲裁", "Court stays open, and arbitration where agreed"),
)
KEPT = Branch(
    Text("都办妥：案件了结，双方评价", "All kept: the case closes, both sides rate"),
    Text("每一项由收到的一方点“收到了”", "Each promise is ticked by the side that receives it"),
)
SIGN = Branch(
    Text("谈成：双方签协议，按约定的日子办", "Deal: both sign, and do it by the agreed days"),
    Text("没按约定办，可以再选下一步", "If it is not kept, there are further steps to choose"),
)

MEDIATED = "performing after mediation"  # the authority has handled the case and is not asked again
RULED = "performing after a ruling"  # a court's ruling is enforced

BETWEEN_OFFICES: Mapping[str, tuple[Branch, ...]] = {
    "disputed": (
        Branch(
            Text("被问的部门收下：由它处理", "The office asked takes it and handles it"),
            Text("那边重新计时，不用再提交", "Its clock begins anew; nothing has to be filed again"),
        ),
        Branch(
            Text("商量不成：报共同的上一级部门指定", "No agreement: the common office above designates"),
            Text("原部门也可以自己接着办", "The first office may also keep it"),
        ),
    ),
    "to_designate": (
        Branch(
            Text("上一级部门指定由谁处理", "The office above says who handles it"),
            Text("指定的部门重新计时，不用再提交", "The clock begins anew there; nothing has to be filed again"),
        ),
    ),
}
COMPLAINT: Mapping[str, tuple[Branch, ...]] = {
    **BETWEEN_OFFICES,
    "negotiating": (SIGN, NO_DEAL),
    "negotiation_ended": (
        Branch(
            Text("转给市场监管部门，7 个工作日内决定是否受理", "To the authority, which decides within 7 working days"),
            Text("也可以到此为止", "Or leave it here"),
        ),
    ),
    "received": (
        Branch(
            Text("受理：指定调解员，双方同意就调解", "Accepted: a mediator is assigned, both sides are asked"),
            Text("不收费，自愿参加", "Free of charge and voluntary"),
        ),
        Branch(
            Text("不予受理：说明理由和其他途径", "Not accepted: with reasons and other ways"),
            Text(
                "仍可以找消费者协会或者起诉；有仲裁协议的可以仲裁",
                "Consumers' association and court stay open, and arbitration where agreed",
            ),
        ),
    ),
    "reviewing": (
        Branch(
            Text("撤销：重新决定是否受理", "Set aside: acceptance is decided anew"),
            Text("7 个工作日重新计算", "The 7 working days begin again"),
        ),
        Branch(
            Text("维持：不予受理", "It stands: not accepted"),
            Text("还可以起诉；有仲裁协议的，可以申请仲裁", "Court stays open, and arbitration where agreed"),
        ),
    ),
    "returned": (
        Branch(
            Text("送到有权处理的部门", "On to the office with power"),
            Text("那边重新计算 7 个工作日", "The 7 working days begin anew there"),
        ),
    ),
    "accepted": (SIGN, NO_MEDIATION),
    "mediating": (SIGN, NO_MEDIATION),
    "suspended": (SIGN, NO_MEDIATION),
    "testing": (SIGN, NO_MEDIATION),
    "signing": (
        Branch(
            Text("都签了：协议生效，按约定的日子办", "All signed: it takes effect and days begin to run"),
            Text("双方都会收到盖章的 PDF", "Both sides get the sealed PDF"),
        ),
        Branch(
            Text("有人不签：回去再谈", "Someone declines: talks resume"), Text("方案和记录都还在", "Nothing is lost")
        ),
    ),
    "agreeing": (
        Branch(
            Text("都说同意：口头协议生效，按约定的日子办", "Both say yes: it takes effect and days begin to run"),
            Text("双方都会收到盖章的登记", "Both sides get the sealed record"),
        ),
        Branch(
            Text("有人不同意：回去再谈", "Someone says no: talks resume"), Text("方案和记录都还在", "Nothing is lost")
        ),
    ),
    "performing": (
        KEPT,
        Branch(
            Text("没按约定办：收到的一方选下一步", "Not kept: the receiving side chooses what comes next"),
            Text("告诉对方、转监管部门，或者凭协议起诉", "Tell the other side, turn to the authority, or sue"),
        ),
    ),
    MEDIATED: (
        KEPT,
        Branch(
            Text("没按约定办：收到的一方选下一步", "Not kept: the receiving side chooses what comes next"),
            Text(
                "凭协议起诉；经司法确认的，可以申请法院强制执行",
                "Sue on the agreement; once confirmed by the court it can be enforced",
            ),
        ),
    ),
    RULED: (
        KEPT,
        Branch(
            Text("没按约定办：收到的一方申请强制执行", "Not kept: the receiving side has it enforced"),
            Text("法院已经裁定协议有效，不用再起诉", "The court has confirmed it; there is nothing to sue for"),
        ),
    ),
    "terminated": (
        Branch(
            Text("7 个工作日内告知双方", "Both sides are told within 7 working days"),
            Text("还可以起诉；有仲裁协议的，可以申请仲裁", "Court stays open, and arbitration where agreed"),
        ),
    ),
}
REPORT: Mapping[str, tuple[Branch, ...]] = {
    **BETWEEN_OFFICES,
    "received": (
        Branch(
            Text("符合条件：立案调查", "Grounds found: a case is opened"),
            Text("90 日内作出处理决定", "Decided within 90 days"),
        ),
        Branch(
            Text("不符合条件：不予立案", "No grounds: no case is opened"),
            Text("有新的事实，可以再举报", "New facts may be reported again"),
        ),
    ),
    "opened": (
        Branch(
            Text("作出处理决定，依法告知或者奖励", "A decision, told or rewarded as the law says"),
            Text("经批准可以延长 30 日", "30 more days if approved"),
        ),
    ),
}
ENQUIRY: Mapping[str, tuple[Branch, ...]] = {
    "received": (
        Branch(
            Text("工作人员答复", "Staff answer"),
            Text("没听明白可以再问一次", "It may be asked again if the answer is unclear"),
        ),
    ),
}
BRANCHES: Mapping[str, Mapping[str, tuple[Branch, ...]]] = {
    "complaint": COMPLAINT,
    "report": REPORT,
    "enquiry": ENQUIRY,
}

# Headings of the Next Step card: for whoever's turn it is, and for everybody else ({who} has the turn).
Heading = tuple[Text, Text]
ANSWER_OFFER: Heading = (
    Text("请答复对方的方案", "Please answer the offer"),
    Text("等{who}答复方案", "Waiting for {who} to answer the offer"),
)
TALK: Heading = (
    Text("请答复对方，或者提一个方案", "Please reply, or make an offer"),
    Text("等{who}答复", "Waiting for {who} to reply"),
)
TIME_UP: Heading = (
    Text("调解期限过了，请终止调解", "The period for mediation is over: please end it"),
    Text("调解期限过了，等{who}终止调解", "The period for mediation is over; {who} ends it"),
)
MISSED: Heading = (
    Text("对方没按约定办，请选下一步", "A promise was not kept: choose what comes next"),
    Text("约定的日子过了，等{who}选下一步", "A promised day passed; {who} chooses what comes next"),
)
OWED: Heading = (  # to the side that missed its own day
    MISSED[0],
    Text("约定的日子过了，您还没办，请尽快办好", "A promised day passed and you have not performed: please do so now"),
)
DISPUTED: Heading = (
    Text("请答复这件归不归本部门", "Please say whether this case is yours"),
    Text("两个部门在商量由谁处理，等{who}答复", "Two offices are settling who handles it; {who} is to answer"),
)
TO_DESIGNATE: Heading = (
    Text("请指定由哪个部门处理", "Please designate the office that handles it"),
    Text("等{who}指定由谁处理", "Waiting for {who} to say who handles it"),
)
HEADINGS: Mapping[str, Heading] = {
    "complaint.disputed": DISPUTED,
    "complaint.to_designate": TO_DESIGNATE,
    "report.disputed": DISPUTED,
    "report.to_designate": TO_DESIGNATE,
    "complaint.negotiating": TALK,
    "complaint.negotiation_ended": (
        Text("没有谈成，接下来您来选", "No deal: what next is yours to choose"),
        Text("没有谈成，等{who}决定下一步", "No deal: {who} decides what comes next"),
    ),
    "complaint.received": (
        Text("请决定是否受理", "Please decide whether to accept"),
        Text("等{who}决定是否受理", "Waiting for {who} to decide on acceptance"),
    ),
    "complaint.reviewing": (
        Text("请复核不予受理决定", "Please review the refusal"),
        Text("等{who}复核", "Waiting for {who} to review the refusal"),
    ),
    "complaint.returned": (
        Text("请分送给有权处理的部门", "Please dispatch it to the office with power"),
        Text("等{who}分送给有权处理的部门", "Waiting for {who} to dispatch it"),
    ),
    "complaint.accepted": (
        Text("已受理，请指定调解员", "Accepted: please assign a mediator"),
        Text("已受理，等{who}指定调解员", "Accepted: {who} assigns a mediator"),
    ),
    "complaint.mediating": (
        Text("请帮双方找到能接受的方案", "Please help the sides find terms"),
        Text("调解中，等{who}安排", "In mediation: {who} is next"),
    ),
    "complaint.suspended": (
        Text("请决定调解员是否回避", "Please decide on the recusal"),
        Text("等{who}决定是否换调解员", "Waiting for {who} to decide on the recusal"),
    ),
    "complaint.testing": (
        Text("鉴定、检测结果出来后，请记下来", "Please record the test result once it is there"),
        Text("等鉴定、检测结果，由{who}记下", "The test result is awaited; {who} records it"),
    ),
    "complaint.signing": (
        Text("请看协议并签名", "Please read the agreement and sign"),
        Text("等{who}签名", "Waiting for {who} to sign"),
    ),
    "complaint.agreeing": (
        Text("请看口头协议，同意还是不同意", "Please read the oral agreement, and say yes or no"),
        Text("等{who}确认口头协议", "Waiting for {who} to say yes or no"),
    ),
    "complaint.performing": (
        Text("请按约定的日子办", "Please do what was agreed, in time"),
        Text("等{who}按约定办", "{who} is to do what was agreed"),
    ),
    "complaint.terminated": (
        Text("请把终止决定告知双方", "Please tell both sides of the termination"),
        Text("调解已终止，等{who}告知双方", "Mediation ended: {who} tells both sides"),
    ),
    "report.received": (
        Text("请核查，由负责人决定是否立案", "Please check; the head decides whether to open a case"),
        Text("等{who}核查", "{who} is checking"),
    ),
    "report.opened": (
        Text("请在期限内作出处理决定", "Please decide the case in time"),
        Text("已立案，等{who}作出处理决定", "A case is open: {who} decides it"),
    ),
    "report.telling": (
        Text("请告知举报人没有立案", "Please tell the reporter that no case is opened"),
        Text("没有立案，等{who}告知", "No case is opened; {who} will say so"),
    ),
    "report.reward_claimed": (
        Text("请提出奖励等级", "Please propose a grade for the reward"),
        Text("申请了奖励，等{who}提出意见", "A reward is claimed; {who} proposes a grade"),
    ),
    "report.reward_graded": (
        Text("请决定是否奖励", "Please decide on the reward"),
        Text("等{who}决定是否奖励", "Waiting for {who} to decide on the reward"),
    ),
    "report.reward_granted": (
        Text("请发放奖金", "Please pay the reward"),
        Text("决定奖励，等{who}发放", "A reward is granted; {who} pays it"),
    ),
    "enquiry.received": (
        Text("请答复这个问题", "Please answer the question"),
        Text("等{who}答复", "Waiting for {who} to answer"),
    ),
}
