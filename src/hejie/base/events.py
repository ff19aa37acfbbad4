"""Facts published by inner apps; what follows from them is the table in `hejie.reactions`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. `name` is past tense; ids only, so that a reaction loads what it may see."""

    name: str
    case_id: UUID
    record_id: int
    at: datetime
    data: dict[str, Any]


Subscriber = Callable[[Fact], None]
_subscribers: list[Subscriber] = []


def subscribe(subscriber: Subscriber) -> None:
    """Called once at start-up by `hejie.reactions`; a second call with the same function changes nothing."""
    if subscriber not in _subscribers:
        _subscribers.append(subscriber)


def publish(fact: Fact) -> None:
    """Tell the subscribers, in the caller's transaction: if one fails, the fact did not happen."""
    for subscriber in _subscribers:
        subscriber(fact)
