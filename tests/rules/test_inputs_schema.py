"""The published JSON schema keeps its word: what it allows is accepted. A client needs nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.rules import checks, drawings, inputs, machine, values
from hejie.rules.model import Decision, Facts, Field, Kind, Move, Role, Text

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ANY = Text("任一", "any")
FACTS = Facts(
    awaited_consents=frozenset({"settlement", "withdrawal"}),
    options={
        "earlier_reports": {"2611-1204-7182": ANY},
        "mediators": {"m1": ANY, "m2": ANY},
        "draft_version": {"3": ANY},
        "draft_clauses": {"3-0": ANY, "5-1": ANY},
        "draft_comments": {"d1": ANY},
        "draft_notes": {"n1": ANY},
        **{name: {"o1": ANY} for name in ("offices", "rival_offices", "designable_offices", "stations", "officers")},
        **{name: {f"t{n}": ANY for n in range(6)} for name in ("free_times", "times_to_choose", "other_times")},
        "papers": {"q1": ANY},
        "bodies": {"b1": ANY},
        "body_mediators": {"m2": ANY},
        "owners": {"w1": ANY},
        "followups": {"complainant": ANY, "respondent": ANY},
        "promises": {"p1": ANY},
        "promises:complainant": {"p2": ANY},
        "code": {"042917": ANY},
        "evidence": {"e1": ANY, "e2": ANY},
        "open_evidence": {"e1": ANY},
        "panel_people": {f"a{n}": ANY for n in range(4)},
        **{name: {"a1": ANY, "a2": ANY} for name in ("helpers", "panel_triggers", "proofs", "courts")},
    },
    acting=Role.COMPLAINANT,
)
# Both orders ask alike for nearly everything; where they differ, Order 121 is taken.
MOVES = list(
    {
        (kind, move.key): move
        for edition in machine.editions().values()
        for kind, procedure in edition.procedures.items()
        for move in procedure.moves.values()
        if move.fields
    }.values()
)


def with_code(facts: Facts) -> Facts:
    return replace(facts, options={**facts.options, "code": {"042917": ANY}})


def instances(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """What the schema allows, by its own keywords alone; put together once, for terms stand in many moves."""
    return instances_of(json.dumps(schema))


@cache
def instances_of(text: str) -> st.SearchStrategy[Any]:
    """A drawing is the example: random bytes are no picture."""
    schema = json.loads(text)
    if schema.get("x-kind") == "drawing":
        return st.sampled_from(schema["examples"])
    if "const" in schema:
        return st.just(schema["const"])
    if "oneOf" in schema:
        return st.one_of([instances(branch) for branch in schema["oneOf"]])
    return BY_TYPE[schema["type"]](schema)


def strings(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "maxLength" not in schema:
        return dates(schema["pattern"]) if schema.get("x-kind") == "date" else from_pattern(schema["pattern"])
    least = schema.get("minLength", 0)
    text = st.text(min_size=least, max_size=min(schema["maxLength"], least + 20))
    return text.filter(lambda drawn: re.search(schema.get("pattern", ""), drawn) is not None)


@cache
def dates(pattern: str) -> st.SearchStrategy[str]:
    """The days of this century that match: quicker than drawing from the long pattern itself."""
    first = date(2000, 1, 1).toordinal()
    days = [date.fromordinal(first + n).isoformat() for n in range(0, 36_525, 5)]
    return st.sampled_from([day for day in days if re.search(pattern, day)])


@cache
def from_pattern(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern)


def arrays(schema: Mapping[str, Any]) -> st.SearchStrategy[list[Any]]:
    most = min(schema.get("maxItems", 3), max(3, schema.get("minItems", 0)))
    items, least, unique = instances(schema["items"]), schema.get("minItems", 0), schema.get("uniqueItems", False)
    return st.lists(items, min_size=least, max_size=most, unique=unique)


def objects(schema: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    each = {key: instances(value) for key, value in schema["properties"].items()}
    required = {key: each.pop(key) for key in schema["required"]}
    return st.fixed_dictionaries(required, optional=each)


BY_TYPE = {
    "string": strings,
    "array": arrays,
    "object": objects,
    "boolean": lambda schema: st.booleans(),
    "integer": lambda schema: st.integers(schema["minimum"], schema["maximum"]),
}
PROCEDURES = [procedure for edition in machine.editions().values() for procedure in edition.procedures.values()]
FACTS_OF = {
    procedure.key: [with_code(facts) for facts in checks.samples(procedure)] for procedure in PROCEDURES
}  # keyed by kind: both orders share their lists of options
SCHEMAS = {id(move): inputs.json_schema(move.fields, FACTS, TODAY) for move in MOVES}
DIFFERENT = {str(SCHEMAS[id(move)]): (move.key, SCHEMAS[id(move)]) for move in MOVES}.values()


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_whatever_the_schema_of_a_move_allows_is_accepted(data: st.DataObject):
    move: Move = data.draw(st.sampled_from(MOVES))
    given_inputs = data.draw(instances(SCHEMAS[id(move)]))

    read, problems = inputs.check(move.fields, given_inputs, FACTS, TODAY)

    assert problems == ()
    assert jsonschema.Draft202012Validator(SCHEMAS[id(move)]).is_valid(given_inputs)
    assert inputs.check(move.fields, read, FACTS, TODAY) == (read, ())  # normalised values stay as they are


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_an_open_move_with_inputs_that_follow_its_schema_is_never_refused(data: st.DataObject):
    """Whatever the case knows of itself: what a reader is offered, the reader can do."""
    procedure = data.draw(st.sampled_from(PROCEDURES))
    state = data.draw(st.sampled_from(sorted(procedure.states)))
    roles = frozenset({data.draw(st.sampled_from(list(Role)))})
    facts = data.draw(st.sampled_from(FACTS_OF[procedure.key]))
    for move in machine.open_moves(procedure, state, roles, facts):
        schema = inputs.json_schema(move.fields, machine.as_role(move, roles, facts), TODAY)
        answer = machine.decide(procedure, state, move.key, roles, facts, data.draw(instances(schema)), NOW)
        assert isinstance(answer, Decision), answer
        assert answer.target in procedure.states


def test_each_schema_is_a_valid_schema_with_titles_in_both_languages():
    """What stands in many moves is looked at once; every move without its properties is a branch of one schema."""
    properties = {str(one): one for _, schema in DIFFERENT for one in schema["properties"].values()}
    around = {str(bare): bare for _, schema in DIFFERENT for bare in [{**schema, "properties": {}}]}
    jsonschema.Draft202012Validator.check_schema({"properties": properties, "allOf": list(around.values())})
    for move, schema in DIFFERENT:
        assert all(one["title"] and one["x-title-en"] for one in schema["properties"].values()), move
        assert schema["additionalProperties"] is False, move


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (values.FIRST_DAY, values.LAST_DAY),
        (TODAY, date(2036, 12, 31)),
        (values.FIRST_DAY, TODAY),
        (date(2026, 2, 10), date(2026, 2, 20)),
        (date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_date_pattern_holds_exactly_the_dates_in_between(first: date, last: date):
    schema = {"type": "string", "pattern": values.date_pattern(first, last)}
    matches = jsonschema.Draft202012Validator(schema).is_valid
    probes = [
        f"{year}-{month:02d}-{day:02d}"
        for year in (1999, 2000, 2024, 2026, 2027, 2028, 2036, 2037, 2099, 2100)
        for month in (1, 2, 4, 11, 12)
        for day in (1, 9, 10, 20, 21, 28, 29, 30, 31, 32)
    ]

    for probe in probes:
        assert matches(probe) == is_between(probe, first, last), probe


def is_between(probe: str, first: date, last: date) -> bool:
    try:
        return first <= date.fromisoformat(probe) <= last
    except ValueError:
        return False


def test_an_optional_choice_with_nothing_to_choose_is_left_out():
    field = Field("mediator", Text("调解员", "Mediator"), Kind.REFERENCE, required=False, options="mediators")

    assert inputs.json_schema([field], Facts())["properties"] == {}
    assert inputs.json_schema([field], FACTS)["properties"]["mediator"]["enum"] == ["m1", "m2"]


def test_codes_are_printed_only_where_the_facts_list_them():
    (field,) = [field for move in MOVES for field in move.fields if field.kind is Kind.CODE][:1]

    assert "enum" not in inputs.json_schema([field], Facts())["properties"]["code"]


def test_a_code_is_due_from_whoever_has_not_just_signed_in_again():
    (field,) = [field for move in MOVES for field in move.fields if field.kind is Kind.CODE][:1]

    assert inputs.json_schema([field], FACTS)["required"] == ["code"]
    assert inputs.json_schema([field], replace(FACTS, is_proved=True))["required"] == []


def test_the_example_drawing_matches_its_own_pattern():
    assert jsonschema.Draft202012Validator({"pattern": drawings.PATTERN}).is_valid(drawings.EXAMPLE)
