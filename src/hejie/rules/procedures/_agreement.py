"""Moves of the agreement: signing, performing, and rating when all is over."""

from __future__ import annotations

from hejie.rules.agreement_contents import ADMINISTRATIVE, is_confirmable
from hejie.rules.model import Facts, Field, Kind, Move, Role, Text
from hejie.rules.procedures import _followup, _performing
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import (
    DAYS_TO_COME,
    MEDIATOR,
    RATING,
    SIDES,
    Inputs,
    may_settle,
    need,
    not_rated_yet,
    words,
)

SIGNING = frozenset({"signing"})
BOTH_SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})


def moves(law: Law, final: frozenset[str]) -> tuple[Move, ...]:
    """Signing, performing and, in the final states, rating."""
    return (*_signing(law), *_performing.moves(), rate(final, SIDES))


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
            needs=(_IS_SIGNER, DAYS_TO_COME),
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
            DAYS_TO_COME,
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
