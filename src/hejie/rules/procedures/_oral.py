"""An agreement by word of mouth: written down by the mediator, read to both, in force once both have said yes.

People's Mediation Law Art 28 and 30. On the other roads it does without the paper of Order 121 Art 24, for which both
have to agree: the yes says that too (docs/decisions/0142).
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.agreement_contents import ORAL, RECORDED
from hejie.rules.model import Facts, Field, Kind, Move, Role, State, Text
from hejie.rules.procedures._agreement import BOTH_SIDES, missing_signers
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import (
    DAYS_TO_COME,
    MEDIATOR,
    NOTE,
    SIDES,
    TERMS,
    Inputs,
    may_settle,
    need,
    words,
)

MEDIATING = frozenset({"mediating"})
AGREEING = frozenset({"agreeing"})
NAMES: Mapping[str, Text] = {
    Role.COMPLAINANT: Text("消费者", "The consumer"),
    Role.RESPONDENT: Text("商家", "The trader"),
}


def states() -> tuple[State, ...]:
    """Recorded and read out; both are asked."""
    return (
        State(
            "agreeing",
            Text("等双方确认口头协议", "Awaiting both sides' word"),
            _turn,
            Text(
                "调解员记下了口头协议，双方都说同意才生效。有一方不同意，就当没有谈成，回去再谈。没有回答不算同意。",
                "The mediator wrote down what was said; it takes effect once both sides say yes. If one says no, nothing was agreed and talks resume. No answer is no yes.",
            ),
            ORAL,
        ),
    )


def _turn(facts: Facts) -> Role | None:
    asked = missing_signers(facts)
    return next((role for role in (Role.COMPLAINANT, Role.RESPONDENT) if role in asked), Role.MEDIATOR)


def moves(law: Law) -> tuple[Move, ...]:
    """Recording it, the yes of a side, a yes by telephone, the no."""
    return (_record(law), _confirm(law), _by_phone(), _decline())


def _record(law: Law) -> Move:
    return Move(
        "record_oral",
        Text("谈成了，不写协议书：记下口头协议", "Agreed without a paper: write down the oral agreement"),
        MEDIATING,
        MEDIATOR,
        "oral_agreement_recorded",
        RECORDED,
        target="agreeing",
        fields=(
            TERMS,
            Field("read", Text("已经把内容念给双方听", "The content was read out to both sides"), Kind.YES, minimum=1),
            NOTE,
        ),
        needs=(
            need(
                "both_took_part",
                law.consent,
                "还没有双方同意调解的记录，先问双方同不同意。",
                "It is not on record that both sides agreed to mediation. Please ask them first.",
                lambda facts: facts.mediation_consents >= BOTH_SIDES,
            ),
        ),
    )


def _after_yes(facts: Facts, inputs: Inputs) -> str | None:
    said = {str(inputs.get("side") or facts.acting)}
    return None if {str(role) for role in missing_signers(facts)} - said else "performing"


def _confirm(law: Law) -> Move:
    return Move(
        "confirm_oral",
        Text("同意，就按记下的办，不写协议书", "Agree: do as it was written down, without a paper"),
        AGREEING,
        SIDES,
        "oral_agreed",
        ORAL,
        target=_after_yes,
        targets=frozenset({"agreeing", "performing"}),
        needs=(
            need(
                "answer_missing",
                ORAL,
                "您已经说过同意了，不用再点一次。",
                "You have said yes already.",
                lambda facts: facts.acting in missing_signers(facts),
            ),
            DAYS_TO_COME,
            *may_settle(law),
        ),
        stops=("mediation",),
        warning=Text(
            "双方都同意后马上生效，双方都要照着办。没有协议书，就不能申请司法确认。",
            "It binds both sides as soon as both have said yes. Without a paper it cannot be confirmed by a court.",
        ),
    )


def _by_phone() -> Move:
    side = Field(
        "side",
        Text("替电话里的谁记下", "For whom on the telephone"),
        Kind.CHOICE,
        choices=NAMES,
        allows=lambda facts, key: Role(key) in missing_signers(facts),
    )
    return Move(
        "note_oral_yes",
        Text("记下电话里说的“同意”", "Write down a yes given by telephone"),
        AGREEING,
        MEDIATOR,
        "oral_agreed_by_phone",
        ORAL,
        target=_after_yes,
        targets=frozenset({"agreeing", "performing"}),
        fields=(
            side,
            Field(
                "read", Text("在电话里把内容念了一遍", "The content was read out on the telephone"), Kind.YES, minimum=1
            ),
            words("said", "对方在电话里怎么说的", "What was said on the telephone", minimum=4, maximum=500),
        ),
        needs=(DAYS_TO_COME,),
        stops=("mediation",),
        warning=Text(
            "会马上发短信告诉这一方。没有亲口说同意的，不能替他记。",
            "That side is told at once by message. Nobody's yes is written down who has not said it.",
        ),
    )


def _decline() -> Move:
    return Move(
        "decline_oral",
        Text("不同意，回去再谈", "Say no; talk again"),
        AGREEING,
        SIDES | MEDIATOR,
        "oral_declined",
        ORAL,
        target="mediating",
        fields=(words("reason", "为什么不同意", "Reason", required=False, maximum=500),),
    )
