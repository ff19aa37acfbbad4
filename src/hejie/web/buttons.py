"""What the button under a form says: the act and what comes of it, where the name of the move says the act alone."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Move, Text

BUTTONS: Mapping[str, Text] = {
    "make_offer": Text("提出这个方案，请对方答复", "Make this offer and ask the other side"),
    "withdraw_offer": Text("收回方案，并告诉对方", "Take the offer back and tell the other side"),
    "reject_offer": Text("不接受，并告诉对方", "Reject the offer and tell the other side"),
    "end_negotiation": Text("结束协商，并告诉商家", "End the negotiation and tell the trader"),
    "decline_mediation": Text("不同意，调解到此终止", "Decline: the mediation ends here"),
    "provide_identity": Text("把身份证明交给办案部门", "Give the proof to the office"),
    "request_recusal": Text("申请换人，请办案部门决定", "Ask for another mediator; the office decides"),
    "choose_times": Text("把方便的时间告诉调解员", "Tell the mediator which times suit"),
    "decline_times": Text("都不行，请调解员另提时间", "None suits: ask the mediator for others"),
    "object_minutes": Text("提出异议，并告诉调解员", "Object and tell the mediator"),
    "drop_confirmation": Text("不申请，并告诉对方", "Do not apply, and tell the other side"),
    "claim_reward": Text("提出申请，等办案部门决定", "Claim it; the office decides"),
    "appoint_agent": Text("委托这个人代办", "Appoint this person"),
    "correct_contact": Text("更正，并发通知到新号码", "Correct it and tell the new phone"),
    "revoke_agent": Text("结束委托，以后由本人办", "End it: from now on I act myself"),
    "request_identity": Text("发通知，请投诉人提供身份证明", "Send the notice asking for proof"),
    "urge": Text("催办，并通知承办部门", "Urge, and tell the office in charge"),
    "terminate": Text("终止调解，并告诉双方", "Terminate the mediation and tell both sides"),
    "assign_officer": Text("分派，并通知承办人", "Assign, and tell the officer"),
    "ask_superior": Text("报请上级，并通知上级部门", "Hand it up and tell the office above"),
    "report_rectified": Text("报告已整改，请负责人检查", "Report it: the head checks"),
    "answer_supervision": Text("答复督办，并通知督办部门", "Answer, and tell who supervises"),
}


def button_of(move: Move) -> Text:
    """The words on the button that makes this move."""
    return BUTTONS.get(move.key, move.label)
