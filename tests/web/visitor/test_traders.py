"""Finding a trader, and the page about it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.town import CREDIT_CODE, WRONG_CODE, Town
from tests.web.conftest import words


@pytest.mark.parametrize("typed", ["晴禾电器", "晴禾", "云汀晴何电器", CREDIT_CODE])
def test_a_trader_is_found_by_part_of_its_name_with_a_typing_error_and_by_code(
    client: Client, town: Town, typed: str
) -> None:
    page = client.get("/traders/", {"q": typed})
    assert f"/traders/{town.member.pk}/" in page.content.decode()
    assert "已加入在线和解" in words(page)


def test_a_wrong_check_digit_is_told_instead_of_finding_nothing(client: Client, town: Town) -> None:
    text = words(client.get("/traders/", {"q": WRONG_CODE}))
    assert "统一社会信用代码有一位不对" in text
    assert "没有找到" not in text


def test_nothing_found_leads_on(client: Client, town: Town) -> None:
    page = client.get("/traders/", {"q": "没有这家店铺"})
    assert "没有找到" in words(page)
    assert "/file/?kind=complaint" in page.content.decode()


def test_the_page_of_a_trader_counts_nothing_as_nothing(client: Client, town: Town) -> None:
    page = client.get(f"/traders/{town.member.pk}/")
    text = words(page)
    assert "线下七日无理由退货" in text
    assert "还没有已到期的约定" in text
    assert "0%" not in text
    assert "100%" not in text
    assert f"/file/?kind=complaint&amp;trader={town.member.pk}" in page.content.decode()


def test_a_trader_that_is_no_member_is_told_apart(client: Client, town: Town) -> None:
    assert "还没加入在线和解" in words(client.get(f"/traders/{town.stranger.pk}/"))


def test_an_unknown_trader_is_not_there(client: Client, town: Town) -> None:
    assert client.get(f"/traders/{uuid4()}/").status_code == 404


def test_neither_page_needs_more_than_twelve_queries(
    client: Client, town: Town, django_assert_max_num_queries: object
) -> None:
    for address in ("/traders/?q=晴禾", f"/traders/{town.member.pk}/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(address).status_code == 200
