"""The unified social credit code of an organisation (GB 32100): its form and check digit.

`stdnum` knows departments of registration with a digit alone. Those with a letter came later: A (army), N (agriculture,
for rural collectives) and Y (others).
"""

from __future__ import annotations

import re

from stdnum.cn import uscc

_FORM = re.compile(r"[1-9ANY][0-9]{7}[0-9A-HJ-NPQRTUWXY]{10}")


def is_credit_code(code: str) -> bool:
    """Whether eighteen characters, capitals without separators, can be one."""
    return bool(_FORM.fullmatch(code)) and code[-1] == uscc.calc_check_digit(code)
