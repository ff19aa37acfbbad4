"""What a field leaves open in this case: its choices, and the dates it may name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hejie.rules import values
from hejie.rules.model import Facts, Field, Kind, Role, Text

CHOSEN = (Kind.REFERENCE, Kind.CHOICE, Kind.CHOICES)  # from a list; of CHOICES `minimum` says at least how many


def choices(field: Field, facts: Facts) -> Mapping[str, Text]:
    """The choices of a field that this case leaves open: its own, or those of `Facts.options`.

    A list named `promises:complainant` comes before `promises` when the complainant acts.
    """
    if field.options:
        own = facts.options.get(f"{field.options}:{facts.acting}") if facts.acting else None
        return facts.options.get(field.options, {}) if own is None else own
    return {key: label for key, label in field.choices.items() if field.allows is None or field.allows(facts, key)}


def files(field: Field, facts: Facts) -> Mapping[str, Text] | None:
    """The files an EVIDENCE field may name, the acting role's own list first; None where the case does not say."""
    name = field.options or "evidence"
    own = facts.options.get(f"{name}:{facts.acting}") if facts.acting else None
    return facts.options.get(name) if own is None else own


def is_listed(field: Field, facts: Facts) -> bool:
    """Whether the case says at all which values this field may have."""
    return field.options in facts.options or f"{field.options}:{facts.acting}" in facts.options


def answerable(field: Field, facts: Facts) -> bool:
    """Whether a required field can be filled at all, as far as is known before lists are read that are read late."""
    return field.is_read_late or fillable(field, facts)


def fillable(field: Field, facts: Facts) -> bool:
    """Whether there is something to choose where something must be chosen. Reads the field's list."""
    if not field.required:
        return True
    if field.kind is Kind.EVIDENCE:
        return (facts.sends_files and field.takes_new) or files(field, facts) is None or bool(files(field, facts))
    return field.kind not in CHOSEN or len(choices(field, facts)) >= max(1, field.minimum)


def money_bounds(field: Field, facts: Facts) -> tuple[int, int]:
    """Least and most yuan of a MONEY; 0 where it only has to be above zero."""
    return field.bounds(facts) if field.bounds else (field.minimum, values.MOST_MONEY)


def window(field: Field, facts: Facts, today: date | None) -> tuple[date, date]:
    """The first and last day a DATE may name."""
    if field.future:
        return _ahead(field, facts, today)
    first = facts.received_on if field.since_receipt and facts.received_on else values.FIRST_DAY
    return (first, today if field.past and today else values.LAST_DAY)


def _ahead(field: Field, facts: Facts, today: date | None) -> tuple[date, date]:
    """A period that ends before the first day that may be named leaves that day: somebody has to be told one."""
    first, last = values.from_today(today)
    if facts.acting is Role.SYSTEM:
        return first, last
    first += timedelta(days=bool(field.from_tomorrow and today))
    return first, max(first, min(last, facts.ends_on.get(field.within, last)))
