"""Mediation."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "mediator_assigned": Template(
        Text("已安排调解员", "A mediator was assigned"),
        Text(
            "{ref} 由{mediator}调解，最晚 {due} 调解完。如果调解员和对方有亲属等利害关系，您可以申请换一位 {link}",
            "{mediator} mediates {ref}, to end by {due}. If the mediator has ties to the other side, you may ask for "
            "another one: {link}",
        ),
    ),
    "mediation_ended": Template(
        Text("调解已终止", "Mediation has ended"),
        Text(
            "{ref} 的调解已终止：{reason}。您还可以向法院起诉；有仲裁协议的，可以申请仲裁。决定书见 {link}",
            "Mediation of {ref} has ended: {reason}. You can still go to court, or to arbitration where both sides "
            "agreed on it. The decision: {link}",
        ),
    ),
    "delegation_proposed": Template(
        Text("委托调解，请您说同不同意", "Delegated mediation: do you agree?"),
        Text(
            "{office}想把 {ref} 委托给{body}调解，仍以{office}的名义进行。同不同意请打开 {link} 双方都同意才会委托。",
            "{office} would have {body} mediate {ref} in its name. Please say whether you agree: {link} It is only "
            "done if both sides do.",
        ),
    ),
    "room_open": Template(
        Text("调解室开了，请进", "The mediation room is open"),
        Text(
            "{ref}：调解员 {mediator} 已经打开调解室，请您进来：{link}",
            "{ref}: the mediator, {mediator}, has opened the room. Please come in: {link}",
        ),
    ),
    "minutes_objected": Template(
        Text("有人说调解会记录不对", "Somebody says the minutes are wrong"),
        Text(
            "{ref}：一方说调解会记录有不对的地方，请改好再交双方核对 {link}",
            "{ref}: a side says that something in the minutes is wrong. Please correct them and lay them anew: {link}",
        ),
    ),
    "minutes_laid": Template(
        Text("请核对调解会记录", "Please check the minutes"),
        Text(
            "{ref}：调解员写好了调解会记录，请核对，没有问题就确认：{link}",
            "{ref}: the mediator has written the minutes of the session. Please check and confirm them: {link}",
        ),
    ),
    "paper_waived": Template(
        Text("对方同意不出调解书", "The other side would do without the paper"),
        Text(
            "{ref}：对方同意不制作调解书，只写调解记录。您也同意的话，请打开 {link} 点一下；要调解书就不用点。",
            "{ref}: the other side agrees to a record instead of a mediation agreement. If you do too, say so: {link} "
            "If you want the paper, leave it.",
        ),
    ),
}
