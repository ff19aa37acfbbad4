"""Finding a trader as people look for one: part of the name, a typing error, a credit code."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hejie.places.actions import invent_regions
from hejie.traders.actions import admit_member, register_trader
from hejie.traders.queries import code_problem, search_traders

pytestmark = pytest.mark.django_db
NAMES = ["云青好味食品有限公司", "蓝田星光电器有限责任公司", "云溪区好味面馆", "青禾小站", "Lantian Bikes 蓝田单车行"]


def with_check_digit(body: str) -> str:
    from stdnum.cn import uscc

    return body + uscc.calc_check_digit(body)


@pytest.fixture
def traders(now: datetime) -> str:
    """Five traders; returns the credit code of the first."""
    invent_regions(rows=[("990000", "云青省", "province", None), ("990100", "蓝田市", "city", "990000")])
    code = with_check_digit("91990101MA0000001")
    for name in NAMES:
        register_trader(
            now=now, name=name, kind="company", region_code="990100", short_name="好味" if name == NAMES[0] else "",
            credit_code=code if name == NAMES[0] else None,
        )  # fmt: skip
    return code


def names(text: str, limit: int = 10) -> list[str]:
    return [hit.name for hit in search_traders(text, limit)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("好味", [NAMES[0], NAMES[2]]),
        ("星光", [NAMES[1]]),
        ("光电", [NAMES[1]]),
        ("面馆", [NAMES[2]]),
        ("lantian", [NAMES[4]]),
        ("ＬＡＮＴＩＡＮ　bikes", [NAMES[4]]),
        ("“好味”食品", [NAMES[0]]),
    ],
)
def test_a_part_of_the_name_finds_it(traders: str, typed: str, found: list[str]) -> None:
    assert names(typed)[: len(found)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("蓝田新光电器", NAMES[1]),  # one character wrong
        ("蓝田光电器", NAMES[1]),  # one missing
        ("蓝田星星光电器有限公司", NAMES[1]),  # one too many, another legal form
        ("好昧食品", NAMES[0]),
        ("lantiam bikes", NAMES[4]),
    ],
)
def test_a_typing_error_still_finds_it(traders: str, typed: str, found: str) -> None:
    assert names(typed)[0] == found


@pytest.mark.parametrize("typed", ["", " ", "好", "完全不同的名字", "%", "__", "';--", "𠮷𠮷"])
def test_what_fits_nothing_finds_nothing(traders: str, typed: str) -> None:
    assert names(typed) == []


def test_a_member_comes_first_among_equals(traders: str, now: datetime) -> None:
    for name in ("云青甲乙书店", "云青甲丙书店"):
        trader = register_trader(now=now, name=name, kind="company", region_code="990100")
    admit_member(trader=trader, now=now)
    hits = search_traders("书店")
    assert [(hit.name, hit.is_member) for hit in hits] == [("云青甲丙书店", True), ("云青甲乙书店", False)]


def test_a_credit_code_finds_exactly_its_trader(traders: str) -> None:
    assert names(traders.lower()) == [NAMES[0]]
    assert names(f" {traders[:8]} {traders[8:]}") == [NAMES[0]]
    assert code_problem(traders) is None


def test_a_credit_code_with_one_wrong_character_is_explained(traders: str) -> None:
    wrong = traders[:-1] + ("A" if traders[-1] != "A" else "B")
    problem = code_problem(wrong)
    assert problem is not None
    assert problem.field == "credit_code"
    assert "营业执照" in problem.text.zh
    assert search_traders(wrong) == []
    assert code_problem("云青好味食品") is None


def test_a_search_costs_two_queries_at_most(traders: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):
        found = names("蓝田新光电器")
    assert found


def test_the_limit_holds(traders: str) -> None:
    assert len(search_traders("好味", limit=1)) == 1
