"""Deciding: may this person make this move now, and what follows.

`decide` answers with a `Decision` or a `Refusal`; nothing here writes anything. Editions are the modules of
`procedures/`; the date of receipt picks one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

from hejie.rules import inputs as input_rules
from hejie.rules import procedures
from hejie.rules.citation import cite
from hejie.rules.edition import Edition, Procedure
from hejie.rules.model import Decision, Facts, Move, Refusal, Role, Text

CHINA = timezone(timedelta(hours=8))

ROLE_NAMES: Mapping[Role, Text] = {
    Role.COMPLAINANT: Text("投诉人", "the complainant"),
    Role.RESPONDENT: Text("商家", "the trader"),
    Role.REPRESENTED: Text("被代表的投诉人", "a represented complainant"),
    Role.MEDIATOR: Text("调解员", "the mediator"),
    Role.OFFICER: Text("承办人", "the officer"),
    Role.HEAD: Text("部门负责人", "the head of the office"),
    Role.OPERATOR: Text("话务员", "the operator"),
    Role.SUPERIOR: Text("上级部门", "the office above"),
    Role.ASKED: Text("被问到的部门", "the office asked"),
    Role.COMMON_SUPERIOR: Text("共同的上一级部门", "the common office above"),
    Role.ADVISER: Text("会商委员或被求助的人", "an adviser of the case"),
    Role.SYSTEM: Text("系统", "the system"),
}


@cache
def editions() -> Mapping[str, Edition]:
    """Every edition by key, the oldest first."""
    names = [module.name for module in pkgutil.iter_modules(procedures.__path__) if not module.name.startswith("_")]
    found: list[Edition] = [importlib.import_module(f"{procedures.__name__}.{name}").EDITION for name in names]
    return {edition.key: edition for edition in sorted(found, key=lambda edition: edition.valid_from)}


@cache
def known_states() -> frozenset[str]:
    """The keys of every state of every procedure."""
    return frozenset(key for one in editions().values() for of in one.procedures.values() for key in of.states)


def edition(key: str) -> Edition:
    """The edition with this key. Raises KeyError."""
    return editions()[key]


def edition_for(received_on: date) -> Edition:
    """The edition in force on the day of receipt; the oldest we know for anything earlier."""
    known = list(editions().values())
    return next((one for one in reversed(known) if one.valid_from <= received_on), known[0])


def opening(procedure: Procedure, how: str) -> tuple[str, tuple[str, ...]]:
    """State and terms a case begins with; `how` is a key of `Procedure.initial`. Raises KeyError."""
    return procedure.initial[how], procedure.opening_terms.get(how, ())


def turn(procedure: Procedure, state: str, facts: Facts) -> Role | None:
    """Whose turn it is; None when nobody has to act."""
    whose = procedure.states[state].turn
    return whose(facts) if callable(whose) else whose


def open_moves(procedure: Procedure, state: str, roles: frozenset[Role], facts: Facts) -> tuple[Move, ...]:
    """The moves these roles may make now, in the order of the procedure."""
    return tuple(move for move in procedure.moves.values() if state in move.sources and _role_for(move, roles, facts))


def decide(  # noqa: PLR0917 - what a decision rests on, in the order people say it
    procedure: Procedure,
    state: str,
    move_key: str,
    roles: frozenset[Role],
    facts: Facts,
    inputs: Mapping[str, object],
    at: datetime,
    today: date | None = None,
) -> Decision | Refusal:
    """What follows from this move by someone with these roles, or why it may not be made.

    `at` is aware; `today` is the date in China, taken from `at` when left out.
    """
    move = procedure.moves.get(move_key)
    if move is None:
        return Refusal(
            "unknown_move",
            Text(
                "没有这个步骤，请回到案件页面重新选择。",
                "There is no such step. Please go back to the case and choose again.",
            ),
        )
    if state not in move.sources:
        return _not_open(procedure, state, move)
    role = _who_may(move, roles, facts)
    if isinstance(role, Refusal):
        return role
    acting = facts.acting_as(role)
    read, problems = input_rules.check(move.fields, inputs, acting, today or at.astimezone(CHINA).date())
    if problems:
        return Refusal("inputs", _count(len(problems)), move.article, problems)
    return _unmet(move, acting, read) or _turned(move, state, acting, read, at)


def as_role(move: Move, roles: frozenset[Role], facts: Facts) -> Facts:
    """The facts as they count for this person making this move: with `acting` set. For schemas and choices."""
    role = _role_for(move, roles, facts)
    return facts.acting_as(role) if role else facts


def _role_for(move: Move, roles: frozenset[Role], facts: Facts) -> Role | None:
    """The first of these roles that may make the move."""
    return next((role for role in _fitting(move, roles) if not _unmet(move, facts.acting_as(role), {})), None)


def _fitting(move: Move, roles: frozenset[Role]) -> list[Role]:
    own = roles & move.roles
    return [role for role in ROLE_NAMES if role in own] if own else []


def _who_may(move: Move, roles: frozenset[Role], facts: Facts) -> Role | Refusal:
    """The first of these roles that may make the move, else the reason why none may."""
    if role := _role_for(move, roles, facts):
        return role
    reasons = (_unmet(move, facts.acting_as(role), {}) for role in _fitting(move, roles))
    return next((reason for reason in reasons if reason), None) or _not_yours(move)


def _unmet(move: Move, facts: Facts, read: Mapping[str, object]) -> Refusal | None:
    for need in move.needs:
        if not need.holds(facts, read):
            return Refusal(f"need:{need.key}", need.refusal, need.article)
    for field in move.fields:
        if not input_rules.answerable(field, facts):
            text = Text(
                f"“{field.label.zh}”现在没有可选的，所以办不了这一步。",
                f"There is nothing to choose for “{field.label.en}” now, so this step has to wait.",
            )
            return Refusal(f"need:{field.key}", text, move.article)
    return None


def _turned(move: Move, state: str, facts: Facts, read: Mapping[str, object], at: datetime) -> Decision:
    target = move.target(facts, read) if callable(move.target) else move.target
    decision = Decision(move, state, target or state, read, at, facts.acting or Role.SYSTEM)
    if callable(move.target) and decision.target == state:
        return decision
    starts = move.starts if move.starts_when is None or move.starts_when(facts, read) else ()
    return replace(
        decision,
        starts=starts,
        stops=move.stops,
        drops=move.drops,
        pauses=move.pauses,
        resumes=move.resumes,
        extends=move.extends,
    )


def _not_open(procedure: Procedure, state: str, move: Move) -> Refusal:
    now = procedure.states[state].label
    text = Text(
        f"案件现在是“{now.zh}”，不能“{move.label.zh}”。依据{move.article}。",
        f"The case now stands at “{now.en}”; “{move.label.en}” is not possible ({cite(move.article).en}).",
    )
    return Refusal("not_open", text, move.article)


def _not_yours(move: Move) -> Refusal:
    who = [ROLE_NAMES[role] for role in ROLE_NAMES if role in move.roles]
    text = Text(
        f"“{move.label.zh}”要由{'或'.join(name.zh for name in who)}来办。依据{move.article}。",
        f"“{move.label.en}” is for {' or '.join(name.en for name in who)} to do ({cite(move.article).en}).",
    )
    return Refusal("not_yours", text, move.article)


def _count(problems: int) -> Text:
    return Text(
        f"还差 {problems} 处没填好。", f"{problems} {'field needs' if problems == 1 else 'fields need'} another look."
    )
