"""Proof that an edition is sound: nothing unreachable or dead, everyone knows whose turn it is, every rule is cited.

`check` returns what is wrong as plain sentences for the people who write procedures; an empty list means sound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import product

from hejie.rules import machine
from hejie.rules.edition import Edition, Procedure, Term
from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Role, State, Text

_CLOCK_ACTS = ("starts", "stops", "drops", "pauses", "resumes", "extends")
_SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})


def check(edition: Edition) -> list[str]:
    """Everything wrong with an edition, procedure by procedure; empty when sound."""
    found = list(_terms(edition))
    for name, procedure in edition.procedures.items():
        checks = (_keys, _paths, _states, _turns, _moves, _marks, _facts, _targets)
        found += [f"{name}: {wrong}" for one in checks for wrong in one(procedure)]
        found += [f"{name}: {wrong}" for wrong in _clocks(edition, procedure)]
        found += [f"{name}: {wrong}" for wrong in _unsaid(procedure)]
    return found


def targets_of(move: Move) -> frozenset[str]:
    """The states a move may lead to; empty when it always stays."""
    if callable(move.target):
        return move.targets
    return frozenset({move.target}) if move.target else frozenset()


def steps(procedure: Procedure) -> Iterator[tuple[str, str, Move]]:
    """Every change of state the procedure allows: from, to, by which move."""
    for move in procedure.moves.values():
        for source, target in product(sorted(move.sources), sorted(targets_of(move))):
            if source != target:
                yield source, target, move


def turns_of(procedure: Procedure, state: State) -> frozenset[Role]:
    """The roles that may have the turn in a state, over all sample facts."""
    given = {machine.turn(procedure, state.key, facts) for facts in samples(procedure)}
    return frozenset(role for role in given if role)


def samples(procedure: Procedure) -> tuple[Facts, ...]:
    """Facts in every combination that can change an answer of the rules, with something in every list of options."""
    fields_ = (field for move in procedure.moves.values() for field in move.fields)
    return _samples(frozenset(field.options for field in fields_ if field.options))


@cache
def _samples(lists: frozenset[str]) -> tuple[Facts, ...]:
    some = {key: Text(key, key) for key in ("any", "other", "third")}
    full = dict.fromkeys(lists, some)
    rows = product(
        (None, Role.COMPLAINANT, Role.RESPONDENT),
        (frozenset(), frozenset({Role.COMPLAINANT}), frozenset({Role.RESPONDENT}), _SIDES),
        (frozenset({Role.COMPLAINANT}), frozenset({Role.RESPONDENT}), _SIDES),
        (0, 1),
        (False, True),
    )
    return tuple(
        Facts(
            live_offer_by=offer,
            signed_by=signed,
            codes_sent_to=_SIDES | {Role.MEDIATOR},
            signers=_SIDES | ({Role.MEDIATOR} if authority else set()),
            promise_receivers=receivers,
            owed_receivers=receivers,
            promises_open=len(receivers),
            promises_missed=missed,
            due_receivers=receivers if missed else frozenset(),
            missed_receivers=receivers if missed else frozenset(),
            by_authority=authority,
            mediator_assigned=authority,
            options=full,
        )
        for offer, signed, receivers, missed, authority in rows
    )


def _keys(procedure: Procedure) -> Iterator[str]:
    for kind, entries in (("state", procedure.states), ("move", procedure.moves)):
        named: Mapping[str, State | Move] = entries
        yield from (f"{kind} {entry.key} is filed under {key}" for key, entry in named.items() if key != entry.key)


def _paths(procedure: Procedure) -> Iterator[str]:
    reached = set(procedure.initial.values())
    edges = list(steps(procedure))
    while fresh := {target for source, target, _ in edges if source in reached} - reached:
        reached |= fresh
    yield from (f"state {key} cannot be reached" for key in procedure.states if key not in reached)
    leaving = {source for source, _, _ in edges}
    closing = {source for source, _, move in edges if not move.reopens}
    for key, state in procedure.states.items():
        if state.final and key in closing:
            yield f"state {key} is final but a move leads out of it"
        if not state.final and key not in leaving:
            yield f"state {key} is a dead end: no move leads out of it"


def _states(procedure: Procedure) -> Iterator[str]:
    for key, state in procedure.states.items():
        if state.final == (state.turn is not None):
            yield (
                f"state {key} is final but gives someone the turn" if state.final else f"state {key} says nobody's turn"
            )
    for how, start in procedure.initial.items():
        if start not in procedure.states:
            yield f"opening {how} begins in an unknown state {start}"


def _turns(procedure: Procedure) -> Iterator[str]:
    given = samples(procedure)
    for key, state in procedure.states.items():
        busy = _always_busy(procedure, key)
        idle = {role for facts in given if (role := _turn_without_move(procedure, key, facts, busy))}
        yield from (f"state {key} gives {role} the turn but no move" for role in sorted(idle) if not state.final)


def _always_busy(procedure: Procedure, state: str) -> frozenset[Role]:
    """Roles that have a move in this state whatever the facts."""
    moves = [move for move in procedure.moves.values() if state in move.sources and not move.needs]
    return frozenset(role for move in moves for role in move.roles)


def _turn_without_move(procedure: Procedure, state: str, facts: Facts, busy: frozenset[Role]) -> Role | None:
    role = machine.turn(procedure, state, facts)
    if role is None or role in busy or machine.open_moves(procedure, state, frozenset({role}), facts):
        return None
    return role


def _moves(procedure: Procedure) -> Iterator[str]:
    for key, move in procedure.moves.items():
        if not move.roles:
            yield f"move {key} is for nobody"
        if not move.sources:
            yield f"move {key} can never be made"
        unknown = (move.sources | targets_of(move)) - set(procedure.states)
        yield from (f"move {key} names an unknown state {name}" for name in sorted(unknown))
        repeated = [name for name, times in Counter(field.key for field in move.fields).items() if times > 1]
        yield from (f"move {key} asks for {name} twice" for name in repeated)
        for field in move.fields:
            if field.kind in (Kind.CHOICE, Kind.CHOICES) and not (field.choices or field.options):
                yield f"move {key} offers no choices for {field.key}"
            if field.kind in (Kind.REFERENCE, Kind.CODE) and not field.options:
                yield f"move {key} does not say which list {field.key} is chosen from"


def _marks(procedure: Procedure) -> Iterator[str]:
    closing = {key for key, state in procedure.states.items() if state.final}
    for key, move in procedure.moves.items():
        if move.is_private and move.is_internal:
            yield f"move {key} is both private and internal"
        if move.reopens and not move.sources & closing:
            yield f"move {key} reopens what is never closed"


def _facts(procedure: Procedure) -> Iterator[str]:
    times = Counter(move.fact for move in procedure.moves.values())
    yield from (
        f"fact {fact or '(empty)'} is not the name of one move" for fact in times if times[fact] > 1 or not fact
    )


def _targets(procedure: Procedure) -> Iterator[str]:
    """A function target keeps to the states it declares, whatever the facts."""
    for key, move in procedure.moves.items():
        if not callable(move.target):
            continue
        picked = {move.target(facts.acting_as(role), {}) for facts in samples(procedure) for role in move.roles} - {
            None
        }
        yield from (
            f"move {key} may lead to {state} without saying so" for state in sorted(map(str, picked - move.targets))
        )


def _terms(edition: Edition) -> Iterator[str]:
    moves = [move for procedure in edition.procedures.values() for move in procedure.moves.values()]
    for key, term in edition.terms.items():
        if key != term.key:
            yield f"term {term.key} is filed under {key}"
        if term.days <= 0:
            yield f"term {key} has no days"
        if term.on_expiry and not any(move.key == term.on_expiry and Role.SYSTEM in move.roles for move in moves):
            yield f"term {key} expires into {term.on_expiry}, which the timer cannot make"
        starting = [move for move in moves if key in move.starts]
        asked = [move for move in starting if term.dated_by in {field.key for field in move.fields}]
        if term.dated_by and not (starting and asked == starting):
            yield f"term {key} is dated by {term.dated_by}, which the move that starts it does not ask for"
        yield from (f"term {key}: {wrong}" for wrong in _blank(term))


def _clocks(edition: Edition, procedure: Procedure) -> Iterator[str]:
    for how, names in procedure.opening_terms.items():
        yield from (f"opening {how} starts an unknown term {name}" for name in names if name not in edition.terms)
    for key, move in procedure.moves.items():
        for act in _CLOCK_ACTS:
            for name in getattr(move, act):
                if name not in edition.terms:
                    yield f"move {key} {act} an unknown term {name}"
        yield from (f"move {key} pauses {name}, which may not pause" for name in _not(edition, move.pauses, "pausable"))
        yield from (
            f"move {key} extends {name}, which cannot be extended"
            for name in _not(edition, move.extends, "extension_days")
        )
    paused = {name for move in procedure.moves.values() for name in move.pauses}
    resumed = {name for move in procedure.moves.values() for name in move.resumes}
    yield from (f"term {name} is paused but never resumed" for name in sorted(paused - resumed))


def _not(edition: Edition, names: Iterable[str], quality: str) -> list[str]:
    return [name for name in names if name in edition.terms and not getattr(edition.terms[name], quality)]


def _unsaid(procedure: Procedure) -> Iterator[str]:
    for key, state in procedure.states.items():
        yield from (f"state {key}: {wrong}" for wrong in _blank(state))
    for key, move in procedure.moves.items():
        yield from (f"move {key}: {wrong}" for wrong in _blank(move))
        parts: tuple[Field | Need, ...] = (*move.fields, *move.needs)
        for part in parts:
            yield from (f"move {key}, {part.key}: {wrong}" for wrong in _blank(part))


def _blank(part: Term | State | Move | Field | Need) -> Iterator[str]:
    """Texts without one of the two languages, articles without a clause."""
    kind: type = type(part)
    for name in _said(kind):
        value = getattr(part, name)
        if isinstance(value, Text) and not (value.zh.strip() and value.en.strip()):
            yield f"{name} is not said in both languages"
        if isinstance(value, Article) and not (value.law.zh and value.law.en and value.clause):
            yield f"{name} names no clause"


@cache
def _said(kind: type) -> tuple[str, ...]:
    """The fields of a part of the rules that hold a text or an article, by their annotations."""
    return tuple(field.name for field in fields(kind) if re.search(r"\b(Text|Article)\b", str(field.type)))
