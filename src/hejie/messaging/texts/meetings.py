"""Arranging a meeting: times to choose, the call, reminders, and what follows when somebody stays away."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "times_proposed": Template(
        Text("请选调解时间", "Please choose a time"),
        Text(
            "{ref}：调解员{mediator}提了几个调解时间，请点您方便的，双方都行的时间会马上定下来：{link}",
            "{ref}: {mediator}, the mediator, proposes times to meet. Please tap those that suit you; a time that "
            "suits both is fixed at once: {link}",
        ),
    ),
    "times_countered": Template(
        Text("对方提了别的时间", "The other side proposes other times"),
        Text(
            "{ref}：前面的调解时间对方来不了，提了别的时间，请点您方便的：{link}",
            "{ref}: the other side cannot come at the times proposed and names others. Please tap those that suit "
            "you: {link}",
        ),
    ),
    "times_apart": Template(
        Text("没有双方都行的时间", "No time suits both"),
        Text(
            "{ref}：双方选的调解时间碰不上，请另提几个时间，或者直接定一个：{link}",
            "{ref}: no time suits both sides. Please propose other times, or fix one: {link}",
        ),
    ),
    "meeting_called": Template(
        Text("请到场调解", "You are called to mediation"),
        Text(
            "{ref} 定于 {due} {hour} 在{place}现场调解，调解人员：{mediator}。"
            "认为调解人员和对方有利害关系的，可以申请换人。{link} 加到日历或者改时间：{calendar}",
            "{ref} is mediated on {due} at {hour}, {place}, by {mediator}. If the mediator has ties to the other side, "
            "you may ask for another one: {link} To add it to your calendar or to move it: {calendar}",
        ),
    ),
    "meeting_online": Template(
        Text("网上调解的时间定了", "The online mediation is fixed"),
        Text(
            "{ref} 定于 {due} {hour} 在网上调解室调解，调解人员：{mediator}，到时点开就行：{link} "
            "加到日历或者改时间：{calendar}",
            "{ref} is mediated online on {due} at {hour}, by {mediator}. Open it then: {link} "
            "To add it to your calendar or to move it: {calendar}",
        ),
    ),
    "meeting_to_lead": Template(
        Text("调解时间定了", "A meeting is fixed"),
        Text(
            "{ref} 定于 {due} {hour} 调解，{place}。{link}",
            "You mediate {ref} on {due} at {hour}, {place}. {link}",
        ),
    ),
    "meeting_near": Template(
        Text("调解快到时间了", "Your mediation is coming up"),
        Text(
            "提醒：{ref} 在 {due} {hour} 调解，{place}。来不了请先改时间；无正当理由不参加的，可能终止调解：{link}",
            "Reminder: {ref} is mediated on {due} at {hour}, {place}. If you cannot come, please move it first; "
            "staying away without good reason may end the mediation: {link}",
        ),
    ),
    "meeting_moved": Template(
        Text("对方要改调解时间", "The other side asks for another time"),
        Text(
            "{ref}：原定的调解时间对方来不了，请在对方提的时间里点您方便的：{link}",
            "{ref}: the other side cannot come at the time fixed. Please tap which of the times it names suit you: "
            "{link}",
        ),
    ),
    "meeting_moves": Template(
        Text("有一方要改调解时间", "A side asks for another time"),
        Text(
            "{ref}：有一方改调解时间，原来的时间不作数了，正在请对方选新的：{link}",
            "{ref}: a side moved the meeting. The time fixed no longer holds; the other side is asked for a new one: "
            "{link}",
        ),
    ),
    "meeting_cancelled": Template(
        Text("约好的调解取消了", "The meeting is called off"),
        Text(
            "{ref}：约好的调解取消了，原因：{reason}。案件还在调解，另有时间会告诉您：{link}",
            "{ref}: the meeting is called off: {reason}. Mediation goes on; you will hear of another time: {link}",
        ),
    ),
    "meeting_missed": Template(
        Text("您没有参加调解", "You did not come to the mediation"),
        Text(
            "{ref}：您没有参加约好的调解。有正当理由请告诉调解员，会另约时间；无正当理由不参加的，可以终止调解：{link}",
            "{ref}: you did not come to the mediation. If there was good reason, please tell the mediator, and another "
            "time is found; staying away without good reason is a ground for ending it: {link}",
        ),
    ),
    "meeting_waited": Template(
        Text("对方没有来，会另约时间", "The other side did not come"),
        Text(
            "{ref}：对方没有参加约好的调解，已经记下。调解员会另约时间：{link}",
            "{ref}: the other side did not come to the mediation; this is on record. The mediator will find another "
            "time: {link}",
        ),
    ),
}
