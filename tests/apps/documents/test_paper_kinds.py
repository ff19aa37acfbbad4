"""The contract every kind of paper meets: it prints as PDF/A, with every sentence of the official form."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from hejie.documents.kinds import FOLDER, KINDS, Kind
from hejie.documents.records import Office, Sheet
from hejie.documents.render import render
from hejie.rules.grounds import REFUSAL_ORDER_20
from tests.apps.documents.paper_text import metadata, pages, paper_text

OFFICE = Office("云青市市场监督管理局", "云青市监")


def print_sample(kind: Kind, **given: object) -> bytes:
    number = f"云青市监{kind.number_word}〔2026〕第12号"
    values = {
        "kind": kind.key, "data": kind.sample, "office": OFFICE, "issued_on": date(2026, 11, 19), "number": number,
        "code": "7F2A-91C4-0B6E", "url": "https://hejie.example/verify/7F2A-91C4-0B6E/", "seal": True,
    }  # fmt: skip
    return render(Sheet(**{**values, **given}))


@cache
def printed(kind: str) -> bytes:
    return print_sample(KINDS[kind])


@cache
def read(kind: str) -> tuple[str, int]:
    """What stands in it, and on how many pages."""
    pdf = printed(kind)
    return paper_text(pdf), len(pages(pdf))


@pytest.fixture(params=KINDS.values(), ids=lambda kind: kind.key)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


def test_a_kind_prints_as_archival_pdf_of_at_least_one_page(kind: Kind) -> None:
    claims = metadata(printed(kind.key))
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert read(kind.key)[1] >= 1


def test_a_kind_says_every_sentence_of_its_official_form(kind: Kind) -> None:
    text, _pages = read(kind.key)
    missing = [phrase for phrase in kind.official_phrases if phrase not in text]
    assert kind.official_phrases
    assert not missing


def test_a_kind_shows_title_number_office_and_code(kind: Kind) -> None:
    text, last = read(kind.key)
    for shown in (
        kind.title.zh,
        f"云青市监{kind.number_word}〔2026〕第12号",
        "7F2A-91C4-0B6E",
        f"第{last}页共{last}页",
    ):
        assert shown in text


def test_a_kind_prints_to_the_same_bytes_again(kind: Kind) -> None:
    assert print_sample(kind) == printed(kind.key)


def test_a_kind_names_what_it_needs(kind: Kind) -> None:
    assert kind.missing({}) == kind.required
    assert not kind.missing(kind.sample)
    assert kind.article.clause
    assert kind.title.en


def test_number_words_tell_the_kinds_apart() -> None:
    words = [kind.number_word for kind in KINDS.values()]
    assert len(set(words)) == len(words)


def test_every_template_belongs_to_a_kind() -> None:
    templates = {path.stem for path in FOLDER.glob("*.typ") if not path.stem.startswith("_")}
    assert templates == set(KINDS)


def test_a_case_of_the_earlier_order_cites_its_own_law_and_grounds() -> None:
    """Order 20 had six grounds and another name; both come with the data, nothing of Order 121 is left."""
    refusal = KINDS["refusal_decision"]
    grounds = [ground.zh for ground in REFUSAL_ORDER_20.values()]
    earlier = {"law": "市场监督管理投诉举报处理暂行办法", "article": "第十五条", "grounds": grounds, "chosen": 2}
    text = paper_text(print_sample(refusal, data={**refusal.sample, **earlier}))
    assert "依据《市场监督管理投诉举报处理暂行办法》第十五条的规定，我局决定不予受理。" in text
    assert "第〔二〕项情形" in text
    assert "消费者协会或者依法成立的其他调解组织已经受理" in text
    assert "（六）法律、法规、规章规定不予受理的其他情形。" in text
    assert "（七）" not in text
    assert "第十六条" not in text


def test_the_chosen_ground_is_marked() -> None:
    text = paper_text(print_sample(KINDS["refusal_decision"]))
    assert "消费者权益争议的；✓（四）" in text
    assert text.count("✓") == 1
