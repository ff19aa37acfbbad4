"""Every kind of input goes to the page and comes back as the rules expect it."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from hejie.rules import inputs
from hejie.rules.model import Facts, Field, Kind, Problem, Text
from hejie.web.controls import REMEDY, remedy, whole_field
from hejie.web.forms import move_form, remedy_row, show_fields
from hejie.web.posted import read_inputs
from tests.web import page_samples

LABEL = Text("一项", "one")
TERMS = (Field("terms", LABEL, Kind.TERMS),)


def template_of(field: Field, facts: Facts | None = None) -> str:
    shown = show_fields([field], facts or Facts())[0].template
    return shown.removeprefix("components/fields/").removesuffix(".html")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_control(kind: Kind) -> None:
    assert template_of(Field("one", LABEL, kind, choices={"a": LABEL}))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_field_that_is_kept_looks_as_its_template_does_in_both_languages_and_keeps_no_value(kind: Kind) -> None:
    field = Field("one", Text("一项", "one thing"), kind, required=False, choices={"a": LABEL})
    problem = [Problem("one", Text("请写清楚", "Please say more"))]
    for language, optional in (("zh-hans", "（可不填）"), ("en", "optional")):
        with translation.override(language):
            for value, wrong in ((None, ()), ("a", ()), (None, problem), (None, ())):
                shown = show_fields([field], Facts(), values={"one": value}, problems=wrong)[0]
                page = whole_field(shown)
                assert page == get_template("components/field.html").template.render(Context({"field": shown}))
                assert optional in page or kind is Kind.YES
                assert (problem[0].text.zh in page or problem[0].text.en in page) == bool(wrong)


def test_few_choices_are_all_shown_and_many_become_a_list() -> None:
    def choice(count: int) -> Field:
        return Field("one", LABEL, Kind.CHOICE, choices={str(n): LABEL for n in range(count)})

    assert template_of(choice(7)) == "radios"
    assert template_of(choice(8)) == "select"


def test_a_rating_is_one_row_and_a_long_range_a_box() -> None:
    assert template_of(Field("stars", LABEL, Kind.INTEGER, minimum=1, maximum=5)) == "scale"
    assert template_of(Field("days", LABEL, Kind.INTEGER, minimum=1, maximum=60)) == "integer"


def test_choices_that_depend_on_the_case_come_from_its_facts() -> None:
    shown = show_fields(page_samples.FIELDS, page_samples.FACTS)
    mediator = next(field for field in shown if field.name == "mediator")
    assert len(mediator.choices) == 9


def test_what_is_left_empty_is_absent() -> None:
    post = QueryDict("shop=&story=hello&wants=&files=e1&files=e2")
    assert read_inputs(page_samples.FIELDS, post) == {"story": "hello", "wants": [""], "files": ["e1", "e2"]} | {}


def test_names_no_field_asked_for_are_left_alone() -> None:
    assert read_inputs(TERMS, QueryDict("csrfmiddlewaretoken=x&key=y")) == {}


def test_a_list_of_remedies_comes_back_in_order_without_its_empty_rows() -> None:
    post = QueryDict(mutable=True)
    post.update({"terms-0-kind": "refund", "terms-0-amount": "100", "terms-0-within_days": "", "terms-1-kind": ""})
    post.update({"terms-10-kind": "apology", "terms-2-kind": "repair", "terms-2-by_date": "2026-12-01"})
    assert read_inputs(TERMS, post)["terms"] == [
        {"kind": "refund", "amount": "100"},
        {"kind": "repair", "by_date": "2026-12-01"},
        {"kind": "apology"},
    ]


def test_instalments_are_read_and_pass_the_rules() -> None:
    post = QueryDict(mutable=True)
    post["terms-0-kind"] = "instalments"
    for place, (amount, day) in enumerate([("300", "2026-12-01"), ("200", "2027-01-01")]):
        post[f"terms-0-parts-{place}-amount"] = amount
        post[f"terms-0-parts-{place}-by_date"] = day
    checked, problems = inputs.check(TERMS, read_inputs(TERMS, post), Facts())
    assert problems == ()
    assert [part["amount"] for part in checked["terms"][0]["parts"]] == ["300.00", "200.00"]


def test_a_refused_list_shows_its_rows_again_with_the_problem_in_its_row() -> None:
    typed = [{"kind": "refund", "amount": "-5"}, {"kind": "repair"}]
    _, problems = inputs.check(TERMS, {"terms": typed}, Facts())
    terms = show_fields(TERMS, Facts(), values={"terms": typed}, problems=problems)[0]
    assert [row.values.get("kind") for row in terms.rows] == ["refund", "repair", None]
    assert "amount" in terms.rows[0].problems
    assert terms.rows[1].problems == {}


def test_three_rows_are_ready_and_one_more_than_is_filled() -> None:
    empty = show_fields(TERMS, Facts())[0]
    assert len(empty.rows) == 3
    five = show_fields(TERMS, Facts(), values={"terms": [{"kind": "repair"}] * 5})[0]
    assert len(five.rows) == 6


def test_the_summary_leads_to_the_controls() -> None:
    form = move_form(page_samples.EVERYTHING, page_samples.FACTS, action="/x/", problems=page_samples.PROBLEMS)
    assert [problem.anchor for problem in form.problems] == [
        "try_everything-paid",
        "try_everything-terms-0-amount",
        "try_everything-terms-1-parts-0-amount",
    ]


def test_a_problem_of_the_whole_move_has_no_anchor() -> None:
    form = move_form(page_samples.EVERYTHING, page_samples.FACTS, action="/x/", problems=[Problem("", LABEL)])
    assert form.problems[0].anchor == ""


def test_each_form_has_its_own_key_unless_one_is_kept() -> None:
    first, second = (move_form(page_samples.EVERYTHING, page_samples.FACTS, action="/x/") for _ in range(2))
    assert first.key != second.key
    assert move_form(page_samples.EVERYTHING, page_samples.FACTS, action="/x/", key="kept").key == "kept"


def test_a_remedy_with_nothing_typed_is_laid_out_once_and_a_typed_one_for_itself() -> None:
    typed = {"kind": "refund", "amount": "1299.00", "parts": []}
    rows = [
        *(remedy_row(f"offer-terms-{place}", f"terms-{place}", {}, {}) for place in "01"),
        remedy_row("offer-terms-0", "terms-0", typed, {}),
        remedy_row("offer-terms-0", "terms-0", {}, {"amount": LABEL}),
    ]
    plain = get_template(REMEDY).template  # type: ignore[attr-defined]
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            assert [remedy(row) for row in rows] == [plain.render(Context({"row": row})) for row in rows]
