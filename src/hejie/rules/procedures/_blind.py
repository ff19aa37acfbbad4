"""Moves of two tools to settle in which nobody has to show weakness: blind bids, and a proposal answered double-blind.

Each side names the figure it could live with, and nobody is shown it: where the two are close enough, the middle becomes
a proposal to both; else nothing is said but “not yet”. A proposal is answered yes or no, and only two yeses become known.
"""

from __future__ import annotations

from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import MEDIATOR, NOTE, SIDES, SYSTEM, TERMS, may_settle, need

MEDIATING = frozenset({"mediating"})
BLIND = Article(laws.HOUSE, "背对背议价")
MOST_BIDS = 3  # of one side in one round: enough to move, too few to feel for the other's figure
YES, NO = "yes", "no"
KINDS = {"refund": Text("退款", "Refund"), "compensation": Text("赔偿", "Compensation")}
ANSWERS = {YES: Text("同意", "Yes"), NO: Text("不同意", "No")}


def moves(law: Law) -> tuple[Move, ...]:
    """Both tools, and what the platform does when two figures or two answers meet."""
    return (_open_bidding(), _bid(law), _close_bidding(), _meet(), _propose(), _answer(law), _withdraw(), _settle(law))


_NO_PROPOSAL = need(
    "no_open_proposal",
    BLIND,
    "还有一个方案在等双方答复，请先等答复，或者收回它。",
    "A proposal still awaits the answers of both sides. Wait for them, or take it back.",
    lambda facts: not facts.is_proposal_open,
)
_NO_BIDDING = need(
    "no_open_bidding",
    BLIND,
    "双方正在背对背出数，请先结束这一轮。",
    "The sides are bidding. Please end the round first.",
    lambda facts: not facts.is_bidding_open,
)


_BIDDING: Need = need(
    "bidding_open",
    BLIND,
    "现在没有在背对背出数，要由调解员开始。",
    "There is no blind bidding now. The mediator begins one.",
    lambda facts: facts.is_bidding_open,
)
_PROPOSAL: Need = need(
    "proposal_open",
    BLIND,
    "现在没有等双方答复的方案。",
    "No proposal awaits an answer now.",
    lambda facts: facts.is_proposal_open,
)


def _open_bidding() -> Move:
    return Move(
        "open_bidding",
        Text("请双方背对背各出一个数", "Ask both sides for a blind figure"),
        MEDIATING,
        MEDIATOR,
        "bidding_opened",
        BLIND,
        fields=(
            Field(
                "gap",
                Text("两个数相差不超过多少元，就取中间数", "Largest difference at which the middle is taken (yuan)"),
                Kind.MONEY,
            ),
            Field("kind", Text("这笔钱是什么", "What the money is"), Kind.CHOICE, choices=KINDS),
        ),
        needs=(_NO_BIDDING, _NO_PROPOSAL),
    )


def _may_bid(facts: Facts) -> bool:
    return facts.acting in facts.may_bid


def _bid(law: Law) -> Move:
    return Move(
        "bid",
        Text("出一个数，谁也看不到", "Give a figure nobody sees"),
        MEDIATING,
        SIDES,
        "bid_made",
        BLIND,
        fields=(
            Field(
                "figure",
                Text("您能接受的金额（元）", "The figure you could live with (yuan)"),
                Kind.MONEY,
                secret=True,
                hint=Text(
                    "消费者写最少要多少，商家写最多出多少。对方、调解员都看不到，没碰上就一直保密。",
                    "The consumer gives the least, the trader the most. Neither the other side nor the mediator sees it.",
                ),
            ),
        ),
        needs=(
            _BIDDING,
            need(
                "bids_left",
                BLIND,
                f"这一轮每方最多出 {MOST_BIDS} 次，您已经出完了，请等对方或者调解员。",
                f"Each side has {MOST_BIDS} figures in a round, and you have given yours. Wait for the others.",
                _may_bid,
            ),
            *may_settle(law),
        ),
        is_own=True,
    )


def _close_bidding() -> Move:
    return Move(
        "close_bidding",
        Text("结束这一轮出数", "End the bidding"),
        MEDIATING,
        MEDIATOR,
        "bidding_closed",
        BLIND,
        needs=(_BIDDING,),
    )


def _meet() -> Move:
    return Move(
        "meet_bids",
        Text("两个数碰上了，取中间数", "The figures meet: take the middle"),
        MEDIATING,
        SYSTEM,
        "bids_met",
        BLIND,
        fields=(Field("amount", Text("中间数（元）", "The middle (yuan)"), Kind.MONEY),),
        needs=(_BIDDING, _NO_PROPOSAL),
    )


def _propose() -> Move:
    return Move(
        "propose_terms",
        Text("提一个方案，请双方背对背答复", "Make a proposal both sides answer unseen"),
        MEDIATING,
        MEDIATOR,
        "terms_proposed",
        BLIND,
        fields=(TERMS, NOTE),
        needs=(_NO_PROPOSAL, _NO_BIDDING),
    )


def _answer(law: Law) -> Move:
    return Move(
        "answer_proposal",
        Text("背对背答复这个方案", "Answer this proposal unseen"),
        MEDIATING,
        SIDES,
        "proposal_answered",
        BLIND,
        fields=(Field("answer", Text("您的答复", "Your answer"), Kind.CHOICE, choices=ANSWERS, secret=True),),
        needs=(_PROPOSAL, *may_settle(law)),
        warning=Text(
            "只有双方都同意，才会公布，并按这个方案写协议。有一方不同意，谁也不知道谁是怎么答的。",
            "Only two yeses become known, and make the agreement. Otherwise nobody learns what anybody answered.",
        ),
        is_own=True,
    )


def _withdraw() -> Move:
    return Move(
        "withdraw_proposal",
        Text("收回这个方案", "Take the proposal back"),
        MEDIATING,
        MEDIATOR,
        "proposal_withdrawn",
        BLIND,
        needs=(_PROPOSAL,),
    )


def _settle(law: Law) -> Move:
    return Move(
        "settle_proposal",
        Text("双方都同意，按这个方案签协议", "Both said yes: sign on these terms"),
        MEDIATING,
        SYSTEM,
        "proposal_met",
        law.agreement,
        target="signing",
        needs=(_PROPOSAL,),
    )
