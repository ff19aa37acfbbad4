"""Whether a text can be somebody's name, on whatever paper."""

from __future__ import annotations

import re

from hejie.base.text import clean_line
from hejie.rules.model import Problem, Text

# Han in every plane, with the middle dot of transcribed names; or letters of another script with spaces, dots, hyphens.
_HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_NAME = re.compile(rf"{_HAN}+(?:[·•]{_HAN}+)*|[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
LONGEST = 60
NO_NAME = Text("请填写姓名。", "Please enter your name.")
NOT_A_NAME = Text("请填写证件上的姓名，不带数字和符号。", "Enter the name on the card, without digits or signs.")


def name_problem(name: str) -> Problem | None:
    """What is wrong with a name, if it cannot be one."""
    name = clean_line(name)
    if not name:
        return Problem("name", NO_NAME)
    is_one = 2 <= len(name) <= LONGEST and _NAME.fullmatch(name)  # noqa: PLR2004 - family and given name
    return None if is_one else Problem("name", NOT_A_NAME)
