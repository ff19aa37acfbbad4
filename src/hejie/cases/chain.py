"""Adding links to a case's chain of records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.base.written import write, write_later
from hejie.cases import records
from hejie.cases.models import Case, CaseRecord, RecordContent
from hejie.people.access import Actor
from hejie.rules.model import Decision, Kind, Role

# Inputs that hold no words of a person: they may stand in the open part of a record.
PUBLIC_KINDS = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.MONEY, Kind.DATE, Kind.INTEGER, Kind.YES, Kind.REFERENCE})
FORGOTTEN_KINDS = frozenset({Kind.CODE, Kind.DRAWING})  # a code is kept nowhere, a drawing by agreements


def split_inputs(decision: Decision) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a move's inputs may stand in the open, and what is sealed. Codes and secrets are kept nowhere here."""
    kinds = {field.key: field.kind for field in decision.move.fields if not field.secret}
    data: dict[str, Any] = {"move": decision.move.key}
    content: dict[str, Any] = {}
    for key, value in decision.inputs.items():
        if value in (None, "", []) or kinds.get(key, Kind.CODE) in FORGOTTEN_KINDS:
            continue
        (data if kinds[key] in PUBLIC_KINDS else content)[key] = value
    return data, content


def append_record(*, case: Case, **told: Any) -> CaseRecord:
    """Add one link to the chain: `next_record`, written. The row must be locked; the caller saves it (seq and head).

    In a move it waits for what the move changes: its number was read ahead, so that rows can point to it.
    """
    record = next_record(case=case, **told)
    rows = with_content(record)
    record.pk = together.next_number(CaseRecord, case.pk)
    (write_later if record.pk else write)(*rows)
    together.add("records", case.pk, [record])
    return record


def next_record(
    *,
    case: Case,
    fact: str,
    source: str,
    actor: Actor,
    role: Role,
    now: datetime,
    data: Mapping[str, Any],
    content: Mapping[str, Any],
    key: str | None = None,
    visible_to: str = "all",
) -> CaseRecord:
    """The next link of the chain, not written yet; the case goes on from it (seq and head)."""
    salt = records.new_salt()
    values: dict[str, Any] = {
        "seq": case.seq + 1,
        "fact": fact,
        "source": source,
        "target": case.state,
        "role": str(role),
        "visible_to": visible_to,
        "data": dict(data),
        "content_digest": records.content_digest(salt, content) if content else "",
        "prev": case.head or records.START,
    }
    person = str(actor.person_id) if actor.person_id else None
    digest = records.record_hash({**values, "ref": case.ref, "at": records.stamp(now), "person": person})
    record = CaseRecord(case=case, at=now, person_id=actor.person_id, hash=digest, key=key, **values)
    if content:
        RecordContent(record=record, salt=salt, body=dict(content))  # which the record knows from now on
    case.seq, case.head = record.seq, digest
    return record


def with_content(record: CaseRecord) -> list[CaseRecord | RecordContent]:
    """A new record, and the words that belong to it, if any."""
    return [record, record.content] if hasattr(record, "content") else [record]


def own_key(actor: Actor, key: str | None) -> str | None:
    """A client's key counts for that actor alone: nobody can guess another's answer out of the system."""
    if not key:
        return None
    by_link = actor.link and (actor.link.representation_id or actor.link.side)
    who = actor.person_id or by_link or "system"
    return records.content_digest("00", {"who": str(who), "key": key})
