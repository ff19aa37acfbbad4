"""Explore first: rights, evidence, what to expect and how long, without an account."""

from __future__ import annotations

import pytest
from django.test import Client

from hejie.knowledge.queries import guides
from tests.web.conftest import words

SAID = {
    "zh-hans": ("您的权利", "消费者权益保护法", "证据清单", "10 个工作日", "60 天"),
    "en": ("Your rights", "Article ", "Evidence checklist", "10 working days", "60 days"),
}


@pytest.mark.parametrize("key", [one.key for one in guides()])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_guide_says_rights_with_articles_evidence_and_time(client: Client, key: str, language: str) -> None:
    client.cookies["hejie_language"] = language
    text = words(client.get(f"/guide/{key}/"))
    assert [part for part in SAID[language] if part not in text] == []


def test_a_guide_leads_on_to_filing_with_its_kind_filled_in(client: Client) -> None:
    assert 'href="/file/?guide=prepaid"' in client.get("/guide/prepaid/").content.decode()


def test_the_list_leads_to_every_guide(client: Client) -> None:
    page = client.get("/guide/").content.decode()
    assert [one.key for one in guides() if f'href="/guide/{one.key}/"' not in page] == []


def test_an_unknown_problem_is_not_found(client: Client) -> None:
    assert client.get("/guide/nothing/").status_code == 404


def test_the_front_page_offers_three_ways_in_and_no_invented_figures(db: None, client: Client) -> None:
    page = client.get("/")
    for way in ('href="/file/?kind=complaint"', 'href="/file/?kind=report"', 'href="/file/?kind=enquiry"'):
        assert way in page.content.decode()
    assert "公开数据" not in words(page)
