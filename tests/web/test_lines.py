"""A line is laid out once for each language and filled in for every row; what a row says is escaped."""

from __future__ import annotations

from django.utils import translation
from django.utils.safestring import SafeString

from hejie.web.lines import lines

HIT = {
    "href": "/office/cases/1/",
    "ref": "2611",
    "title": "退款",
    "trader": "",
    "kind": "投诉",
    "complainant": "王*",
    "stage": "调解中",
    "filed": "11月1日",
    "office": "青禾区",
}


def test_every_row_has_its_own_values_escaped_unless_they_are_markup() -> None:
    rows = [HIT, HIT | {"title": "<b>坏</b> {0} %s", "stage": SafeString("<i>已办结</i>")}]
    html = lines(rows, "officer/_hit.html")
    assert html.count("<tr ") == 2
    assert ">退款</a>" in html
    assert "&lt;b&gt;坏&lt;/b&gt; {0} %s" in html
    assert "<i>已办结</i>" in html


def test_words_of_the_line_itself_are_the_readers() -> None:
    row = {key: "x" for key in ("href", "ref", "title", "state", "icon", "due_at", "left", "label", "officer")}
    said = {}
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            said[language] = lines([row], "officer/_matter.html")
    assert 'data-label="谁在办"' in said["zh-hans"]
    assert "谁" not in said["en"]


def test_what_is_given_for_all_rows_decides_about_the_line() -> None:
    row = {"ref": "1", "href": "/1/", "title": "t", "trader": "", "amount": "¥1.00"}
    with_amount = lines([row], "officer/_row.html", columns=frozenset({"amount"}))
    assert "¥1.00" in with_amount
    assert "¥1.00" not in lines([row], "officer/_row.html", columns=frozenset())
    assert lines([], "officer/_row.html") == ""
