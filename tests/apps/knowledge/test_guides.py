"""Guides: what a person reads before complaining must be complete, in both languages, and stand in the law."""

from __future__ import annotations

import re

import pytest

from hejie.knowledge.queries import guide, guides, guides_for
from hejie.knowledge.records import Guide
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.model import Text
from hejie.rules.remedies import KINDS

# The last article of each law as in force in November 2026.
LAST_ARTICLE = {
    "消费者权益保护法": 63,
    "消费者权益保护法实施条例": 53,
    "电子商务法": 89,
    "网络购买商品七日无理由退货暂行办法": 38,
    "食品安全法": 154,
    "民法典": 1260,
}
CLAUSE = re.compile(r"^第([一二三四五六七八九十百千]+)条(第[一二三四五六七八九十]+款)?(第[一二三四五六七八九十]+项)?$")
every_guide = pytest.mark.parametrize("one", guides(), ids=lambda one: one.key)


def sentences(one: Guide) -> list[Text]:
    rights = [right.text for right in one.rights]
    proofs = [text for proof in one.proofs for text in (proof.what, proof.why)]
    return [one.title, one.summary, *rights, *proofs, *(ask.when for ask in one.asks), *one.first, *one.mind]


def number(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in "十百千":
            total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
        else:
            digit = "零一二三四五六七八九".index(char)
    return total + digit


@every_guide
def test_a_guide_speaks_both_languages(one: Guide) -> None:
    assert [text.zh for text in sentences(one) if not text.zh or not text.en] == []
    assert [text.en for text in sentences(one) if re.search(r"[\u4e00-\u9fff]", re.sub("定金|订金", "", text.en))] == []


@every_guide
def test_every_right_stands_in_a_law(one: Guide) -> None:
    assert one.rights
    for right in one.rights:
        assert right.articles, right.text.zh
        for article in right.articles:
            found = CLAUSE.match(article.clause)
            assert found, article
            assert number(found[1]) <= LAST_ARTICLE[article.law.zh], article


@every_guide
def test_a_guide_leads_to_a_filing(one: Guide) -> None:
    assert one.category in CATEGORIES
    assert one.problem in PROBLEMS
    assert {ask.remedy for ask in one.asks} <= set(KINDS)
    assert len(one.proofs) >= 3


def test_twelve_kinds_of_problem_in_a_fixed_order() -> None:
    assert len(guides()) >= 12
    assert guides()[0].key == "no_reason_return"
    assert len({one.order for one in guides()}) == len(guides())


def test_a_guide_is_found_by_its_key_only() -> None:
    assert guide("prepaid") in guides()
    assert guide("nothing") is None


def test_a_filing_about_tiles_is_offered_the_guide_on_decoration_first() -> None:
    offered = guides_for(category="building", problem="quality")
    assert offered[0].key == "decoration"
    assert all(one.problem == "quality" for one in offered)
    assert guides_for(category="parking", problem="trademark") == ()
