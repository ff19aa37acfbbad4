"""What is indexed of a case, and whether a case that was found really has what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from hejie.base.text import normal_phone
from hejie.cases.models import Case, Party
from hejie.rules.model import Role
from hejie.search import tokens


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search in comparable form. `ways`: sets of tokens, one of which a case must have whole."""

    text: str
    phone: str
    ways: Sequence[Sequence[int]]


def terms_of(typed: Iterable[str]) -> list[Term]:
    """The words that can be searched for; those that are too short are left out."""
    found = (Term(tokens.comparable(term), normal_phone(term), tokens.of_term(term)) for term in typed)
    return [term for term in found if term.ways]


class Told(Protocol):
    """A case as far as it is searched."""

    @property
    def title(self) -> str: ...
    @property
    def story(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


class Named(Protocol):
    """A side of a case, as far as it is searched."""

    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Words:
    """What can be searched of one case, opened as far as it is asked for: names before the story."""

    case: Told
    sides: Sequence[Named]
    trader: Sequence[str]  # its names

    @property
    def texts(self) -> Iterator[str]:
        """Title, the names of both sides, story, goods."""
        yield self.case.title
        yield from (side.name for side in self.sides)
        yield from self.trader
        yield self.case.story
        yield str((self.case.details or {}).get("goods") or "")

    @property
    def phones(self) -> Iterator[str]:
        return (normal_phone(side.phone or "") for side in self.sides)

    @property
    def order_number(self) -> str:
        return str((self.case.details or {}).get("order_number") or "")

    def has(self, term: Term) -> bool:
        """Whether the case has this term: as a phone or its last digits, in a text, as the order number."""
        if term.phone and any(_is_phone(phone, term) for phone in self.phones if phone):
            return True
        if any(term.text in text for text in self.texts):  # as it was typed: nearly always
            return True
        if any(term.text in tokens.comparable(text) for text in self.texts):
            return True
        return term.text == tokens.comparable(self.order_number)


def _is_phone(phone: str, term: Term) -> bool:
    return phone == term.phone or (len(term.text) == tokens.LAST_DIGITS and phone.endswith(term.text))


def words_of(case: Case, parties: Iterable[Party]) -> Words:
    trader = case.trader
    return Words(case, list(parties), (trader.name, trader.short_name) if trader else ())


def word_tokens(words: Words) -> list[int]:
    found = [*tokens.of_texts(words.texts), *tokens.of_order_number(words.order_number)]
    return sorted({*found, *(token for phone in words.phones for token in tokens.of_phone(phone))})


def scope_tokens(case: Case, persons: Iterable[UUID | None]) -> list[int]:
    """Who may find it: offices up to the nation, the trader it complains of, its mediator, its sides; and when."""
    offices = case.office.path.strip("/").split("/")
    found = [tokens.of_office(office) for office in offices]
    if case.kind == "enquiry":
        found += [tokens.of_office(office, enquiries=True) for office in offices]
    if case.trader_id and case.kind == "complaint":  # Art 37: a report is secret from its respondent
        found.append(tokens.of_trader(case.trader_id))
    found += [tokens.of_person(person) for person in (*persons, case.mediator_id) if person]
    return sorted({*found, *tokens.days_of(tokens.filed_on(case.pk))})


def persons_of(parties: Iterable[Party]) -> list[UUID | None]:
    return [party.person_id for party in parties if party.side in (Role.COMPLAINANT, Role.RESPONDENT)]
