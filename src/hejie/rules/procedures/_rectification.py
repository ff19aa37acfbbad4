"""The order to put a breach right (责令改正): part of a report's case, decided by the head, told to the trader alone."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Article, Field, Kind, Move, State, Text
from hejie.rules.procedures._vocabulary import HEAD, words

PENALTY_LAW = Text("中华人民共和国行政处罚法", "Administrative Penalty Law")
CORRECTION = Article(PENALTY_LAW, "第二十八条第一款")
AFTER_A_CHECK = frozenset({"received", "opened", "telling", "not_opened", "decided"})


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """With or without a case opened or a penalty: a breach that was found is to be put right."""
    return (
        Move(
            "order_correction",
            Text("责令改正", "Order the trader to put it right"),
            AFTER_A_CHECK & frozenset(states),
            HEAD,
            "correction_ordered",
            CORRECTION,
            fields=(
                words("found", "查明了什么违法行为", "The breach that was found", minimum=10, maximum=1000),
                Field(
                    "breached",
                    Text("违反了哪部法律第几条", "Which law and article it breaches"),
                    minimum=6,
                    maximum=120,
                    hint=Text(
                        "例如：《中华人民共和国产品质量法》第二十七条",
                        "For example: Product Quality Law, Art 27",
                    ),
                ),
                words("measures", "怎么改，一行一条", "What is to be done, one a line", minimum=4, maximum=1000),
                Field("by_date", Text("哪天以前改好", "To be put right by"), Kind.DATE, future=True),
            ),
            warning=Text(
                "通知书寄给或者当面交给商家，请不要写出谁举报的。",
                "The order goes to the trader by letter or by hand. Please do not write who reported it.",
            ),
            is_internal=True,
        ),
    )
