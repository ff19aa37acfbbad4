"""One edition of the law as a whole: its procedures, and the periods of time it sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hejie.rules.model import Article, Move, Role, State, Text, Unit


@dataclass(frozen=True, slots=True)
class Term:
    """A period of time the law or a promise sets.

    `of` is whose duty it is; `consequence` is what the reader is told happens when it passes;
    `on_expiry` names the SYSTEM move the timer makes then, if the procedure has one. `dated_by` names the input of
    the starting move that sets the last day itself (a date in a notice); `days` counts where that input is empty.
    """

    key: str
    label: Text
    days: int
    unit: Unit
    article: Article
    of: Role
    start_event: Text
    consequence: Text
    pausable: bool = False
    extension_days: int = 0
    on_expiry: str = ""
    dated_by: str = ""
    is_internal: bool = False  # a duty between the offices: the sides do not see it
    is_voluntary: bool = False  # a chance that passes, nobody's duty: no list counts it as due
    promised_by: str = ""  # key of the office setting with the days, where no law sets them and `days` is a default


@dataclass(frozen=True, slots=True)
class Procedure:
    """One machine: complaint, report or enquiry under one edition of the law."""

    key: str
    label: Text
    initial: Mapping[str, str]  # how it may begin: opening key ("direct", "authority") -> state
    opening_terms: Mapping[str, tuple[str, ...]]  # opening key -> terms that start with it
    states: Mapping[str, State]
    moves: Mapping[str, Move]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the rules with all its machines and terms. The date of receipt picks it."""

    key: str
    label: Text
    valid_from: date
    procedures: Mapping[str, Procedure]
    terms: Mapping[str, Term]
