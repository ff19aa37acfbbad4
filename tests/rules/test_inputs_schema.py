"""The published JSON schema keeps its word: what it allows is accepted. A client needs nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import jsonschema
import pytest

from hejie.rules import checks, drawings, inputs, machine, values
from hejie.rules.edition import Procedure
from hejie.rules.model import Decision, Facts, Field, Kind, Role, Text
from tests.rules.drawn import instance

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
        **{name: {"complainant": ANY, "respondent": ANY} for name in ("contacts", "followups")},
        "promises": {"p1": ANY},
        "promises_due": {"p1": ANY},
        "promises_to_send": {"p1": ANY},
        **{name: {"x1": ANY} for name in ("agents", "guides", "lenient", "phone_guests")},
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


PROCEDURES = [procedure for edition in machine.editions().values() for procedure in edition.procedures.values()]
FACTS_OF = {
    procedure.key: [with_code(facts) for facts in checks.samples(procedure)] for procedure in PROCEDURES
}  # keyed by kind: both orders share their lists of options
SCHEMAS = {id(move): inputs.json_schema(move.fields, FACTS, TODAY) for move in MOVES}
DIFFERENT = list({str(SCHEMAS[id(move)]): move for move in MOVES}.values())


def test_whatever_the_schema_of_a_move_allows_is_accepted():
    luck = Random(12315)
    for move in DIFFERENT:
        given = instance(SCHEMAS[id(move)], luck)
        read, problems = inputs.check(move.fields, given, FACTS, TODAY)
        assert problems == (), (move.key, given)
        assert inputs.check(move.fields, read, FACTS, TODAY) == (read, ()), move.key  # normalised values stay


def test_what_is_drawn_is_what_the_schema_allows():
    luck = Random(12315)
    for move in DIFFERENT:
        schema = SCHEMAS[id(move)]
        given = instance(schema, luck)
        assert jsonschema.Draft202012Validator(schema).is_valid(given), (move.key, given)


def test_an_open_move_with_inputs_that_follow_its_schema_is_never_refused():
    """Whatever the case knows of itself: what a reader is offered, the reader can do."""
    luck = Random(121)
    for procedure in PROCEDURES:
        for state in sorted(procedure.states):
            for role in Role:
                try_every_open_move(procedure, state, frozenset({role}), luck)


def try_every_open_move(procedure: Procedure, state: str, roles: frozenset[Role], luck: Random) -> None:
    facts = luck.choice(FACTS_OF[procedure.key])
    for move in machine.open_moves(procedure, state, roles, facts):
        schema = inputs.json_schema(move.fields, machine.as_role(move, roles, facts), TODAY)
        answer = machine.decide(procedure, state, move.key, roles, facts, instance(schema, luck), NOW)
        assert isinstance(answer, Decision), (move.key, state, answer)
        assert answer.target in procedure.states


def test_what_goes_with_one_answer_alone_says_so_in_the_schema():
    """The factors of Order 121 Art 17 with the third ground, an entry of the list with a minor or a first breach."""
    known = {
        ("complaint", "refuse"): ({"factors": ["many_complaints"]}, "no_consumer_dispute", "over_three_years"),
        ("report", "not_open_case"): ({"lenient": "x1"}, "first_time", "other"),
    }
    for move in MOVES:
        for (_, key), (beside, fitting, other) in known.items():
            if move.key == key:
                is_allowed = jsonschema.Draft202012Validator(SCHEMAS[id(move)]).is_valid
                inputs_of = {"reasons": "写明理由，不少于十个字。", **beside}
                assert is_allowed({**inputs_of, "ground": fitting})
                assert not is_allowed({**inputs_of, "ground": other})
                assert is_allowed({"reasons": inputs_of["reasons"], "ground": other})


def test_each_schema_is_a_valid_schema_with_titles_in_both_languages():
    """What stands in many moves is looked at once; every move without its properties is a branch of one schema."""
    schemas = [(move.key, SCHEMAS[id(move)]) for move in DIFFERENT]
    properties = {str(one): one for _, schema in schemas for one in schema["properties"].values()}
    around = {str(bare): bare for _, schema in schemas for bare in [{**schema, "properties": {}}]}
    jsonschema.Draft202012Validator.check_schema({"properties": properties, "allOf": list(around.values())})
    for move, schema in schemas:
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
