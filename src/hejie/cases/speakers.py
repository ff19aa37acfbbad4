"""Writing down who speaks for or with a complainant, when the case is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from hejie.cases.models import Case, Representation
from hejie.rules.identity_papers import RESIDENT_CARD


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person beside the complainant, as a filing names them; `kind` is a key of `rules.representing.KINDS`."""

    kind: str
    name: str
    phone: str | None = None
    id_number: str | None = None
    relation: str | None = None
    powers: Sequence[str] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    document: UUID | None = None
    person_id: UUID | None = None
    id_kind: str = RESIDENT_CARD


def rows_of(case: Case, speakers: Sequence[Speaker]) -> list[Representation]:
    """Who speaks for or with the complainant of a case that is being opened, not yet written."""
    return [Representation(case=case, **{**asdict(one), "powers": list(one.powers)}) for one in speakers]
