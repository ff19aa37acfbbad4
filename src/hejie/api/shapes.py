"""What goes over the wire. Money is a string in yuan, days are ISO dates, moments ISO with offset.

No ninja.Schema: that one wraps every value, to read attributes of rows, and checks a strict body twice.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, RootModel

from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.filing import LONGEST_NAME, LONGEST_NUMBER
from hejie.rules.identity_papers import KINDS as IDENTITY_PAPERS
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.remedies import json_schema_terms


class Companion(BaseModel):
    """One more complainant of a joint complaint (Order 121 Art 12)."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern="^[^\\s,，、]+( [^\\s,，、]+)*$", max_length=LONGEST_NAME)
    phone: str = Field(pattern="^[0-9+]{5,20}$")
    id_kind: str = Field(RESIDENT_CARD, json_schema_extra={"enum": list(IDENTITY_PAPERS)})
    id_number: str = Field("", pattern="^[^,，、\\r\\n]*$", max_length=LONGEST_NUMBER)


class Filing(BaseModel):
    """A filing. Needed fields depend on `kind`; every missing one is named in the answer (422)."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["complaint", "report", "enquiry"]
    how: Literal["direct", "authority"] = "authority"
    trader_id: UUID | None = Field(None, description="id from GET /traders; otherwise give trader_name and region_code")
    region_code: str = Field(
        "", pattern="^[0-9]{0,12}$", description="GB/T 2260 code of the trader's county, when trader_id is not known"
    )
    trader_name: str | None = None
    trader_address: str | None = None
    category: str = Field(json_schema_extra={"enum": list(CATEGORIES)})
    problem: str | None = Field(None, json_schema_extra={"enum": [*PROBLEMS, None]})
    goods: str | None = None
    story: str
    happened_on: str | None = Field(None, description="ISO date, not in the future")
    amount: str | None = Field(None, description="yuan, e.g. 1299.00")
    order_number: str | None = None
    wanted: list[dict[str, Any]] | None = Field(None, json_schema_extra=json_schema_terms())
    name: str | None = None
    id_kind: str | None = Field(
        None,
        json_schema_extra={"enum": [*IDENTITY_PAPERS, None]},
        description="of id_number; resident_card if left out",
    )
    id_number: str | None = None
    address: str | None = None
    phone: str | None = Field(
        None, max_length=30, description="of the person a partner files for; the token's own person is left out then"
    )
    draft: UUID | None = Field(None, description="from POST /filing/files: its files are laid before the case")
    guardian_name: str | None = None
    guardian_relation: str | None = None
    guardian_phone: str | None = None
    agent_name: str | None = None
    agent_id_kind: str | None = Field(
        None, json_schema_extra={"enum": [*IDENTITY_PAPERS, None]}, description="resident_card if left out"
    )
    agent_id_number: str | None = None
    agent_phone: str | None = None
    agent_powers: list[Literal["settle", "withdraw"]] | None = None
    agent_until: str | None = Field(None, description="ISO date, last day of the power of attorney")
    others: list[Companion] | None = Field(
        None, max_length=49, description="others of a joint complaint; the first is the second representative"
    )
    may_publish: bool | None = None
    may_delegate: bool | None = None


class MoveInputs(RootModel[dict[str, Any]]):
    """What the schema of the move asks for, as `moves` of the case shows it; `{}` where it asks for nothing."""


class DeadlineOut(BaseModel):
    rule: str
    label: str
    of: str
    started_on: date
    due_on: date
    state: str = Field(json_schema_extra={"enum": ["ok", "soon", "today", "over", "paused", "done"]})
    working_days_left: int
    is_provisional: bool
    article: str
    consequence: str
    closed_as: str


class MoveOut(BaseModel):
    """A move open to the caller now. `inputs` is a JSON schema: what satisfies it is accepted.

    But for what no schema can say: somebody was faster, a code was sent a moment ago, an identity number's check digit.
    """

    move: str
    label: str
    article: str
    warning: str | None
    inputs: dict[str, Any]


class FirstContactOut(BaseModel):
    """The clock of the first word to whoever filed, of the office that has the case. `owner` goes on with it for good.

    `minutes` on the clock until it was made, or until now. `made_at` is empty while nobody has spoken.
    """

    owner: str | None
    since: datetime
    minutes: int
    due_at: datetime
    made_at: datetime | None


class TransferOut(BaseModel):
    """One way of the case from an office to another, in the words of the move and of whoever made it."""

    at: datetime
    label: str
    article: str
    from_office: str
    to_office: str
    why: str


class AmongOfficesOut(BaseModel):
    """What the offices keep between themselves."""

    first_contact: FirstContactOut | None
    transfers: list[TransferOut]


class CaseOut(BaseModel):
    ref: str
    kind: str
    edition: str
    title: str
    state: str
    state_label: str
    next_step: str
    whose_turn: str | None
    is_my_turn: bool
    is_final: bool
    roles: list[str]
    amount: str | None
    office: str
    trader: str | None
    filed_at: datetime
    received_at: datetime | None
    deadlines: list[DeadlineOut]
    moves: list[MoveOut]
    among_offices: AmongOfficesOut | None = Field(None, description="for the offices alone; null for everybody else")


class CaseLineOut(BaseModel):
    ref: str
    kind: str
    title: str
    state: str
    state_label: str
    amount: str
    trader: str
    next_due_on: date | None
    due_state: str
    filed_at: datetime


class CaseListOut(BaseModel):
    """`next` goes back as `after`; empty at the end."""

    items: list[CaseLineOut]
    next: str


class RecordOut(BaseModel):
    seq: int
    at: datetime
    fact: str
    role: str
    source: str
    target: str
    data: dict[str, Any]
    content: dict[str, Any]
    hash: str


class RecordListOut(BaseModel):
    items: list[RecordOut]
    next: str


class RecordMade(BaseModel):
    seq: int
    at: datetime
    fact: str
    state: str
    hash: str


class ProblemField(BaseModel):
    field: str
    detail: str


class ProblemOut(BaseModel):
    """problem+json"""

    type: str
    title: str
    status: int
    code: str
    article: str | None = None
    problems: list[ProblemField] = Field(default_factory=list)
