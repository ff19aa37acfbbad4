"""Delivering papers by hand: what went by letter or over the counter, with the proof that it did (送达).

What goes by the channels of the platform proves itself; see `cases.delivery`.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Article, Field, Kind, Move, Role, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import EVIDENCE, HEAD, NOTE, OFFICER

HOUSE_DELIVERY = Article(laws.HOUSE, "文书送达")
BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet
ADDRESSEES: Mapping[str, Text] = {
    Role.COMPLAINANT: Text("来件人", "Whoever filed"),
    Role.RESPONDENT: Text("商家", "The trader"),
}
WAYS = {
    "letter": Text("邮寄", "By letter"),
    "counter": Text("窗口领取", "At the counter"),
    "by_hand": Text("上门送达", "Handed over on the spot"),
    "phone": Text("电话告知", "Told by phone"),
}
SENT, DELIVERED, RETURNED = "sent", "delivered", "returned"
OUTCOMES = {
    SENT: Text("已寄出", "Sent off"),
    DELIVERED: Text("已收到", "Received"),
    RETURNED: Text("退回或者没送到", "Came back, or nobody took it"),
}


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """In every state in which an office has the case, as often as it was tried."""
    return (
        Move(
            "record_delivery",
            Text("记下文书怎么送达的", "Record how a paper was delivered"),
            frozenset(states) - BETWEEN_THE_SIDES,
            OFFICER | HEAD,
            "delivery_recorded",
            HOUSE_DELIVERY,
            fields=(
                Field("paper", Text("哪一份文书", "Which paper"), Kind.REFERENCE, options="papers"),
                Field("to", Text("送给谁", "To whom"), Kind.CHOICE, choices=ADDRESSEES),
                Field("how", Text("怎么送的", "How"), Kind.CHOICE, choices=WAYS),
                Field("on", Text("哪一天", "Day"), Kind.DATE, past=True),
                Field("outcome", Text("结果", "Outcome"), Kind.CHOICE, choices=OUTCOMES),
                Field(
                    "proof",
                    Text("邮件单号，或者谁签收、谁接的电话", "Tracking number, or who signed or answered"),
                    minimum=2,
                    maximum=120,
                ),
                NOTE,
                EVIDENCE,
            ),
            is_internal=True,
        ),
    )
