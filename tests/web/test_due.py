"""How a deadline of a list is said, on days that are no working days too."""

from __future__ import annotations

from datetime import date

import pytest

from hejie.cases.lists import due_state
from hejie.web.show import DueShown, DueState
from hejie.web.words import left_words

FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("due_on", "today", "left", "said"),
    [
        (FRIDAY, FRIDAY, 0, "今天 24:00 到期"),
        (FRIDAY, SUNDAY, 0, "已逾期"),
        (SUNDAY, SATURDAY, 0, "还有不到 1 个工作日"),
        (FRIDAY, date(2026, 11, 24), -2, "逾期 2 个工作日"),
        (date(2026, 11, 25), FRIDAY, 3, "还有 3 个工作日"),
    ],
)
def test_a_weekend_neither_hides_that_a_day_has_passed_nor_that_it_is_to_come(
    due_on: date, today: date, left: int, said: str
) -> None:
    shown = DueShown(due_on, left, max(left, 1), how=DueState(due_state(due_on, today, left)))
    assert left_words(shown) == said
