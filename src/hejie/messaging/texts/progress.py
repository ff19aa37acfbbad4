"""Clocks, and where a case stands."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "deadline_near": Template(
        Text("期限快到了", "A deadline is near"),
        Text(
            "{ref}：{task}，最晚 {due} {link} 到时没有完成：{silence}。",
            "{ref}: {task}, due by {due}: {link} If it is not done: {silence}.",
        ),
    ),
    "deadline_missed": Template(
        Text("期限已过", "A deadline has passed"),
        Text(
            "{ref}：{task}的期限 {due} 已过。{silence}。{link}",
            "{ref}: {task}, due on {due}, is late. {silence}. {link}",
        ),
    ),
    "moved_on": Template(
        Text("案件有进展", "Your case has moved on"),
        Text("{ref} 现在是“{state}”。{next}{link}", "{ref} now stands at “{state}”. {next} {link}"),
    ),
    "contact_known": Template(
        Text("商家确认了手机号", "The trader confirmed a phone"),
        Text(
            "{ref}：{trader}用验证码确认了手机号 {phone}，今后由这个号码答复和签字。"
            "您知道这不是商家的，请拨打 12315 说明。{link}",
            "{ref}: {trader} confirmed the phone {phone} by a code; answers and signatures come from it now. If you "
            "know that it is not the trader's, call 12315: {link}",
        ),
    ),
    "contact_corrected": Template(
        Text("登记的联系方式已更正", "Your contact was corrected"),
        Text(
            "{ref}：{office}更正了登记的手机号或姓名，今后通知发到这个号码。不是您要求的，请拨打 12315 说明。{link}",
            "{ref}: {office} corrected the phone or the name that was filed; news comes to this phone now. If you did "
            "not ask for it, call 12315: {link}",
        ),
    ),
    "speaker_corrected": Template(
        Text("案件里一个联系方式已更正", "A contact in your case was corrected"),
        Text(
            "{ref}：{office}更正了{who}的手机号或姓名。不是您或对方本人要求的，请拨打 12315 说明。{link}",
            "{ref}: {office} corrected the phone or the name of a person in your case ({who}). If neither of you asked "
            "for it, call 12315: {link}",
        ),
    ),
    "left_account": Template(
        Text("案件已转到另一个手机号", "A case was moved to another phone"),
        Text(
            "{ref}：{office}核对身份后，把案件转到了另一个手机号，您的账户不再能打开。"
            "不是您要求的，请马上拨打 12315 说明。{link}",
            "{ref}: after checking who asked, {office} moved the case to another phone; your account cannot open it "
            "any more. If you did not ask for this, call 12315 at once: {link}",
        ),
    ),
    "phone_released": Template(
        Text("提交人的手机号换了主人", "The filer's phone is somebody else's now"),
        Text(
            "{ref}：提交时留的手机号已由别人证明在用，不再往那里发通知。请用别的办法联系，核对身份后更正号码。{link}",
            "{ref}: somebody else has shown the phone that was left to be theirs; nothing is sent there any more. Find "
            "another way to reach whoever filed, check who they are and correct the phone: {link}",
        ),
        media=("inapp",),
    ),
    "office_to_do": Template(
        Text("有案件等办理", "A case awaits your office"),
        Text("{ref}“{title}”现在是“{state}”。{next}{link}", "{ref} “{title}” now stands at “{state}”. {next} {link}"),
        media=("inapp",),
    ),
}
