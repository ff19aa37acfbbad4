"""What the rules may know of a case: gathered from the apps that own the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings

from hejie.base import together
from hejie.base.registry import Registry
from hejie.cases import access
from hejie.cases.models import Case
from hejie.people.access import Actor
from hejie.rules import clock, machine
from hejie.rules.model import Facts, Text

Provider = Callable[[Case, datetime], Mapping[str, Any]]
providers: Registry[Provider] = Registry("facts provider")


def provides_facts(function: Provider) -> Provider:
    """Register a function that returns some fields of `rules.model.Facts`; `options` of several are merged."""
    return providers.add(f"{function.__module__}.{function.__qualname__}", function)


def gather(case: Case, now: datetime) -> Facts:
    """All facts of a case at a moment. One query per provider, whatever the case holds."""
    options: dict[str, Mapping[str, Text]] = {}
    values: dict[str, Any] = {}
    for provider in providers.values():
        given = dict(provider(case, now))
        options.update(given.pop("options", {}))
        values.update(given)
    return Facts(**values, options=options)


OwnProvider = Callable[[Actor, Case, datetime], Mapping[str, Any]]
own_providers: Registry[OwnProvider] = Registry("provider of facts about whoever asks")


def provides_own_facts(function: OwnProvider) -> OwnProvider:
    """Register a function that returns fields of `rules.model.Facts` that depend on who asks."""
    return own_providers.add(f"{function.__module__}.{function.__qualname__}", function)


def gather_for(actor: Actor, case: Case, now: datetime) -> Facts:
    """The facts as they count for this actor."""
    own: dict[str, Any] = {}
    for provider in own_providers.values():
        own.update(provider(actor, case, now))
    facts = gather(case, now)
    return replace(facts, **own) if own else facts


@provides_own_facts
def powers(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    """An agent has no more power than the power of attorney gives."""
    if not case.is_represented:
        return {}
    return {
        "is_agent": access.is_agent(actor, case, now),
        "lacking_powers": access.lacking_powers(actor, case, now),
    }


class ReadLate(Mapping[str, Text]):
    """A list of options that is read when somebody who may choose looks at it, and then kept."""

    def __init__(self, read: Callable[[], Mapping[str, Text]]) -> None:
        self._read = read

    @cached_property
    def _options(self) -> Mapping[str, Text]:
        return self._read()

    def __getitem__(self, key: str) -> Text:
        return self._options[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._options)

    def __len__(self) -> int:
        return len(self._options)


def is_open(case: Case, move: str) -> bool:
    """Whether the case stands where this move begins. Providers ask, so that lists nobody can use now are not read."""
    known = machine.edition(case.edition).procedures[case.kind].moves.get(move)
    return known is not None and case.state in known.sources


@provides_facts
def facts_of_the_row(case: Case, now: datetime) -> Mapping[str, Any]:
    received = case.received_at
    return {
        "kind": case.kind,
        "received_on": clock.shanghai_date(received) if received else None,
        "by_authority": received is not None,
        "direct": case.is_direct,
        "mediator_assigned": case.mediator_id is not None,
    }


@provides_facts
def facts_of_rest(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "lapse"):
        return {}
    return {"is_at_rest": all(record.at < kept_since(now) for record in together.rows("records", case.pk))}


def kept_since(now: datetime) -> datetime:
    """What was closed or last touched before is kept no longer (`HEJIE_RETENTION_YEARS`)."""
    return now - timedelta(days=365 * settings.RETENTION_YEARS)


@provides_facts
def facts_of_the_clocks(case: Case, now: datetime) -> Mapping[str, Any]:
    running = [row for row in together.rows("deadlines", case.pk) if row.closed_at is None and not row.is_paused]
    rows = [(row.rule, row.due_on, row.is_extended) for row in running]
    return {
        "late_terms": frozenset(rule for rule, due_on, _ in rows if clock.is_late(due_on, now)),
        "waiting_terms": frozenset(rule for rule, due_on, _ in rows if not clock.is_late(due_on, now)),
        "ends_on": {rule: due_on for rule, due_on, _ in rows if not clock.is_late(due_on, now)},
        "extended": any(extended for *_, extended in rows),
    }
