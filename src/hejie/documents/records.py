"""Values a paper is made of. Plain and frozen; callers build them, `render` and `actions` read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a paper. `seal_code` leads its numbers (云青市监) and names its number series."""

    name: str
    seal_code: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How one person signed: a code sent to the phone was given back, and a signature drawn by hand.

    `by` is "code", or "proof" where they signed in again a moment before instead.

    role is the place on the sheet: "complainant", "respondent" or "mediator". name is masked (林**), because it is
    written into the signature of the file. challenge is the id of the code's challenge. png may be empty. digest is the
    SHA-256 of the drawing as it came; `issue_paper` fills it in.
    """

    role: str
    name: str
    at: datetime
    challenge: str
    png: bytes = b""
    digest: str = ""
    by: str = "code"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed. Equal sheets print to equal bytes.

    number and code are empty on a draft. sample prints 样章 into the seal: a demonstration must not look official.
    """

    kind: str
    data: Mapping[str, Any]
    office: Office
    issued_on: date
    number: str = ""
    code: str = ""
    url: str = ""
    seal: bool = False
    sample: bool = False
    drawings: tuple[Drawing, ...] = ()

    @property
    def is_draft(self) -> bool:
        return not self.number
