"""Forms: the rows of a script after one event as text for COPY, with a slot wherever cases differ.

Which slot a cell gets follows from the model: keys and references are renumbered, dates move with the event that wrote
them, sealed fields are sealed anew, blind indexes and hashes are worked out again. A column added tomorrow is copied.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from hejie.agreements.models import Agreement
from hejie.base.fields import HexField, SealedField
from hejie.cases.models import Case, CaseRecord, Deadline, DeadlineStep, Party, RecordContent
from hejie.cases.records import START, canonical
from hejie.oversight.models import Done
from hejie.rules.model import Role
from hejie.search.models import CaseIndex
from hejie.synth.numbers import UUID_DIGITS
from hejie.synth.scripts import CATEGORY, PROBLEM, Script, stored
from hejie.synth.templates import Dated, RecordForm, SealForm, Slot, Template

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_PIECE = re.compile(rf"({_UUID})|(\d{{4}}-\d\d-\d\d)|(?<![\d.])(\d+\.\d\d)(?!\d)")
Cell = tuple[type[models.Model], Any, str]


@dataclass(slots=True)
class Form:
    """One script after one event: text with %-slots by table, and how each slot is filled."""

    script: Script
    place: int
    tags: Mapping[Cell, int]
    known: Mapping[str, Slot]  # what stands for somebody: ids and names of the people played
    text: dict[str, Template] = field(default_factory=dict)
    dates: dict[Slot, Dated] = field(default_factory=dict)
    moments: dict[Slot, Dated] = field(default_factory=dict)
    times: dict[int, Slot] = field(default_factory=dict)
    dues: dict[Slot, tuple[int, int]] = field(default_factory=dict)
    amounts: dict[Slot, str] = field(default_factory=dict)  # the sum as played
    uuids: dict[Slot, int] = field(default_factory=dict)  # slot -> event of the row
    numbers: dict[Slot, str] = field(default_factory=dict)  # slot -> table
    secrets: dict[Slot, int] = field(default_factory=dict)  # slot -> characters
    records: list[RecordForm] = field(default_factory=list)
    seals: list[SealForm] = field(default_factory=list)
    bodies: dict[Slot, Template] = field(default_factory=dict)
    cases: list[Mapping[str, Any]] = field(default_factory=list)
    case_slots: list[Slot] = field(default_factory=list)
    persons: list[list[Slot]] = field(default_factory=list)  # of each case: its sides with an account, its mediator
    offices: list[Slot] = field(default_factory=list)  # of each case
    is_named: bool = True
    kind: str = ""
    chance: int = 0  # random bytes that keys and secrets of one case take
    _own: dict[str, Slot] = field(default_factory=dict)  # keys and hashes of the played rows
    _keys: dict[tuple[type[models.Model], Any], Slot] = field(default_factory=dict)

    def build(self) -> Form:
        rows = self.script.events[self.place].rows
        for number, (model, pk) in enumerate(rows):
            self._renumber(model, pk, f"k{number}")
        found = [row for (model, _), row in rows.items() if model is Case]
        self.cases = sorted(found, key=lambda row: str(row["id"]))
        self.case_slots = [self._keys[Case, row["id"]] for row in self.cases]
        self.persons = [[self.known[str(one)] for one in _persons(rows, case)] for case in self.cases]
        self.offices = [self.known[str(case["office_id"])] for case in self.cases]
        self.is_named, self.kind = _is_named(rows), self.cases[0]["kind"]
        for number, case in enumerate(self.cases):
            self._own[case["ref"]] = f"ref{number}"
            self._own[case["head"]] = f"h{number}_{case['seq']}"
        for (model, _), row in rows.items():
            if model is CaseRecord:
                self._own[row["hash"]] = f"h{self._case(row['case_id'])}_{row['seq']}"
            if model is Agreement:
                self._agreement(row)
        self._chains(rows)
        lines: dict[str, str] = {}
        for (model, pk), row in rows.items():
            lines[model._meta.db_table] = lines.get(model._meta.db_table, "") + self._row(model, pk, row)
        self.text = {table: Template(text) for table, text in lines.items()}
        self.chance = (UUID_DIGITS * len(self.uuids) + sum(self.secrets.values()) + 1) // 2
        return self

    def _renumber(self, model: type[models.Model], pk: Any, slot: Slot) -> None:
        """A new key for a row; one whose key is another row's takes that one's."""
        one = model._meta.pk
        if isinstance(one, models.ForeignKey):
            return
        self._keys[model, pk] = slot
        if isinstance(pk, UUID):
            self._own[str(pk)] = slot
            self.uuids[slot] = min(tag for (m, k, _), tag in self.tags.items() if m is model and k == pk)
        else:
            self.numbers[slot] = model._meta.db_table

    def _case(self, case_id: UUID) -> int:
        return next(number for number, case in enumerate(self.cases) if case["id"] == case_id)

    def _agreement(self, row: Mapping[str, Any]) -> None:
        """The hash that signers sign, see `agreements.text.body_hash`."""
        slot = f"body{len(self.bodies)}"
        case = next(case for case in self.cases if case["id"] == row["case_id"])
        body = {"agreement": str(row["id"]), "case": case["ref"], "kind": row["kind"]}
        body |= {"terms": row["terms"], "clauses": row["clauses"]}
        self._own[row["body_sha256"]] = slot
        self.bodies[slot] = Template(self._words(canonical(body).decode(), self.tags[Agreement, row["id"], "terms"]))

    def _chains(self, rows: Mapping[Any, Mapping[str, Any]]) -> None:
        contents = {row["record_id"]: row for (model, _), row in rows.items() if model is RecordContent}
        links = [row for (model, _), row in rows.items() if model is CaseRecord]
        for row in sorted(links, key=lambda row: (str(row["case_id"]), row["seq"])):
            number, content = self._case(row["case_id"]), contents.get(row["id"])
            hash_slot, tag = self._own[row["hash"]], self.tags[CaseRecord, row["id"], "at"]
            covered = {name: row[name] for name in ("seq", "fact", "source", "target", "role", "visible_to", "data")}
            covered |= {"ref": self.cases[number]["ref"], "person": row["person_id"] and str(row["person_id"])}
            covered |= {"prev": row["prev"], "at": "@at@", "content_digest": (content and "@digest@") or ""}
            text = self._words(canonical(covered).decode(), tag)
            text = text.replace("@at@", f"%({self._time(tag)})s").replace("@digest@", f"%(g{hash_slot})s")
            body = Template(self._words(canonical(content["body"]).decode(), tag)) if content else None
            row_slot = self._keys[RecordContent, content["id"]] if content else ""
            self.records.append(RecordForm(number, hash_slot, Template(text), body, row_slot))

    def _row(self, model: type[models.Model], pk: Any, row: Mapping[str, Any]) -> str:
        return "\t".join(self._cell(model, pk, one, row[str(one.attname)]) for one in stored(model)) + "\n"

    def _cell(self, model: type[models.Model], pk: Any, one: models.Field[Any, Any], value: Any) -> str:
        written = self._written(model, pk, one, value)
        return rf"\\x{written}" if isinstance(one, HexField) else written

    def _written(self, model: type[models.Model], pk: Any, one: models.Field[Any, Any], value: Any) -> str:
        special = self._special(model, pk, str(one.attname), value)
        if special is not None:
            return special
        if value is None:
            return r"\N"
        tag = self.tags[model, pk, str(one.attname)]
        if isinstance(one, SealedField):
            return self._sealed(model, pk, one, value, tag)
        if isinstance(one, models.ForeignKey) and (one.related_model, value) in self._keys:
            return f"%({self._keys[one.related_model, value]})s"
        if one.primary_key and (model, value) in self._keys:
            return f"%({self._keys[model, value]})s"
        return self._plain(one, value, tag)

    def _special(self, model: type[models.Model], pk: Any, column: str, value: Any) -> str | None:
        """Cells whose value follows from others."""
        if model is RecordContent:
            slot = self._content_slot(pk)
            return {"salt": f"%(s{slot})s", "body": f"%(b{slot})s"}.get(column)
        if model is CaseRecord and column == "content_digest" and value:
            record = self.script.events[self.place].rows[model, pk]
            return f"%(g{self._own[record['hash']]})s"
        if model is Deadline and column in ("due_on", "is_provisional"):
            return self._due(pk, column)
        if model in (DeadlineStep, Done) and column == "due_on":
            return self._due(self.script.events[self.place].rows[model, pk]["deadline_id"], column)
        if model is CaseIndex and column in ("words", "scope"):
            return f"%({column}{self._case(pk)})s"
        return self._of_case(pk, column, value) if model is Case else None

    def _content_slot(self, pk: Any) -> Slot:
        record = self.script.events[self.place].rows[RecordContent, pk]["record_id"]
        return self._own[self.script.events[self.place].rows[CaseRecord, record]["hash"]]

    def _of_case(self, pk: Any, column: str, value: Any) -> str | None:
        if column == "title":
            return "%(title)s"
        if column == "category" and value == CATEGORY:
            return "%(category)s"
        if column == "problem" and value == PROBLEM:
            return "%(problem)s"
        if column in ("next_due_on", "next_due_rule"):
            return f"%({column}{self._case(pk)})s"
        return None

    def _due(self, pk: int, column: str) -> str:
        slot = f"{column}_{pk}"
        self.dues[slot] = (pk, 0 if column == "due_on" else 1)
        return f"%({slot})s"

    def _sealed(self, model: type[models.Model], pk: Any, one: SealedField[Any, Any], value: Any, tag: int) -> str:
        slot = f"z{len(self.seals)}"
        plain = self._words(one.to_plain(value).decode(), tag)
        place = f"{model._meta.db_table}:{one.column}:"
        self.seals.append(SealForm(slot, place, self._keys[model, pk], Template(plain)))
        return f"%({slot})s"

    def _plain(self, one: models.Field[Any, Any], value: Any, tag: int) -> str:
        if isinstance(value, date):
            return self._moved(value, tag)
        if isinstance(value, bool):
            return "t" if value else "f"
        if isinstance(value, bytes | memoryview):
            held = bytes(value).hex()
            return f"%({self.known[held]})s" if held in self.known else rf"\\x{held}"
        if str(value) not in self.known and str(value) not in self._own and self._is_own_secret(one, value):
            return self._secret(value, tag)
        return self._words(_as_text(one, value), tag).replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")

    def _moved(self, value: date, tag: int) -> str:
        """A date or a moment; the moment of an event has a slot of its own."""
        if isinstance(value, datetime):
            is_event = value == self.script.events[tag].at
            return f"%({self._time(tag)})s" if is_event else self._slot(self.moments, "w", Dated(value, tag))
        return self._slot(self.dates, "d", Dated(value, tag))

    def _is_own_secret(self, one: models.Field[Any, Any], value: Any) -> bool:
        """A number or hash that stands for itself and is nobody else's: a code given back, the hash of a link."""
        return isinstance(one, models.UUIDField) or (_is_unique(one) and isinstance(value, str))

    def _secret(self, value: UUID | str, tag: int) -> str:
        if isinstance(value, UUID):
            self.uuids[f"u{value.hex}"] = tag
            return f"%(u{value.hex})s"
        slot = f"x{len(self.secrets)}"
        self.secrets[slot] = len(value)
        return f"%({slot})s"

    def _time(self, tag: int) -> Slot:
        return self.times.setdefault(tag, f"t{tag}")

    def _slot(self, kept: dict[Slot, Dated], mark: str, dated: Dated) -> str:
        slot = next((slot for slot, one in kept.items() if one == dated), f"{mark}{len(kept)}")
        kept[slot] = dated
        return f"%({slot})s"

    def _words(self, text: str, tag: int) -> str:
        """A text with slots for ids, hashes, numbers, names, words, dates and sums."""
        if text in self._own:
            return f"%({self._own[text]})s"
        pieces = _PIECE.split(text.replace("%", "%%"))
        text = "".join(self._piece(place % 4, piece, tag) for place, piece in enumerate(pieces) if piece)
        for said, slot in self._longest_first():
            if said in text:
                text = text.replace(said, f"%({slot})s")
        return text.replace(f'"problem":"{PROBLEM}"', '"problem":"%(problem)s"')

    def _longest_first(self) -> list[tuple[str, Slot]]:
        said = {**self._own, **self.known}
        return sorted(((one, slot) for one, slot in said.items() if one and one != START), key=lambda one: -len(one[0]))

    def _piece(self, kind: int, piece: str, tag: int) -> str:
        """0 other text, 1 an id, 2 a date, 3 a sum of money."""
        if kind == 2:  # noqa: PLR2004
            return self._slot(self.dates, "d", Dated(date.fromisoformat(piece), tag))
        if kind == 3:  # noqa: PLR2004
            slot = next((slot for slot, one in self.amounts.items() if one == piece), f"m{len(self.amounts)}")
            self.amounts[slot] = piece
            return f"%({slot})s"
        if kind == 1 and piece not in self._own and piece not in self.known:
            raise ValueError(f"{self.script.name}: {piece} is nobody the script knows")
        return piece


def _is_unique(one: models.Field[Any, Any]) -> bool:
    return one.unique or any(
        isinstance(rule, models.UniqueConstraint) and rule.fields == (one.name,) for rule in one.model._meta.constraints
    )


def _as_text(one: models.Field[Any, Any], value: Any) -> str:
    if isinstance(one, models.JSONField):
        return canonical(value).decode()
    if isinstance(value, list):
        return json.dumps(value).replace("[", "{").replace("]", "}")
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def _is_named(rows: Mapping[Any, Mapping[str, Any]]) -> bool:
    """Whether the complainant gave a name; a report may be anonymous."""
    return any(row["name"] for (model, _), row in rows.items() if model is Party and row["side"] == Role.COMPLAINANT)


def _persons(rows: Mapping[Any, Mapping[str, Any]], case: Mapping[str, Any]) -> list[Any]:
    """Ids, as played, of the sides of a case that have an account, and of its mediator."""
    sides = [row for (model, _), row in rows.items() if model is Party and row["case_id"] == case["id"]]
    found = [row["person_id"] for row in sides if row["side"] in (Role.COMPLAINANT, Role.RESPONDENT)]
    return [one for one in (*found, case["mediator_id"]) if one]
