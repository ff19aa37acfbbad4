"""The agreement and its promises."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "agreement_ready": Template(
        Text("协议等您签名", "The agreement awaits your signature"),
        Text(
            "{ref} 的协议写好了，请在 {due} 前看清内容并签名 {link} 到时没有签名：{silence}。",
            "The agreement of {ref} is ready. Please read and sign it by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "agreement_changed": Template(
        Text("协议草稿有改动", "The draft was changed"),
        Text(
            "{ref} 的协议草稿有改动，请再看一遍 {link}",
            "The draft agreement of {ref} was changed. Please read it again: {link}",
        ),
        media=("inapp",),
    ),
    "bidding_opened": Template(
        Text("请背对背出一个数", "Please give a blind figure"),
        Text(
            "{ref}：调解员请您出一个能接受的金额，谁也看不到；两个数接近就取中间数 {link}",
            "{ref}: the mediator asks for the figure you could live with. Nobody sees it; if both are close, the "
            "middle is taken: {link}",
        ),
    ),
    "proposal_made": Template(
        Text("有一个方案等您答复", "A proposal awaits your answer"),
        Text(
            "{ref}：有一个方案请双方背对背答复，只有都同意才会公布 {link}",
            "{ref}: both sides are asked to answer a proposal unseen; only two yeses become known: {link}",
        ),
    ),
    "draft_agreed": Template(
        Text("对方同意了协议草稿", "The other side agrees to the draft"),
        Text(
            "{ref} 的协议草稿，对方同意了现在这一版。您也同意的话，请点“同意” {link}",
            "The other side agrees to the draft of {ref} as it stands. If you do too, please say so: {link}",
        ),
        media=("inapp",),
    ),
    "signed": Template(
        Text("对方已签名", "The other side has signed"),
        Text(
            "{ref} 的协议对方已签名，请您在 {due} 前签名 {link} 到时没有签名：{silence}。",
            "The other side has signed the agreement of {ref}. Please sign by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "agreement_made": Template(
        Text("协议生效了", "The agreement stands"),
        Text(
            "{ref} 的协议都签好了，已经生效。接下来：{task}，最晚 {due}。协议书 {link}",
            "Everybody has signed the agreement of {ref}; it stands. Next: {task}, by {due}. The paper: {link}",
        ),
    ),
    "oral_ready": Template(
        Text("口头协议等您确认", "The oral agreement awaits your yes"),
        Text(
            "{ref}：调解员记下了口头协议，请看清内容，点同意或者不同意 {link} 双方都同意才生效，没有回答不算同意。",
            "{ref}: the mediator wrote down the oral agreement. Please read it and say yes or no: {link} It takes "
            "effect once both say yes; no answer is no yes.",
        ),
    ),
    "oral_noted": Template(
        Text("记下了您电话里的“同意”", "Your yes by telephone was written down"),
        Text(
            "{ref}：调解员{mediator}记下您在电话里同意了口头协议。没说过的，请马上打开 {link} 告诉办理部门。",
            "{ref}: {mediator} wrote down that you agreed to the oral agreement by telephone. If you did not, open "
            "{link} at once and tell the handling office.",
        ),
    ),
    "oral_made": Template(
        Text("口头协议生效了", "The oral agreement stands"),
        Text(
            "{ref} 的口头协议双方都同意了，已经生效。接下来：{task}，最晚 {due}。登记 {link}",
            "Both sides said yes to the oral agreement of {ref}; it stands. Next: {task}, by {due}. The record: {link}",
        ),
    ),
    "promise_today": Template(
        Text("今天到期，收到了吗", "Due today: has it come?"),
        Text(
            "{ref}：“{promise}”今天到期。收到了还是没收到，点一下告诉我们 {link} 没有回答不算收到。",
            "{ref}: “{promise}” is due today. Has it come? Tell us with one tap: {link} No answer is no yes.",
        ),
    ),
    "promise_sent": Template(
        Text("对方说已经寄出", "Said to be on its way"),
        Text(
            "{ref}：对方说“{promise}”已经寄出。收到请点“收到了”；没收到，七天内点“没收到”，不然退款日子照算 {link}",
            "{ref}: the other side says of “{promise}” that it is on its way. Tell us when it has come; if it has not "
            "come within seven days, tell us that, or the refund falls due: {link}",
        ),
    ),
    "promise_part": Template(
        Text("对方收到了一部分", "Part of it has come"),
        Text(
            "{ref}：对方确认“{promise}”收到了一部分，剩下的最晚 {due} 付清 {link}",
            "{ref}: the other side confirms part of “{promise}”; the rest is due by {due}: {link}",
        ),
    ),
    "promise_overdue": Template(
        Text("约定没有履行，下一步", "Not performed: the next step"),
        Text(
            "{ref}：“{promise}”过了 {due} 还没有办。您可以：{task} {link}",
            "{ref}: “{promise}” was not done by {due}. You may: {task}: {link}",
        ),
    ),
    "promise_due": Template(
        Text("约定快到期了", "A promise falls due"),
        Text(
            "{ref}：“{promise}”最晚 {due} 完成。到时没有完成：{silence}。{link}",
            "{ref}: “{promise}” is due by {due}. If it is not done: {silence}. {link}",
        ),
    ),
    "promise_missed": Template(
        Text("约定逾期了", "A promise was missed"),
        Text(
            "{ref}：“{promise}”到 {due} 还没有完成。接下来：{task} {link}",
            "{ref}: “{promise}” was not done by {due}. Next: {task}: {link}",
        ),
    ),
    "promise_kept": Template(
        Text("对方确认已收到", "A promise was kept"),
        Text(
            "{ref}：对方确认“{promise}”已完成 {link}",
            "{ref}: the other side confirms “{promise}”: {link}",
        ),
        media=("inapp",),
    ),
    "case_closed": Template(
        Text("这件事办完了", "This matter is closed"),
        Text(
            "{ref} 办完了：{reason}。问题解决了吗？点一下告诉我们 {link}",
            "{ref} is closed: {reason}. Was it solved? Tell us with one tap: {link}",
        ),
    ),
}
