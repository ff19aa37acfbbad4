"""What the import contracts cannot see: keys downwards, one writer of a state, templates at home, sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from hejie.cases.actions import performers_of
from hejie.reactions import QUIET, REACTIONS
from hejie.rules import machine
from hejie.rules.model import Move, Role

SOURCE = Path(__file__).parents[2] / "src" / "hejie"
TEMPLATES = SOURCE / "web" / "templates"
AUDIENCES = {"visitor", "party", "trader", "mediator", "officer", "operator", "adviser", "demo"}
LAYERS = (
    ("rules",), ("base",), ("places",), ("people",), ("traders",), ("documents", "messaging"), ("cases",),
    ("dispatch", "evidence", "knowledge", "search"), ("intake",), ("negotiation", "mediation"), ("drafting",),
    ("rooms", "panels"), ("agreements",), ("oversight", "desk"),
    ("exchange",),
)  # fmt: skip
LEVEL = {app: level for level, names in enumerate(LAYERS) for app in names}
OUTER = ("web", "api", "jobs", "reactions")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 500, 50
ADVANCING = SOURCE / "cases" / "actions.py"
# Facts that no move makes: what time, papers, files and the calendar do.
OF_THE_HUB = {"case_filed", "deadline_near", "deadline_today", "deadline_missed", "deadline_escalated", "promise_near"}
OF_THE_HUB |= {
    "contact_missed",
    "contact_escalated",
    "contact_proved",
    "account_joined",
    "phone_released",
    "promise_today",
    "promise_overdue",
}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders or (".",):
        place = SOURCE / folder
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def own_models() -> Iterator[type]:
    return (model for model in apps.get_models() if model.__module__.startswith("hejie."))


def test_keys_point_downwards_and_leave_no_trace_below() -> None:
    for model in own_models():
        for field in model._meta.get_fields():  # type: ignore[attr-defined]
            target = getattr(field, "related_model", None)
            if not isinstance(field, ForeignKey) or not target.__module__.startswith("hejie."):
                continue
            here, there = model.__module__.split(".")[1], target.__module__.split(".")[1]
            assert LEVEL[there] <= LEVEL[here], f"{model.__name__}.{field.name} points up to {target.__name__}"
            if here != there:
                assert field.remote_field.related_name == "+", f"{model.__name__}.{field.name} is seen from {there}"


def test_only_the_one_door_writes_the_state_of_a_case() -> None:
    for path in sources():
        if path != ADVANCING:
            assert not re.search(r"\bcase\.state(_since)?\s*=[^=]", path.read_text("utf-8")), path
    assert "case.state" in ADVANCING.read_text("utf-8")


@pytest.mark.parametrize("folder", OUTER)
def test_pages_api_jobs_and_reactions_ask_through_actions_and_queries(folder: str) -> None:
    for path in sources(folder):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if ".models" in text else ():
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            own = [name for name in names if name.startswith("hejie.") and name.endswith(".models")]
            assert own == [], f"{path} imports {own}"


def test_templates_include_their_own_audience_and_components_only() -> None:
    for path in sorted(TEMPLATES.rglob("*.html")):
        home = path.relative_to(TEMPLATES).parts[0]
        if home not in AUDIENCES:
            continue
        for used in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"'#]+)", path.read_text("utf-8")):
            assert used.split("/")[0] not in AUDIENCES - {home}, f"{path.name} takes {used}"


def test_files_and_functions_are_of_a_size_to_be_read() -> None:
    for path in sources():
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        is_data = "procedures" in path.parts or "guides" in path.parts
        assert is_data or text.count("\n") <= MOST_LINES, f"{path} is too long"
        may_be_long = text.count("\n") > MOST_LINES_OF_A_FUNCTION
        for node in ast.walk(ast.parse(text)) if may_be_long and not is_data else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno
                assert length <= MOST_LINES_OF_A_FUNCTION, f"{path}: {node.name} has {length} lines"


def test_every_fact_tells_somebody_or_is_quiet_on_purpose() -> None:
    published = {move.fact for move in every_move()} | OF_THE_HUB
    assert published - REACTIONS.keys() - QUIET == set()
    assert REACTIONS.keys() | QUIET == published, "a reaction to something that never happens"
    assert not REACTIONS.keys() & QUIET


def test_every_move_of_a_person_is_reachable_by_someone_who_can_sign_in() -> None:
    held = {Role.COMPLAINANT, Role.RESPONDENT, Role.OFFICER, Role.HEAD, Role.MEDIATOR, Role.OPERATOR, Role.SYSTEM}
    held |= {Role.SUPERIOR, Role.ASKED, Role.COMMON_SUPERIOR}
    held |= {Role.REPRESENTED, Role.ADVISER}
    for move in every_move():
        assert move.roles & held, move.key


def test_performers_belong_to_moves_of_some_procedure() -> None:
    from hejie.cases import actions

    known = {move.key for move in every_move()}
    assert set(actions._performers) <= known
    acting = [one.__module__.split(".")[1] for one in performers_of("accept_offer")]
    assert [LEVEL[app] for app in acting] == sorted(LEVEL[app] for app in acting), "inner apps act first"
    assert acting[-1] == "agreements"


def every_move() -> Iterator[Move]:
    for edition in machine.editions().values():
        for procedure in edition.procedures.values():
            yield from procedure.moves.values()
