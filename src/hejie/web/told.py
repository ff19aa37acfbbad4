"""What happened, as a sentence in the past tense: one for each fact that a record may carry, in both languages.

`{who}` is whoever acted, as the reader knows them; `{what}` is the sum, the terms or the promise, with its colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One fact in words, and the icon of its stone."""

    zh: str
    en: str
    icon: str = "check"


TOLD: Mapping[str, Told] = {
    # the hub's own records
    "case_filed": Told("{who}提交了{what}", "{who} filed {what}", "send"),
    "files_received": Told("{who}上传了 {what} 份材料", "{who} uploaded files: {what}", "paperclip"),
    "party_reached": Told("{who}打开了通知", "{who} opened the notice", "mail-open"),
    "contact_proved": Told("{who}用验证码确认了手机号", "{who} confirmed a phone by a code", "smartphone"),
    "account_joined": Told("{who}用自己的账户打开了案件", "{who} opened the case with an account", "user-check"),
    "contact_corrected": Told("{who}更正了登记的联系方式", "{who} corrected a contact that was filed", "pencil"),
    "phone_released": Told("提交时留的手机号换了主人", "The phone left at filing is somebody else's now", "smartphone"),
    "deadline_missed": Told("期限过了，还没办{what}", "A deadline passed{what}", "octagon-alert"),
    "deadline_rederived": Told(
        "日历有更新，期限重新计算{what}", "The calendar changed: dates counted again{what}", "calendar"
    ),
    "personal_data_erased": Told("保存期满，个人信息已删除", "Personal data erased after its time", "eraser"),
    # settling
    "offer_made": Told("{who}提出方案{what}", "{who} made an offer{what}", "hand-coins"),
    "offer_accepted": Told("{who}接受了方案{what}", "{who} accepted the offer{what}", "handshake"),
    "offer_rejected": Told("{who}没接受方案", "{who} did not accept the offer", "undo-2"),
    "offer_withdrawn": Told("{who}收回了方案", "{who} took the offer back", "undo-2"),
    "negotiation_ended": Told("{who}结束了协商", "{who} ended the negotiation", "x"),
    "negotiation_expired": Told("协商到期，自动结束", "The negotiation period ran out", "hourglass"),
    "turned_to_authority": Told("{who}请市场监管部门处理", "{who} turned to the authority", "landmark"),
    "case_lapsed": Told("很久没有人来办，案件归档", "Nobody came back to it; it was put away", "archive"),
    "complaint_withdrawn": Told("{who}撤回了投诉", "{who} withdrew the complaint", "undo-2"),
    "agent_appointed": Told("{who}委托了代理人", "{who} appointed an agent", "user-plus"),
    "agent_revoked": Told("{who}不再委托代理人", "{who} ended the power of attorney", "user-minus"),
    "representation_consented": Told("{who}同意这样办", "{who} agreed", "check"),
    # the authority
    "identity_requested": Told("{who}要求提供身份证明{what}", "{who} asked for proof of identity{what}", "id-card"),
    "identity_provided": Told("{who}提供了身份证明", "{who} gave proof of identity", "id-card"),
    "complaint_accepted": Told("{who}受理了投诉", "{who} accepted the complaint", "landmark"),
    "complaint_refused": Told("{who}决定不予受理", "{who} did not accept the complaint", "landmark"),
    "complaint_redirected": Told(
        "{who}说明这不是投诉，告知了去处", "{who} told the right way: this is no complaint", "signpost"
    ),
    "review_requested": Told("{who}请另一位工作人员复核", "{who} asked for a review", "scale"),
    "review_decided": Told("{who}作出复核决定", "{who} decided the review", "scale"),
    "case_split": Told("{who}把投诉和举报分开办", "{who} divided complaint and report", "split"),
    "passed_to_police": Told("{who}移送公安机关", "{who} passed it to the police", "shield-alert"),
    "proof_asked": Told("{who}请一方补证据{what}", "{who} asked for a proof{what}", "list-checks"),
    "proof_linked": Told("{who}把材料对上了清单{what}", "{who} counted files as a proof{what}", "list-checks"),
    "panel_called": Told("{who}召集了会商", "{who} called a consultation panel", "users"),
    "panel_resolved": Told("会商有了结论", "The panel resolved", "gavel"),
    "reading_agreed": Told("会商结论定为办案指引", "The resolution became an agreed reading", "book-open"),
    "panel_cancelled": Told("{who}决定不再会商", "{who} cancelled the panel", "x"),
    "clue_recorded": Told("{who}把违法线索转去核查", "{who} had a likely breach checked", "search"),
    "case_returned": Told("{who}退回了分送单位", "{who} sent the case back to the dispatching unit", "undo-2"),
    "case_dispatched": Told("案件分送到{who}", "The case was dispatched to {who}", "forward"),
    "handed_to_station": Told("{who}交派出机构办理", "{who} handed it to a station", "forward"),
    "venue_disputed": Told("{who}提出不归本部门处理", "{who} said another office is competent", "signpost"),
    "venue_agreed": Told("{who}收下了案件", "{who} took the case", "check"),
    "venue_declined": Told("被问到的部门认为不归它处理", "The office asked said that it is not competent", "undo-2"),
    "venue_referred": Told("报请上级指定由谁处理", "The office above was asked to designate", "signpost"),
    "case_kept": Told("{who}不再争议，自己处理", "{who} gave up the dispute and keeps the case", "check"),
    "office_designated": Told("上级指定由{who}处理", "The office above designated {who}", "landmark"),
    "case_taken_up": Told("{who}决定直接处理", "{who} took the case up", "landmark"),
    "superior_asked": Told("{who}报请上级处理", "{who} asked the office above to handle it", "signpost"),
    "handing_up_declined": Told("上级没有上收，仍由{who}处理", "The office above left it with {who}", "undo-2"),
    "officer_assigned": Told("{who}分派了承办人", "{who} assigned an officer", "users"),
    # mediation
    "mediator_assigned": Told("{who}指定了调解员", "{who} assigned a mediator", "users"),
    "mediation_consented": Told("{who}同意调解", "{who} agreed to mediation", "check"),
    "mediation_declined": Told("{who}不同意调解", "{who} declined mediation", "x"),
    "delegation_proposed": Told("{who}提出委托调解{what}", "{who} proposed to delegate the mediation{what}", "users"),
    "delegation_consented": Told("{who}同意委托调解", "{who} agreed to the delegation", "check"),
    "delegation_declined": Told("{who}不同意委托调解", "{who} declined the delegation", "x"),
    "mediation_delegated": Told("{who}委托了调解", "{who} delegated the mediation", "users"),
    "meeting_called": Told("定下调解时间{what}", "The mediation meeting was fixed{what}", "calendar"),
    "times_proposed": Told("{who}提了几个调解时间{what}", "{who} proposed times to meet{what}", "calendar"),
    "times_chosen": Told("{who}选了方便的时间{what}", "{who} said which times suit{what}", "calendar"),
    "times_declined": Told(
        "{who}说这几个时间都不行{what}", "{who} said that none of the times suits{what}", "calendar"
    ),
    "meeting_moved": Told("{who}要改调解时间{what}", "{who} asked to move the meeting{what}", "calendar"),
    "meeting_cancelled": Told("{who}取消了约好的调解", "{who} called the meeting off", "calendar"),
    "meeting_missed": Told("{who}记下：{what}", "{who} recorded that {what}", "user-x"),
    "bidding_opened": Told("{who}请双方背对背出数", "{who} asked both sides for a blind figure", "scale"),
    "bid_made": Told("{who}出了一个数，谁也看不到", "{who} gave a figure nobody sees", "lock"),
    "bidding_closed": Told("{who}结束了这一轮出数", "{who} ended the bidding", "x"),
    "bids_met": Told("双方的数碰上了，取中间数{what}", "The figures met; the middle was taken{what}", "handshake"),
    "terms_proposed": Told("{who}提了一个方案{what}", "{who} made a proposal{what}", "hand-coins"),
    "proposal_answered": Told("{who}背对背答复了方案", "{who} answered the proposal unseen", "lock"),
    "proposal_withdrawn": Told("{who}收回了提的方案", "{who} took the proposal back", "undo-2"),
    "proposal_met": Told("双方都同意调解员的方案", "Both sides said yes to the proposal", "handshake"),
    "draft_agreed": Told("{who}同意了协议草稿", "{who} agreed to the draft", "handshake"),
    "draft_retracted": Told("{who}收回了对草稿的同意", "{who} took back the agreement to the draft", "undo-2"),
    "paper_waived": Told("{who}同意不制作调解书", "{who} agreed to do without the paper", "check"),
    "mediation_recorded": Told("{who}写了调解记录", "{who} kept a record of the mediation", "file-text"),
    "agreement_proposed": Told("{who}拟了协议{what}", "{who} drew up an agreement{what}", "file-text"),
    "visit_recorded": Told("{who}到现场走访{what}", "{who} made a visit on the spot{what}", "footprints"),
    "session_opened": Told("{who}打开了调解室", "{who} opened the room", "video"),
    "session_ended": Told("{who}结束了调解会{what}", "{who} ended the session{what}", "video"),
    "recording_consented": Told("{who}同意录制", "{who} agreed to being recorded", "check"),
    "recording_refused": Told("{who}不同意录制", "{who} refused the recording", "x"),
    "minutes_laid": Told("{who}把调解会记录交双方核对", "{who} laid the minutes before both sides", "file-text"),
    "minutes_confirmed": Told("{who}确认了调解会记录", "{who} confirmed the minutes", "check"),
    "minutes_objected": Told(
        "{who}说调解会记录有不对的地方", "{who} said that the minutes are wrong", "message-square"
    ),
    "mediator_recused": Told("{who}回避，等承办人另外指定", "{who} stepped aside; another will be assigned", "users"),
    "recusal_requested": Told("{who}申请换一位调解员", "{who} asked for another mediator", "users"),
    "recusal_decided": Told("{who}对换调解员作了决定", "{who} decided on the recusal", "users"),
    "testing_started": Told("{who}送去鉴定、检测{what}", "{who} sent it for testing{what}", "microscope"),
    "testing_ended": Told("{who}记下了鉴定、检测结果", "{who} recorded the test result", "microscope"),
    "mediation_terminated": Told("{who}终止了调解", "{who} terminated the mediation", "x"),
    "termination_notified": Told("{who}把终止决定告知了双方", "{who} told both sides of the termination", "send"),
    # agreement, performance, rating
    "peoples_agreement_proposed": Told(
        "{who}写了人民调解协议书{what}", "{who} drew up the people's mediation agreement{what}", "file-text"
    ),
    "oral_agreement_recorded": Told("{who}记下了口头协议{what}", "{who} wrote down an oral agreement{what}", "mic"),
    "oral_agreed": Told("{who}同意口头协议", "{who} said yes to the oral agreement", "handshake"),
    "oral_agreed_by_phone": Told("{who}记下了电话里的“同意”", "{who} wrote down a yes given by telephone", "phone"),
    "oral_declined": Told("{who}不同意口头协议，回去再谈", "{who} said no; talks resumed", "undo-2"),
    "agreement_signed": Told("{who}签了协议", "{who} signed the agreement", "pen-line"),
    "signing_declined": Told("{who}没签，回去再谈", "{who} did not sign; talks resumed", "undo-2"),
    "promise_confirmed": Told("{who}确认收到{what}", "{who} confirmed a promise as kept{what}", "check"),
    "promise_part_confirmed": Told("{who}收到了一部分钱{what}", "{who} received part of the money{what}", "coins"),
    "promise_sent": Told("{who}说已经寄出{what}", "{who} said it is on its way{what}", "send"),
    "promise_reported_missed": Told("{who}说没收到{what}", "{who} said it has not come{what}", "octagon-alert"),
    "promise_missed": Told("约定的日子过了，还没办{what}", "A promised day passed{what}", "octagon-alert"),
    # to the court and back
    "confirmation_proposed": Told("{who}提出一起申请司法确认", "{who} proposed judicial confirmation", "landmark"),
    "confirmation_applied": Told("双方一起申请了司法确认", "Both sides applied for judicial confirmation", "landmark"),
    "confirmation_dropped": Told("{who}不申请司法确认", "{who} does not want judicial confirmation", "x"),
    "confirmation_withdrawn": Told("{who}撤回了司法确认申请", "{who} took the application back", "undo-2"),
    "confirmation_accepted": Told("法院受理了司法确认申请{what}", "The court took the application{what}", "landmark"),
    "confirmation_supplement_asked": Told("法院要求补充材料", "The court asks for more", "file-question"),
    "confirmation_supplemented": Told("{who}补充了材料给法院", "{who} gave the court what it asked for", "send"),
    "confirmation_ruled": Told("法院对调解协议作出裁定", "The court ruled on the agreement", "gavel"),
    "court_invited": Told("法院邀请调解{what}", "A court invited to mediate{what}", "landmark"),
    "court_replied": Told("{who}把调解结果回复了法院", "{who} told the court how it ended", "send"),
    "closed_unperformed": Told("{who}按“没有履行”结束了案件", "{who} closed the case as not performed", "x"),
    "case_rated": Told("{who}评价{what}", "{who} rated it{what}", "star"),
    "contact_noted": Told("{who}联系了来件人", "{who} contacted the person who filed", "phone"),
    # the closed loop, for the offices alone
    "deadline_escalated": Told("逾期未办，报上级部门{what}", "Late: reported to the office above{what}", "arrow-up"),
    "contact_missed": Told("到时没有人联系来件人", "Nobody contacted the person who filed in time", "octagon-alert"),
    "contact_escalated": Told(
        "仍没有人联系来件人，报上级部门", "Still nobody did: reported to the office above", "arrow-up"
    ),
    "case_urged": Told("{who}催办", "{who} urged", "megaphone"),
    "talk_called": Told("{who}约谈商家{what}", "{who} called the trader to a talk{what}", "calendar-clock"),
    "talk_recorded": Told("{who}记下了约谈情况", "{who} recorded the talk", "notebook-pen"),
    "supervision_ordered": Told("{who}发出督办通知{what}", "{who} sent a supervision notice{what}", "eye"),
    "supervision_answered": Told("{who}答复了督办", "{who} answered the supervision notice", "message-square-reply"),
    "supervision_closed": Told("{who}认可答复，督办了结", "{who} accepted the answer; the supervision ended", "check"),
    "supervision_repeated": Told("{who}认为答复不够，再问{what}", "{who} asked again{what}", "undo-2"),
    "followup_recorded": Told("{who}回访，联系上了", "{who} called and reached them", "phone"),
    "followup_tried": Told("{who}回访，没联系上", "{who} called and did not reach them", "phone-missed"),
    "rectification_ordered": Told(
        "{who}认定差评属实，要求整改{what}", "{who} found the review founded{what}", "wrench"
    ),
    "review_dismissed": Told("{who}认定差评不属实", "{who} found the review unfounded", "x"),
    "rectification_reported": Told("{who}报告已整改", "{who} reported that it was put right", "wrench"),
    "rectification_checked": Told("{who}检查过了，整改到位", "{who} checked: it has been put right", "badge-check"),
    "rectification_repeated": Told("{who}检查过了，要再改{what}", "{who} checked: not yet{what}", "undo-2"),
    # reports
    "facts_added": Told("{who}补充了新的事实", "{who} added new facts", "plus"),
    "report_merged": Told("{who}把它并入前一件举报", "{who} joined it to the earlier report", "merge"),
    "report_redirected": Told("{who}告知了应当向哪里举报", "{who} told where to report", "signpost"),
    "check_extended": Told("{who}批准核查延长 15 个工作日", "{who} approved 15 more working days", "calendar-plus"),
    "delivery_recorded": Told("{who}记下了文书怎么送达的", "{who} recorded how a paper was delivered", "send"),
    "correction_ordered": Told("{who}责令商家改正", "{who} ordered the trader to put it right", "wrench"),
    "case_opened": Told("{who}决定立案", "{who} opened a case", "landmark"),
    "case_not_opened": Told("{who}决定不予立案", "{who} did not open a case", "landmark"),
    "decision_extended": Told("{who}批准办案延长 30 日", "{who} approved 30 more days", "calendar-plus"),
    "case_decided": Told("{who}作出了处理决定", "{who} decided the case", "gavel"),
    "reporter_told": Told("{who}告知举报人已立案", "{who} told the reporter that a case is opened", "send"),
    "reporter_told_not_opened": Told(
        "{who}告知举报人没有立案", "{who} told the reporter that no case is opened", "send"
    ),
    "reward_claimed": Told("{who}申请举报奖励", "{who} claimed a reward", "award"),
    "reward_graded": Told("{who}提出奖励等级{what}", "{who} graded the reward{what}", "award"),
    "reward_decided": Told("{who}决定了举报奖励{what}", "{who} decided on the reward{what}", "award"),
    "reward_paid": Told("{who}发放了举报奖励", "{who} paid the reward", "banknote"),
    "result_told": Told("{who}告知了举报人处理结果", "{who} told the reporter the result", "send"),
    # enquiries
    "enquiry_answered": Told("{who}答复了咨询{what}", "{who} answered the enquiry{what}", "message-square-reply"),
    "enquiry_redirected": Told("{who}告知了应当走的途径", "{who} told the right way", "signpost"),
    "enquiry_withdrawn": Told("{who}撤回了问题", "{who} withdrew the question", "undo-2"),
}
