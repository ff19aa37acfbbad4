"""What messages say: who, what, by when, what silence means, and the short link. Both languages, one table."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from hejie.rules.model import Text

Value: TypeAlias = str | int | date | Text

# Every placeholder a text may use. Dates may be given as `date`, words in both languages as `Text`.
PLACEHOLDERS: Mapping[str, str] = {
    "ref": "case number in fours",
    "trader": "the trader's short name",
    "consumer": "how the consumer is addressed between parties, e.g. 林女士",
    "title": "the matter in a few words",
    "office": "the handling office",
    "mediator": "the mediator's name",
    "terms": "an offer in one line, e.g. 退款 1299.00 元",
    "promise": "one promise in one line",
    "task": "what is to be done",
    "due": "the last day",
    "silence": "what happens when nobody answers",
    "reason": "ground and reason in one line",
    "state": "where the case stands now",
    "next": "what happens next there",
    "code": "six digits",
    "minutes": "how long the code is good for",
    "link": "short address of the page",
}
SIGNATURE = Text("【和解】", "[Hejie] ")
WEEKDAYS = "一二三四五六日"
ENGLISH_DAY = "%a %-d %b %Y"


@dataclass(frozen=True, slots=True)
class Template:
    """One message. `media`: where it goes when the recipient can be reached there.

    Texts that are secret (codes) are not kept once sent.
    """

    title: Text
    text: Text
    media: tuple[str, ...] = ("inapp", "sms")
    is_secret: bool = False

    @property
    def placeholders(self) -> frozenset[str]:
        return placeholders(self.text.zh) | placeholders(self.text.en)

    def render(self, values: Mapping[str, Value], language: str) -> str:
        """The finished text. Raises ValueError when a value is missing."""
        if missing := self.placeholders - values.keys():
            raise ValueError(f"message without {', '.join(sorted(missing))}")
        is_english = language.startswith("en")
        said = {name: say(values[name], is_english=is_english) for name in self.placeholders}
        return (self.text.en if is_english else self.text.zh).format_map(said)


@cache
def placeholders(text: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def say(value: Value, *, is_english: bool) -> str:
    """A value as it stands in a message: dates with their weekday."""
    if isinstance(value, date):
        chinese = f"{value.month}月{value.day}日（周{WEEKDAYS[value.weekday()]}）"
        return value.strftime(ENGLISH_DAY) if is_english else chinese
    if isinstance(value, Text):
        return value.en if is_english else value.zh
    return str(value)


def outside(text: str, language: str) -> str:
    """A text as it leaves the house: with the sender's name in front, as text messages must have it."""
    return (SIGNATURE.en if language.startswith("en") else SIGNATURE.zh) + text


def title(template: str, language: str) -> str:
    """The heading of a notice, the subject of a mail."""
    words = TEMPLATES[template].title
    return words.en if language.startswith("en") else words.zh


def _t(zh: str, en: str) -> Text:
    return Text(zh, en)


TEMPLATES: Mapping[str, Template] = {
    "code": Template(
        _t("验证码", "Your code"),
        _t(
            "验证码 {code}，{minutes} 分钟内有效，用于{task}。请不要告诉任何人，工作人员也不会向您要。",
            "Code {code}, good for {minutes} minutes, to {task}. Tell nobody; our staff never ask for it.",
        ),
        media=("sms",),
        is_secret=True,
    ),
    "no_account": Template(
        _t("没有这个账户", "No such account"),
        _t(
            "有人用这个手机号登录，但还没有账户。投诉不用先注册：{link} 如果不是您本人操作，不用理会。",
            "Somebody tried to sign in with this phone, which has no account yet. Filing needs none: {link} "
            "If it was not you, there is nothing to do.",
        ),
        media=("sms",),
    ),
    "case_filed": Template(
        _t("已收到您的投诉", "We have your complaint"),
        _t(
            "您对{trader}的投诉已收到，编号 {ref}。接下来：{task}，最晚 {due}。到时没有答复：{silence}。进度 {link}",
            "Your complaint about {trader} is in, number {ref}. Next: {task}, by {due}. If nobody answers: "
            "{silence}. Progress: {link}",
        ),
    ),
    "invitation": Template(
        _t("有消费者想和您协商", "A consumer wants to settle with you"),
        _t(
            "{trader}：{consumer}就“{title}”提出投诉（{ref}），请在 {due} 前打开 {link} 答复，不用注册。"
            "到时没有答复：{silence}。",
            "{trader}: {consumer} complains about “{title}” ({ref}). Please answer by {due}: {link} (no account "
            "needed). If you do not: {silence}.",
        ),
    ),
    "case_for_trader": Template(
        _t("新的投诉等您答复", "A new complaint awaits your answer"),
        _t(
            "{trader}：{consumer}就“{title}”提出投诉（{ref}），请在 {due} 前答复。到时没有答复：{silence}。{link}",
            "{trader}: {consumer} complains about “{title}” ({ref}). Please answer by {due}. If you do not: "
            "{silence}. {link}",
        ),
    ),
    "offer_made": Template(
        _t("对方提出了方案", "You have an offer"),
        _t(
            "{ref}：对方提出方案“{terms}”。请在 {due} 前答复 {link} 到时没有答复：{silence}。",
            "{ref}: the other side offers “{terms}”. Please answer by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "offer_withdrawn": Template(
        _t("对方收回了方案", "The offer was withdrawn"),
        _t(
            "{ref}：对方收回了方案“{terms}”。您可以提出自己的方案，{due} 前有效 {link}",
            "{ref}: the other side withdrew “{terms}”. You may make your own offer until {due}: {link}",
        ),
    ),
    "offer_rejected": Template(
        _t("对方没有接受方案", "Your offer was not accepted"),
        _t(
            "{ref}：对方没有接受“{terms}”，原因：{reason}。{due} 前可以再提方案 {link}",
            "{ref}: the other side did not accept “{terms}”: {reason}. You may make another offer until {due}: {link}",
        ),
    ),
    "offer_accepted": Template(
        _t("方案谈成了", "Your offer was accepted"),
        _t(
            "{ref}：对方接受了“{terms}”。接下来：{task}，最晚 {due} {link}",
            "{ref}: the other side accepted “{terms}”. Next: {task}, by {due}: {link}",
        ),
    ),
    "message_posted": Template(
        _t("有新的留言", "A new message"),
        _t("{ref} 有新的留言，打开看看 {link}", "A new message in {ref}: {link}"),
        media=("inapp",),
    ),
    "handed_on": Template(
        _t("已转到市场监管部门", "Passed on to the authority"),
        _t(
            "{ref} 已转到{office}，之前填写的都带过去了，最晚 {due} 决定是否受理。到时没有答复：{silence}。{link}",
            "{ref} is now with {office}, with everything filled in before. {office} decides by {due} whether to "
            "accept it. If it does not: {silence}. {link}",
        ),
    ),
    "accepted": Template(
        _t("投诉已受理", "The complaint was accepted"),
        _t(
            "{office}已受理 {ref}。请打开 {link} 说明您同不同意调解；双方同意的，最晚 {due} 调解完。"
            "到时没有结果：{silence}。",
            "{office} has accepted {ref}. Please say whether you agree to mediation: {link} If both sides do, it ends "
            "by {due}. If there is no result by then: {silence}.",
        ),
    ),
    "refused": Template(
        _t("投诉没有受理", "The complaint was not accepted"),
        _t(
            "{office}没有受理 {ref}：{reason}。您还可以和商家协商、请消费者协会调解或者起诉；"
            "有仲裁协议的，可以申请仲裁。决定书见 {link}",
            "{office} did not accept {ref}: {reason}. You can still talk to the trader, ask a consumers' association "
            "to mediate, go to court, or to arbitration where both sides agreed on it. The decision: {link}",
        ),
    ),
    "returned": Template(
        _t("需要补充材料", "Something is missing"),
        _t(
            "{ref} 需要您补充：{reason}。请在 {due} 前补好 {link} 到时没有补充：{silence}。",
            "{ref} needs more from you: {reason}. Please add it by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "mediator_assigned": Template(
        _t("已安排调解员", "A mediator was assigned"),
        _t(
            "{ref} 由{mediator}调解，最晚 {due} 调解完。如果调解员和对方有亲属等利害关系，您可以申请换一位 {link}",
            "{mediator} mediates {ref}, to end by {due}. If the mediator has ties to the other side, you may ask for "
            "another one: {link}",
        ),
    ),
    "mediation_ended": Template(
        _t("调解已终止", "Mediation has ended"),
        _t(
            "{ref} 的调解已终止：{reason}。您还可以向法院起诉；有仲裁协议的，可以申请仲裁。决定书见 {link}",
            "Mediation of {ref} has ended: {reason}. You can still go to court, or to arbitration where both sides "
            "agreed on it. The decision: {link}",
        ),
    ),
    "agreement_ready": Template(
        _t("协议等您签名", "The agreement awaits your signature"),
        _t(
            "{ref} 的协议写好了，请在 {due} 前看清内容并签名 {link} 到时没有签名：{silence}。",
            "The agreement of {ref} is ready. Please read and sign it by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "agreement_changed": Template(
        _t("协议草稿有改动", "The draft was changed"),
        _t(
            "{ref} 的协议草稿有改动，请再看一遍 {link}",
            "The draft agreement of {ref} was changed. Please read it again: {link}",
        ),
        media=("inapp",),
    ),
    "signed": Template(
        _t("对方已签名", "The other side has signed"),
        _t(
            "{ref} 的协议对方已签名，请您在 {due} 前签名 {link} 到时没有签名：{silence}。",
            "The other side has signed the agreement of {ref}. Please sign by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "agreement_made": Template(
        _t("协议生效了", "The agreement stands"),
        _t(
            "{ref} 的协议都签好了，已经生效。接下来：{task}，最晚 {due}。协议书 {link}",
            "Everybody has signed the agreement of {ref}; it stands. Next: {task}, by {due}. The paper: {link}",
        ),
    ),
    "promise_due": Template(
        _t("约定快到期了", "A promise falls due"),
        _t(
            "{ref}：“{promise}”最晚 {due} 完成。到时没有完成：{silence}。{link}",
            "{ref}: “{promise}” is due by {due}. If it is not done: {silence}. {link}",
        ),
    ),
    "promise_missed": Template(
        _t("约定逾期了", "A promise was missed"),
        _t(
            "{ref}：“{promise}”到 {due} 还没有完成。接下来：{task} {link}",
            "{ref}: “{promise}” was not done by {due}. Next: {task}: {link}",
        ),
    ),
    "promise_kept": Template(
        _t("对方确认已收到", "A promise was kept"),
        _t(
            "{ref}：对方确认“{promise}”已完成 {link}",
            "{ref}: the other side confirms “{promise}”: {link}",
        ),
        media=("inapp",),
    ),
    "deadline_near": Template(
        _t("期限快到了", "A deadline is near"),
        _t(
            "{ref}：请在 {due} 前{task} {link} 到时没有完成：{silence}。",
            "{ref}: please {task} by {due}: {link} If you do not: {silence}.",
        ),
    ),
    "deadline_missed": Template(
        _t("期限已过", "A deadline has passed"),
        _t(
            "{ref}：{task}的期限 {due} 已过。{silence}。{link}",
            "{ref}: the time to {task} ended on {due}. {silence}. {link}",
        ),
    ),
    "files_added": Template(
        _t("有新的材料", "New files"),
        _t("{ref} 有新的材料，打开看看 {link}", "There are new files in {ref}: {link}"),
        media=("inapp",),
    ),
    "moved_on": Template(
        _t("案件有进展", "Your case has moved on"),
        _t("{ref} 现在是“{state}”。{next}{link}", "{ref} now stands at “{state}”. {next} {link}"),
    ),
    "office_to_do": Template(
        _t("有案件等办理", "A case awaits your office"),
        _t("{ref}“{title}”现在是“{state}”。{next}{link}", "{ref} “{title}” now stands at “{state}”. {next} {link}"),
        media=("inapp",),
    ),
    "case_closed": Template(
        _t("这件事办完了", "This matter is closed"),
        _t(
            "{ref} 办完了：{reason}。问题解决了吗？点一下告诉我们 {link}",
            "{ref} is closed: {reason}. Was it solved? Tell us with one tap: {link}",
        ),
    ),
}
