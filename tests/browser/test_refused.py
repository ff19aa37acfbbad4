"""A complaint that the authority refuses: with the ground, the reasons, and a decision on paper."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Enter
from tests.browser.filing import files_signed_in, matter_of
from tests.browser.papers import is_genuine, paper_of

pytestmark = pytest.mark.browser
REASONS = "您提供的发票抬头是公司，商品用于公司办公，不是为生活消费需要购买。"


def test_a_refusal_comes_with_its_reasons_on_paper(enter: Enter, size: tuple[int, int]) -> None:
    consumer, officer, stranger = enter(), enter(), enter()
    number = files_signed_in(consumer, matter_of("outsider", "云汀悦动体育有限公司", how="authority"))
    consumer.go(f"/cases/{number}/")
    officer.signs_in_with_password("county")
    officer.go(f"/office/cases/{number}/")
    officer.decides("refuse", ground=2, reasons=REASONS)
    consumer.sees("不予受理")
    consumer.sees(REASONS)
    is_genuine(stranger, paper_of(consumer, number, "不予受理"))
