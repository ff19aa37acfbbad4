"""From the filing to the office that handles it."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "case_filed": Template(
        Text("已收到您的投诉", "We have your complaint"),
        Text(
            "您对{trader}的投诉已收到，编号 {ref}。接下来：{task}，最晚 {due}。到时没有答复：{silence}。进度 {link}",
            "Your complaint about {trader} is in, number {ref}. Next: {task}, by {due}. If nobody answers: "
            "{silence}. Progress: {link}",
        ),
    ),
    "invitation": Template(
        Text("有消费者想和您协商", "A consumer wants to settle with you"),
        Text(
            "{trader}：{consumer}就“{title}”提出投诉（{ref}），请在 {due} 前打开 {link} 答复，不用注册。"
            "到时没有答复：{silence}。",
            "{trader}: {consumer} complains about “{title}” ({ref}). Please answer by {due}: {link} (no account "
            "needed). If you do not: {silence}.",
        ),
    ),
    "case_for_trader": Template(
        Text("新的投诉等您答复", "A new complaint awaits your answer"),
        Text(
            "{trader}：{consumer}就“{title}”提出投诉（{ref}），请在 {due} 前答复。到时没有答复：{silence}。{link}",
            "{trader}: {consumer} complains about “{title}” ({ref}). Please answer by {due}. If you do not: "
            "{silence}. {link}",
        ),
    ),
    "handed_on": Template(
        Text("已转到市场监管部门", "Passed on to the authority"),
        Text(
            "{ref} 已转到{office}，之前填写的都带过去了，最晚 {due} 决定是否受理。到时没有答复：{silence}。{link}",
            "{ref} is now with {office}, with everything filled in before. {office} decides by {due} whether to "
            "accept it. If it does not: {silence}. {link}",
        ),
    ),
    "accepted": Template(
        Text("投诉已受理", "The complaint was accepted"),
        Text(
            "{office}已受理 {ref}。请打开 {link} 说明您同不同意调解；双方同意的，最晚 {due} 调解完。"
            "到时没有结果：{silence}。",
            "{office} has accepted {ref}. Please say whether you agree to mediation: {link} If both sides do, it ends "
            "by {due}. If there is no result by then: {silence}.",
        ),
    ),
    "refused": Template(
        Text("投诉没有受理", "The complaint was not accepted"),
        Text(
            "{office}没有受理 {ref}：{reason}。您还可以和商家协商、请消费者协会调解或者起诉；"
            "有仲裁协议的，可以申请仲裁。决定书见 {link}",
            "{office} did not accept {ref}: {reason}. You can still talk to the trader, ask a consumers' association "
            "to mediate, go to court, or to arbitration where both sides agreed on it. The decision: {link}",
        ),
    ),
    "returned": Template(
        Text("需要补充材料", "Something is missing"),
        Text(
            "{ref} 需要您补充：{reason}。请在 {due} 前补好 {link} 到时没有补充：{silence}。",
            "{ref} needs more from you: {reason}. Please add it by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "acceptance_late": Template(
        Text("还没有受理决定", "No decision on acceptance yet"),
        Text(
            "{office}没有在 {due} 前决定是否受理 {ref}，已经提醒负责人。这不等于受理，也不等于不受理，您不用再做什么。"
            "{link}",
            "{office} has not decided by {due} whether to accept {ref}; its head has been told. This is neither "
            "acceptance nor refusal, and you need do nothing: {link}",
        ),
    ),
    "review_decided": Template(
        Text("复核有结果了", "The review is decided"),
        Text(
            "{office}已经复核 {ref}，现在是“{state}”。理由：{reason}。{next}{link}",
            "{office} has reviewed {ref}; it now stands at “{state}”. Why: {reason}. {next} {link}",
        ),
    ),
    "divided": Template(
        Text("您的材料分成两件办", "Your paper is handled as two cases"),
        Text(
            "您的材料里同时有投诉和举报，{office}把它们分开办：{ref} 是其中一件，另一件的编号在案件页面。"
            "举报部分对商家保密。{link}",
            "Your paper was a complaint and a report at once. {office} handles them apart: {ref} is one, the number of "
            "the other stands on its page. The report is kept from the trader. {link}",
        ),
    ),
}
