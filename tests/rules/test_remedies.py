"""Remedies: what may be asked for and promised, how it reads, what each side then owes and by when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hejie.rules import remedies
from hejie.rules.model import Role

TODAY = date(2026, 11, 21)
REFUND = {"kind": "refund", "amount": "1299.00", "within_days": 5}
RETURN = {"kind": "return_refund", "amount": "500.00", "within_days": 3}
THREE_PARTS = {
    "kind": "instalments",
    "parts": [
        {"amount": "100.00", "by_date": "2026-12-01"},
        {"amount": "100.00", "by_date": "2027-01-01"},
        {"amount": "50.50", "within_days": 90},
    ],
}


def problems(*terms: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem.field, problem.text.zh) for problem in remedies.check_terms(list(terms), TODAY)[1]]


def test_terms_are_tidied_and_missing_days_become_seven():
    raw = [{"kind": "refund", "amount": "¥1,299", "note": "  退到原卡 "}, {"kind": "apology", "within_days": ""}]

    terms, wrong = remedies.check_terms(raw, TODAY)

    assert wrong == ()
    assert terms == [
        {"kind": "refund", "amount": "1299.00", "within_days": 7, "note": "退到原卡"},
        {"kind": "apology", "within_days": 7},
    ]


def test_terms_may_come_as_json_text():
    assert remedies.check_terms('[{"kind":"repair","within_days":"3"}]')[0] == [{"kind": "repair", "within_days": 3}]


@pytest.mark.parametrize(
    ("remedy", "field", "advice"),
    [
        ({"kind": "bribe"}, "terms.0.kind", "请选一种解决办法，例如退款。"),
        ({"kind": "refund"}, "terms.0.amount", "请填写金额，只写数字，例如 1299.00。"),
        ({"kind": "refund", "amount": "-1"}, "terms.0.amount", "金额不能是负数，请填写大于 0 的数。"),
        ({"kind": "refund", "amount": "999999999"}, "terms.0.amount", "金额不能超过 1 亿元，请检查是不是多写了零。"),
        ({"kind": "repair", "amount": "5"}, "terms.0.amount", "这种解决办法不用填这一项，请去掉。"),
        (
            {"kind": "redo", "by_date": "2026-11-20"},
            "terms.0.by_date",
            "这个日期太早了，请填 2026-11-21 或以后的日期。",
        ),
        ({"kind": "repair", "within_days": 366}, "terms.0.within_days", "请填写 0 到 365 之间的整数。"),
        ({"kind": "other"}, "terms.0.note", "请填写这一项。"),
        ({"kind": "instalments"}, "terms.0.parts", "请写明每一期的金额和日期，2 到 24 期。"),
        (
            {"kind": "instalments", "parts": [{"amount": "1"}, {"amount": "x"}]},
            "terms.0.parts.1.amount",
            "请填写金额，只写数字，例如 1299.00。",
        ),
        (
            {"kind": "instalments", "parts": [{"amount": "1"}, 7]},
            "terms.0.parts.1.amount",
            "请填写金额，只写数字，例如 1299.00。",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_is_wrong(remedy: dict[str, Any], field: str, advice: str):
    assert problems(remedy) == [(field, advice)]


@pytest.mark.parametrize("raw", ["nonsense", "{}", {}, None, 5, [{"kind": "repair"}] * 11, "[" * 100_000])
def test_what_is_no_list_of_remedies_is_refused(raw: object):
    terms, wrong = remedies.check_terms(raw)

    assert terms == []
    assert [problem.field for problem in wrong] == ["terms"]


def test_given_a_date_and_days_the_date_counts():
    terms, _ = remedies.check_terms([{"kind": "repair", "by_date": "2026-12-01", "within_days": 3}], TODAY)

    assert terms == [{"kind": "repair", "by_date": "2026-12-01"}]


def test_money_adds_up_and_compares():
    assert remedies.total([REFUND, THREE_PARTS, {"kind": "apology"}]) == Decimal("1549.50")
    assert remedies.compare([REFUND], [{"kind": "refund", "amount": "1169.00"}]) == Decimal("-130.00")
    assert remedies.describe_difference([REFUND], [{"kind": "refund", "amount": "1169.00"}]).zh == "比您要的少 130 元"
    assert remedies.describe_difference([REFUND], [REFUND]).zh == "和您要的金额一样"


def test_who_asked_for_an_exchange_is_not_told_a_sum_is_more_than_asked_for():
    wanted = [{"kind": "exchange", "within_days": 7}, {"kind": "apology", "within_days": 0}]

    to_consumer = remedies.describe_difference(wanted, [REFUND])
    to_trader = remedies.describe_difference(wanted, [REFUND], remedies.CONSUMER)

    assert (to_consumer.zh, to_trader.zh) == ("您要的不是钱，是换货、道歉", "消费者要的不是钱，是换货、道歉")
    assert to_consumer.en == "you asked not for money but for: exchange, apology"


def test_nothing_is_compared_with_a_request_that_was_erased():
    assert remedies.describe_difference([], [REFUND]).zh == ""


@pytest.mark.parametrize(
    ("remedy", "zh", "en"),
    [
        (
            REFUND,
            "商家在协议生效后 5 天内退还货款 1,299 元。",
            "The trader will refund 1,299 yuan within 5 days of the agreement taking effect.",
        ),
        (
            {"kind": "apology", "within_days": 0, "note": "书面道歉"},
            "商家在协议生效当天向消费者道歉：书面道歉。",
            "The trader will apologise to the consumer on the day the agreement takes effect: 书面道歉.",
        ),
        (
            {"kind": "exchange", "by_date": "2026-12-01", "condition": "旧机退回"},
            "商家在 2026 年 12 月 1 日前更换同款商品（条件：旧机退回）。",
            "The trader will exchange the goods for the same model by 2026-12-01 (condition: 旧机退回).",
        ),
        (
            RETURN,
            "消费者在协议生效后 3 天内把商品退给商家；商家收到后 7 天内退还货款 500 元。",
            "The consumer will return the goods within 3 days of the agreement taking effect; "
            "the trader will refund 500 yuan within 7 days of receiving them.",
        ),
    ],
)
def test_how_a_remedy_reads_in_an_agreement(remedy: dict[str, Any], zh: str, en: str):
    assert remedies.describe(remedy) == remedies.Text(zh, en)


def test_instalments_read_one_by_one():
    sentence = remedies.describe(THREE_PARTS).zh

    assert sentence.startswith("商家分期支付共 250.50 元：第 1 期在 2026 年 12 月 1 日前付 100 元；")


def test_a_return_is_promised_by_the_consumer_before_the_refund():
    back, refund, repair = remedies.promises([RETURN, {"kind": "repair", "by_date": "2026-12-24"}], TODAY)

    assert (back.debtor, back.receiver, back.amount, back.due_on) == (
        Role.COMPLAINANT,
        Role.RESPONDENT,
        None,
        date(2026, 11, 24),
    )
    assert (refund.debtor, refund.amount, refund.due_on) == (Role.RESPONDENT, "500.00", date(2026, 12, 1))
    assert (back.index, refund.index, refund.needs_first, repair.index) == (0, 1, 0, 2)
    assert repair.due_on == date(2026, 12, 24)


def test_each_instalment_is_its_own_promise():
    made = remedies.promises([THREE_PARTS], TODAY)

    assert [(one.amount, one.due_on) for one in made] == [
        ("100.00", date(2026, 12, 1)),
        ("100.00", date(2027, 1, 1)),
        ("50.50", date(2027, 2, 19)),
    ]
    assert {one.receiver for one in made} == {Role.COMPLAINANT}


@pytest.mark.parametrize("kind", remedies.KINDS)
def test_every_kind_reads_and_obliges(kind: str):
    details = {"amount": "1.00"} if remedies.KINDS[kind].amount else {}
    details |= {"parts": THREE_PARTS["parts"]} if remedies.KINDS[kind].parts else {}
    details |= {"note": "上门清理"} if remedies.KINDS[kind].wants_note else {}
    terms, wrong = remedies.check_terms([{"kind": kind, **details}], TODAY)

    assert wrong == ()
    assert remedies.describe(terms[0]).zh.endswith("。")
    assert all(one.what.zh and "{" not in one.what.zh + one.what.en for one in remedies.promises(terms, TODAY))
