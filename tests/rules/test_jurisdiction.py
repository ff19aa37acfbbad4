"""Which office, on what article, and why: worked_venues.csv, one row one matter, for a lawyer to read.

`office` is the place that decides, `also` the other places whose offices are competent, `because` words of the reason.
Companies of a group that split one business are told apart by the numbers their site shows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hejie.rules.jurisdiction import Basis, Medium, Respondent, Situation, Subject, is_above, venue
from hejie.rules.registrations import Company, Site, operator_of, read_icp, read_telecom_licence

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_venues.csv").open(encoding="utf-8")))
READ: dict[str, Any] = {
    "reachable": "yes".__eq__,
    "order_on_platform": "yes".__eq__,
    "self_published": "yes".__eq__,
    "medium": Medium,
    "subject": Subject,
    "received_first": str,
    "covers": lambda value: dict([value.split(">")]),
}


def pairs(cell: str) -> dict[str, str]:
    return dict(part.split("=") for part in cell.split("; ") if part)


def situation(row: dict[str, str]) -> Situation:
    places = {Basis(key): code for key, code in pairs(row["places"]).items()}
    more = {key: READ[key](value) for key, value in pairs(row["more"]).items()}
    return Situation(row["kind"], Respondent(row["respondent"]), places, **more)


def test_worked_venues() -> None:
    for row in ROWS:
        found = venue(situation(row))
        also = "+".join(one.basis for one in found.alternatives)
        shown = (found.basis, found.place, found.level, found.article.clause, also)
        assert shown == (row["office"], row["place"], row["level"], row["article"], row["also"]), row["matter"]
        assert row["because"] in found.why.zh, row["matter"]
        assert row["article"] in found.why.zh, row["matter"]


def test_the_table_is_long_enough_and_uses_every_clause() -> None:
    clauses = {row["article"] for row in ROWS}
    assert len(ROWS) >= 50
    assert {f"第十三条第{n}款" for n in "一二三"} | {f"第三十一条第{n}款" for n in "一二"} <= clauses
    assert {f"第三十二条第{n}款" for n in "一二三"} | {"第二十九条"} <= clauses


def test_every_answer_says_what_would_change_it() -> None:
    for row in ROWS:
        found = venue(situation(row))
        assert found.changes or row["kind"] == "enquiry", row["matter"]
        assert all(said.zh and said.en for said in (found.why, found.office, *found.changes)), row["matter"]


def test_a_place_not_known_is_asked_for() -> None:
    found = venue(Situation("complaint", Respondent.PLATFORM))
    assert found.place == ""
    assert found.changes[0].zh == "还不知道住所地，知道了才能定到具体部门"


def test_the_office_is_named_by_its_role() -> None:
    found = venue(Situation("complaint", Respondent.SELLER, {Basis.PLATFORM: "990201"}))
    assert found.office.zh == "平台经营者住所地县级市场监督管理部门"
    assert found.office.en == "the county authority of the platform's registered seat"


def test_who_received_first_stands_with_the_article_on_it() -> None:
    both = {Basis.ACTUAL: "990101", Basis.SEAT: "990102"}
    why = venue(Situation("complaint", Respondent.SHOP, both, received_first="990102")).why
    assert why.zh.endswith("住所地的部门先收到，由它处理（《市场监督管理投诉举报处理办法》第十四条）")
    assert why.en.endswith("received it first and handles it (Measures on Handling Complaints and Reports (Order 121), Article 14)")  # fmt: skip  # noqa: E501


def test_nothing_else_has_an_office() -> None:
    with pytest.raises(LookupError):
        venue(Situation("petition"))


KINDS, EITHER = ("complaint", "report", "enquiry"), (True, False)
CODES = ("990000", "990100", "990101", "990102", "990201", "880101")


def every_situation() -> Iterator[Situation]:
    """Every kind of matter, and for each the places that happen to be known."""
    luck = Random(12315)
    for kind, respondent, reachable, order, medium, own, subject in product(
        KINDS, Respondent, EITHER, EITHER, Medium, EITHER, Subject
    ):
        places = {basis: luck.choice(CODES) for basis in Basis if luck.random() < 0.5}
        first = luck.choice(("", *CODES))
        yield Situation(kind, respondent, places, reachable, order, medium, own, subject, received_first=first)


def test_any_situation_has_one_office_and_no_office_is_its_own_alternative() -> None:
    """And a complaint never goes above the county by itself."""
    for one in every_situation():
        found = venue(one)
        assert (found.level == "county") == (one.kind == "complaint"), one
        assert found.place == one.places.get(found.basis, ""), one
        assert found.basis not in {other.basis for other in found.alternatives}, one
        assert not found.place or found.place not in {other.place for other in found.alternatives}, one


@pytest.mark.parametrize(
    ("division", "place", "holds"),
    [
        ("990100", "990101", True),
        ("990100", "990201", False),
        ("990000", "990201", True),
        ("000000", "880101", True),
        ("880000", "990101", False),
        ("990101", "990101", False),
    ],
)
def test_divisions_hold_each_other_by_their_codes(division: str, place: str, holds: bool) -> None:
    assert is_above(division, place) is holds


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("京ICP备12345678号", "京ICP备12345678号"),
        ("浙icp备2021012345号-3", "浙ICP备2021012345号-3"),
        ("粤ＩＣＰ备１２３４５６７８号－1A", "粤ICP备12345678号-1A"),
        (" 沪 ICP 证 030173 号 ", "沪ICP证030173号"),
        ("京ICP备12345678", "京ICP备12345678号"),
        ("蜀ICP备19012345号—2X", "蜀ICP备19012345号-2X"),
    ],
)
def test_icp_numbers_are_read_as_people_copy_them(typed: str, read: str) -> None:
    assert str(read_icp(typed)) == read


@pytest.mark.parametrize(
    "typed",
    ["", "ICP备12345678号", "京ICP备1234567号", "京ICP备12345678号-", "云ICP12345678", "京公网安备11010502000001号"],
)
def test_what_is_no_icp_number_is_not_read_as_one(typed: str) -> None:
    assert read_icp(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("合字B2-20200001", "合字B2-20200001"),
        ("浙B2-20080224", "浙B2-20080224"),
        ("B1.B2-20150138", "B1.B2-20150138"),
        ("粤b1、b2—20190002号", "粤B1.B2-20190002"),
    ],
)
def test_telecom_licences_are_read_as_people_copy_them(typed: str, read: str) -> None:
    assert str(read_telecom_licence(typed)) == read


@pytest.mark.parametrize("typed", ["", "B3-20200001", "合字B2-2020001", "B2-19500001", "京ICP备12345678号"])
def test_what_is_no_telecom_licence_is_not_read_as_one(typed: str) -> None:
    assert read_telecom_licence(typed) is None


DOMAIN = Company("云市集网络技术有限公司", "990201", icp=("云ICP备12345678号-1",))
PLATFORM = Company("云市集电子商务有限公司", "990101", licences=("云B2-20200001",))
SELLER = Company("云市集贸易有限公司", "990102")
GROUP = (DOMAIN, PLATFORM, SELLER)


def test_the_licence_to_run_a_platform_outweighs_the_domain_and_the_doubt_is_said() -> None:
    found = operator_of(Site(icp="云ICP备12345678号-7", licence="云B2-20200001"), GROUP)
    assert found is not None
    assert found.company is PLATFORM
    assert "经营平台的是它（《中华人民共和国电子商务法》第九条第二款）" in found.why.zh
    assert [DOMAIN.name in doubt.zh for doubt in found.doubts] == [True]


def test_another_site_of_the_same_company_is_known_by_its_number() -> None:
    found = operator_of(Site(icp="云ICP备12345678号-9"), GROUP)
    assert found is not None
    assert (found.company, found.doubts) == (DOMAIN, ())


def test_the_order_names_the_company_where_the_page_does_not() -> None:
    found = operator_of(Site(contract_with=SELLER.name), GROUP)
    assert found is not None
    assert found.company is SELLER


def test_numbers_of_strangers_lead_nowhere() -> None:
    assert operator_of(Site(icp="京ICP备87654321号", licence="合字B2-20219999"), GROUP) is None


def test_the_company_found_decides_the_office() -> None:
    found = operator_of(Site(licence="云B2-20200001", contract_with=SELLER.name), GROUP)
    assert found is not None
    answer = venue(Situation("complaint", Respondent.PLATFORM, {Basis.SEAT: found.company.seat}))
    assert (answer.place, answer.article.clause) == ("990101", "第十三条第二款")
