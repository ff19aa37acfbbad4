"""A people's mediation agreement: what it holds and from when it counts (People's Mediation Law Art 28 to 30)."""

from __future__ import annotations

import pytest

from hejie.rules.agreement_contents import PAPER, WRITTEN_BY, is_confirmable, is_in_force, missing

ALL = {item.key: True for item in PAPER}

# what is lacking, whether the agreement counts, the article that asks for it
WRITTEN = [
    ("parties", True, "第二十九条第一款"),
    ("facts", True, "第二十九条第一款"),
    ("issues", True, "第二十九条第一款"),
    ("responsibility", True, "第二十九条第一款"),
    ("terms", True, "第二十九条第一款"),
    ("manner", True, "第二十九条第一款"),
    ("time", True, "第二十九条第一款"),
    ("signed_by_parties", False, "第二十九条第二款"),
    ("signed_by_mediator", False, "第二十九条第二款"),
    ("sealed", False, "第二十九条第二款"),
]


@pytest.mark.parametrize(("lacking", "counts", "article"), WRITTEN)
def test_a_paper_that_lacks_one_thing(lacking: str, counts: bool, article: str) -> None:
    held = ALL | {lacking: False}
    assert [(item.key, item.article.clause) for item in missing(held)] == [(lacking, article)]
    assert is_in_force(held) is counts


def test_a_full_paper_lacks_nothing() -> None:
    assert missing(ALL) == ()
    assert is_in_force(ALL)
    assert {item.key for item in PAPER} == {lacking for lacking, _, _ in WRITTEN}


def test_an_oral_agreement_counts_at_once_and_is_written_down_by_the_mediator() -> None:
    agreed = {"agreed": True}
    assert is_in_force(agreed, oral=True)
    assert [item.key for item in missing(agreed, oral=True)] == ["recorded"]
    assert not is_in_force({"recorded": True}, oral=True)


# who mediated, what is lacking, whether the agreement counts, the article that asks for it
BY_ROAD = [
    ("administrative", "parties", True, "第二十四条第一款"),
    ("administrative", "facts", True, "第二十四条第一款"),
    ("administrative", "terms", True, "第二十四条第一款"),
    ("administrative", "signed_by_parties", False, "第二十四条第一款"),
    ("administrative", "sealed", False, "第二十四条第一款"),
    ("association", "body", True, "第十九条第二款"),
    ("association", "sealed", False, "第二十四条第一款"),
    ("enterprise", "parties", True, "第四百七十条第一款"),
    ("enterprise", "facts", True, "第四百七十条第一款"),
    ("enterprise", "terms", True, "第四百七十条第一款"),
    ("enterprise", "time", True, "第四百七十条第一款"),
    ("enterprise", "signed_by_parties", False, "第四百九十条第一款"),
]


@pytest.mark.parametrize(("road", "lacking", "counts", "article"), BY_ROAD)
def test_a_paper_of_each_road_that_lacks_one_thing(road: str, lacking: str, counts: bool, article: str) -> None:
    held = {item.key: True for item in WRITTEN_BY[road]} | {lacking: False}
    assert [(item.key, item.article.clause) for item in missing(held, road=road)] == [(lacking, article)]
    assert is_in_force(held, road=road) is counts


def test_a_court_confirms_what_a_lawful_body_brought_about_on_paper() -> None:
    assert {road for road in WRITTEN_BY if is_confirmable(road)} == {"administrative", "association", "peoples"}
    assert not any(is_confirmable(road, oral=True) for road in WRITTEN_BY)
