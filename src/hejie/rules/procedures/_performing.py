"""Moves of performing an agreement: what was sent, what came, what did not, and the end where it never came."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hejie.rules.model import Facts, Field, Kind, Move, Need, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import PROMISE, SIDES, SYSTEM, Inputs, need, words

PERFORMING = frozenset({"performing"})

_IS_RECEIVER = need(
    "promise_to_receive",
    laws.PERFORM,
    "没有等您确认的约定。确认要由收到的一方来做。",
    "There is no promise for you to confirm. The receiving side confirms.",
    lambda facts: facts.acting in facts.promise_receivers,
)


_IS_DUE = need(
    "promise_is_due",
    laws.BREACH,
    "约定的日子还没到。到了那天还没收到，再来说；已经收到一部分的，现在就可以记下收到多少。",
    "The promised day has not come. Say so on that day; if part of the sum has come, you can record that now.",
    lambda facts: facts.acting in facts.due_receivers,
)
PROMISE_DUE = replace(PROMISE, options="promises_due")


def _after_promise(facts: Facts, inputs: Inputs) -> str | None:
    return "closed" if facts.promises_open <= 1 else None


def moves() -> tuple[Move, ...]:
    """Received, received in part, sent, not received; and what follows when a day was missed."""
    return (
        Move(
            "confirm_promise",
            Text("收到了，这一项办妥了", "Received: this promise is kept"),
            PERFORMING,
            SIDES,
            "promise_confirmed",
            laws.PERFORM,
            target=_after_promise,
            targets=frozenset({"performing", "closed"}),
            fields=(PROMISE, RECEIVED_ON),
            needs=(_IS_RECEIVER,),
            drops=("judicial_confirmation",),  # nothing is left to enforce
        ),
        _confirm_part(),
        _report_sent(),
        Move(
            "report_missed",
            Text("没收到，告诉对方和平台", "Not received: tell the other side"),
            PERFORMING,
            SIDES,
            "promise_reported_missed",
            laws.BREACH,
            fields=(PROMISE_DUE, words("note", "说明", "Note", required=False, maximum=500)),
            needs=(_IS_RECEIVER, _IS_DUE),
        ),
        Move(
            "promise_missed",
            Text("约定的日子已过", "A promised day has passed"),
            PERFORMING,
            SYSTEM,
            "promise_missed",
            laws.BREACH,
            fields=(PROMISE,),
        ),
        _close_unperformed(),
    )


RECEIVED_ON = Field(
    "on",
    Text("哪天收到的（不填就是按时，过了三天才点的算今天）", "The day it came, if not on time or today"),
    Kind.DATE,
    required=False,
    past=True,
)


PROMISE_SENT = replace(PROMISE, options="promises_to_send")


def _report_sent() -> Move:
    return Move(
        "report_sent",
        Text("东西寄出了，告诉对方", "It is on its way: tell the other side"),
        PERFORMING,
        SIDES,
        "promise_sent",
        laws.NOTIFY,
        fields=(
            PROMISE_SENT,
            Field("on", Text("哪天寄出或者送去的", "The day it was sent or brought"), Kind.DATE, past=True),
            Field(
                "way",
                Text("怎么寄的：快递公司和单号，或者送到了哪里", "How: carrier and number, or where it was brought"),
                required=False,
                maximum=200,
            ),
        ),
        needs=(
            need(
                "something_to_send",
                laws.NOTIFY,
                "现在没有要您先寄出的东西，或者您已经说过寄出了。",
                "There is nothing you have to send first, or you have already said that it is on its way.",
                lambda facts: facts.acting in facts.promise_senders,
            ),
        ),
        warning=Text(
            "对方收到后点“收到了”。七天内对方没有说没收到，退款的日子就从那时算起，再加七天。请留好寄件凭证。",
            "The other side confirms what came. If it does not deny it within seven days, the refund is due seven days after them. Keep the receipt.",
        ),
    )


def _is_part(facts: Facts, inputs: Inputs) -> bool:
    """Of a sum, and less than what is left of it: the whole is confirmed as kept."""
    left = facts.promises_left.get(str(inputs.get("promise")), Decimal(0))
    return not inputs or Decimal(str(inputs["amount"])) < left


def _confirm_part() -> Move:
    return Move(
        "confirm_part",
        Text("只收到一部分钱", "Only part of the money came"),
        PERFORMING,
        SIDES,
        "promise_part_confirmed",
        laws.PERFORM,
        fields=(PROMISE, Field("amount", Text("收到多少（元）", "How much came (yuan)"), Kind.MONEY)),
        needs=(
            _IS_RECEIVER,
            need(
                "sum_to_receive",
                laws.PERFORM,
                "没有等您收的钱。",
                "There is no money for you to receive.",
                lambda facts: bool(facts.promises_left),
            ),
            Need(
                "less_than_left",
                _is_part,
                Text(
                    "这一项不是钱，或者已经收齐了。收齐了请点“收到了”。",
                    "This is not money, or all of it has come. If all came, please say that it is kept.",
                ),
                laws.PERFORM,
            ),
        ),
    )


def _close_unperformed() -> Move:
    return Move(
        "close_unperformed",
        Text("对方没履行，结束案件并告诉我怎么办", "Close as not performed and tell me what I can do"),
        PERFORMING,
        SIDES,
        "closed_unperformed",
        laws.OTHER_WAYS,
        target="unperformed",
        needs=(
            _IS_RECEIVER,
            need(
                "promise_is_missed",
                laws.BREACH,
                "对方该办的日子还没过，请等到那天以后。",
                "The day by which the other side is to perform has not passed. Please wait until it has.",
                lambda facts: facts.acting in facts.missed_receivers,
            ),
        ),
        warning=Text(
            "案件会以“未履行”结束。协议经法院确认的，直接申请强制执行，不用再起诉；没有确认的，可以凭协议起诉；有仲裁协议的，可以申请仲裁。",
            "The case ends as not performed. If a court confirmed the agreement, have it enforced: there is nothing to sue for. Otherwise you can sue on it, or go to arbitration where both sides agreed on that.",
        ),
    )
