"""Who will read the files that are sent along with a move, said where they are chosen."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.cases.access import ALL, AMONG_OFFICES, CONFIDED, FOR_STAFF, readers_of
from hejie.rules.model import Move, Text

_WHO: Mapping[str, Text] = {
    ALL: Text("双方和办案的人都看得到。", "Both sides and whoever works on the case will see them."),
    CONFIDED: Text(
        "商家看不到，只有来件的一方和办案部门看得到。",
        "The trader will not see them: only the side that filed and the office will.",
    ),
    FOR_STAFF: Text(
        "双方看不到，只有办案的人看得到。", "Neither side will see them: only whoever works on the case will."
    ),
    AMONG_OFFICES: Text("双方看不到，只在部门之间。", "Neither side will see them: they stay among the offices."),
}


def who_reads(move: Move) -> Text:
    return _WHO[readers_of(move)]
