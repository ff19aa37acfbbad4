"""Moves of the agreement: signing, performing, and rating when all is over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hejie.rules.agreement_contents import ADMINISTRATIVE, is_confirmable
from hejie.rules.model import Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures import _followup
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import (
    MEDIATOR,
    PROMISE,
    RATING,
    SIDES,
    SYSTEM,
    Inputs,
    may_settle,
    need,
    not_rated_yet,
    words,
)

SIGNING = frozenset({"signing"})
PERFORMING = frozenset({"performing"})
BOTH_SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})


def moves(law: Law, final: frozenset[str]) -> tuple[Move, ...]:
    """Signing, performing and, in the final states, rating."""
    return (*_signing(law), *_performing(), rate(final, SIDES))


def missing_signers(facts: Facts) -> frozenset[Role]:
    """Whose signatures the agreement still lacks."""
    return (facts.signers or BOTH_SIDES) - facts.signed_by


_IS_SIGNER = need(
    "signature_missing",
    laws.E_SIGNATURE,
    "您已经签过名，或者这份协议不需要您签名。",
    "You have already signed, or this agreement does not need your signature.",
    lambda facts: facts.acting in missing_signers(facts),
)


def _after_signature(facts: Facts, inputs: Inputs) -> str | None:
    return None if missing_signers(facts) - {facts.acting} else "performing"


def _back_to_talks(facts: Facts, inputs: Inputs) -> str:
    return "mediating" if facts.by_authority else "negotiating"


def _signing(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "request_code",
            Text("获取签名验证码", "Get a signature code"),
            SIGNING,
            SIDES | MEDIATOR,
            "code_requested",
            laws.E_SIGNATURE,
            needs=(_IS_SIGNER,),
        ),
        _sign(law),
        Move(
            "decline_signing",
            Text("不签，回去再谈", "Do not sign; talk again"),
            SIGNING,
            SIDES,
            "signing_declined",
            laws.SIGNED_CONTRACT,
            target=_back_to_talks,
            targets=frozenset({"mediating", "negotiating"}),
            fields=(words("reason", "为什么不签", "Reason", maximum=500),),
        ),
    )


def _sign(law: Law) -> Move:
    return Move(
        "sign",
        Text("签名，同意这份协议", "Sign the agreement"),
        SIGNING,
        SIDES | MEDIATOR,
        "agreement_signed",
        laws.E_SIGNATURE,
        target=_after_signature,
        targets=frozenset({"signing", "performing"}),
        fields=(
            Field("code", Text("短信验证码", "Code from the text message"), Kind.CODE, required=False, options="code"),
            Field("drawing", Text("手写签名", "Handwritten signature"), Kind.DRAWING, required=False),
        ),
        needs=(
            _IS_SIGNER,
            need(
                "code_sent",
                laws.E_SIGNATURE,
                "请先获取签名验证码，或者重新验证登录，再签名。",
                "Please get a signature code first, or sign in again, then sign.",
                lambda facts: facts.is_proved or facts.acting in facts.codes_sent_to,
            ),
            *may_settle(law),
        ),
        starts=("judicial_confirmation",),
        starts_when=lambda facts, inputs: facts.by_authority and is_confirmable(facts.road or ADMINISTRATIVE),
        stops=("mediation", "odr_settlement"),
        warning=Text("全部签名后协议生效，双方都要照着办。", "The agreement binds both sides once all have signed."),
    )


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


def _performing() -> tuple[Move, ...]:
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


def rate(final: frozenset[str], roles: frozenset[Role]) -> Move:
    """Saying how it went, once per side, when the case is over."""
    move = Move(
        "rate",
        Text("评价这次处理", "Rate how it went"),
        final,
        roles,
        "case_rated",
        laws.HOUSE_RATING,
        fields=RATING,
        needs=(not_rated_yet(laws.HOUSE_RATING),),
    )
    return _followup.watched(move)
