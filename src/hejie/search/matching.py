"""What is indexed of a case, and whether a case that was found really has what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from hejie.base.text import normal_phone
from hejie.cases.models import Case, Party
from hejie.rules.model import Role
from hejie.search import tokens


@dataclass(frozen=True, slots=True)
class Words:
    """What can be searched of one case, in the clear; made after decrypting and never kept."""

    texts: Sequence[str]
    phones: Sequence[str]
    order_number: str

    def has(self, term: str) -> bool:
        """Whether the case has this term: in a text, as a phone or its last digits, as the order number."""
        text = tokens.comparable(term)
        if any(phone and phone == normal_phone(term) for phone in self.phones):
            return True
        if any(phone.endswith(text) for phone in self.phones if len(text) == tokens.LAST_DIGITS):
            return True
        return text == tokens.comparable(self.order_number) or any(text in tokens.comparable(t) for t in self.texts)


def words_of(case: Case, parties: Iterable[Party]) -> Words:
    """Title, goods, story, the names and phones of both sides, the order number."""
    sides = list(parties)
    details = case.details or {}
    names = [side.name for side in sides] + ([case.trader.name, case.trader.short_name] if case.trader else [])
    return Words(
        texts=[case.title, str(details.get("goods") or ""), case.story, *names],
        phones=[normal_phone(side.phone or "") for side in sides],
        order_number=str(details.get("order_number") or ""),
    )


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
