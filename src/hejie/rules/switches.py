"""Readings of the law where its words leave room, each a named switch with the article it reads.

The defaults are the readings that protect the party whose right would end; docs/decisions/0002 gives the reasons.
Switches touch only the last day of a period counted in calendar days: a period of working days ends on a working day.
"""

from __future__ import annotations

from dataclasses import dataclass

from hejie.rules.model import Article, Text

ORDER_121 = Text("市场监督管理投诉举报处理办法", "Measures on Handling Complaints and Reports (Order 121)")
CIVIL_CODE = Text("民法典", "Civil Code")


@dataclass(frozen=True, slots=True)
class Switches:
    """How the last day of a period in calendar days is read. A statutory holiday always rolls (Order 121, Art. 45).

    roll_plain_weekend: a last day on an ordinary Saturday or Sunday moves to the day after the weekend, as Article
        203 of the Civil Code has it (法定休假日). Off: Article 45 of Order 121 to the letter (法定节假日 only).
    roll_bridged_rest_days: a last day on a rest day that the State Council arranged next to a statutory holiday
        moves to the first day after the whole holiday. Off: only the days the holiday regulation names move it.
    end_on_makeup_day: a period may end on a make-up Saturday or Sunday, because offices work on it. Off: such a day
        is still read as a weekend and the end moves on.
    """

    roll_plain_weekend: bool = True
    roll_bridged_rest_days: bool = True
    end_on_makeup_day: bool = True


DEFAULT = Switches()

SWITCH_ARTICLES = {
    "roll_plain_weekend": Article(CIVIL_CODE, "第二百零三条第一款"),
    "roll_bridged_rest_days": Article(ORDER_121, "第四十五条"),
    "end_on_makeup_day": Article(CIVIL_CODE, "第二百零三条第一款"),
}
