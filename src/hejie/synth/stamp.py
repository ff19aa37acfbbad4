"""Stamping cases: one form, filled in for one person, trader, matter and hour. Needs no database."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256

from hejie.base.crypto import NONCE_BYTES
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.synth.forms import Form
from hejie.synth.indexed import Tokens, array
from hejie.synth.numbers import UUID_DIGITS, Numbers, uuid_head, uuid_tail
from hejie.synth.people import Consumer, Shop, slots_of
from hejie.synth.scripts import AMOUNT
from hejie.synth.sealing import Sealer
from hejie.synth.timeline import Timeline
from hejie.synth.words import Matter, title

SPREAD = 55 * 60  # seconds by which an hour is moved; people act from nine to five, so the day stays the same
SALT_BYTES = 16  # as `records.new_salt`
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """A form on a timeline. `fixed`: slots that are the same for every case of that day; `moved`: those of events that
    people brought about, with their moments; `ticks`: microseconds of every event since 1970, and whether they move."""

    form: Form
    fixed: Mapping[str, str]
    moved: Sequence[tuple[str, datetime]]
    ticks: Mapping[int, tuple[int, bool]]
    days: Sequence[date]  # on which each case was filed
    month: str


def plan_of(form: Form, line: Timeline) -> Plan:
    """What can be known of a case before anybody is named."""
    events = form.script.events
    swept = {slot: _stamp(line.at[tag]) for tag, slot in form.times.items() if events[tag].is_swept}
    return Plan(
        form=form,
        fixed={**fixed_slots(form, line), **swept},
        moved=[(slot, line.at[tag].astimezone(UTC)) for tag, slot in form.times.items() if slot not in swept],
        ticks={
            tag: (_ticks(line.at[tag]), tag in form.times and not events[tag].is_swept)
            for tag in set(form.uuids.values())
        },
        days=[shanghai_date(line.at[form.uuids[slot]]) for slot in form.case_slots],
        month=f"{line.at[0].astimezone(SHANGHAI):%y%m}",
    )


class Stamper:
    """Fills forms in. `out`: text for COPY by table. `paths`: ids of offices from the nation down, by office."""

    def __init__(self, rng: random.Random, numbers: Numbers, paths: Mapping[str, Sequence[str]]) -> None:
        self.rng, self.numbers = rng, numbers
        self.out: dict[str, list[str]] = {}
        self.made = 0
        self._sealer = Sealer()
        self._tokens = Tokens(self._sealer.index_key, paths)

    def stamp(self, plan: Plan, who: Consumer, shop: Shop, matter: Matter) -> None:
        """One case (or the two of a repeated report), with everything that belongs to it."""
        form = plan.form
        values = {**plan.fixed, **shop_slots(shop)}
        self._people(form, values, who, matter)
        self._number(plan, values)
        for slot, body in form.bodies.items():
            values[slot] = sha256(body.fill(values).encode()).hexdigest()
        self._chain(form, values)
        self._seal(form, values)
        self._index(plan, values, who, shop, matter)
        out = self.out
        for table, text in form.text.items():
            out[table].append(text.fill(values)) if table in out else out.setdefault(table, [text.fill(values)])
        self.made += len(form.cases)

    def _people(self, form: Form, values: dict[str, str], who: Consumer, matter: Matter) -> None:
        values.update(
            consumer=who.id, name=who.name, phone=who.phone, phone_index=who.phone_index, id_number=who.id_number,
            address=who.address, title=title(form.kind, matter), category=matter.category, problem=matter.problem,
            goods=matter.goods, story=matter.story, order=f"NO-{int(self.rng.random() * 10**12):012d}",
        )  # fmt: skip
        for slot, played in form.amounts.items():
            values[slot] = _part(played, matter)

    def _number(self, plan: Plan, values: dict[str, str]) -> None:
        """Hours, keys, case numbers and secrets of one case."""
        form = plan.form
        moved = int((self.rng.random() * 2 - 1) * SPREAD * 1_000_000)
        later = timedelta(microseconds=moved)
        for slot, at in plan.moved:
            values[slot] = _written(at + later)
        drawn, place = os.urandom(form.chance).hex(), 0
        heads = {
            tag: uuid_head((ticks + moved if moves else ticks) // 1000) for tag, (ticks, moves) in plan.ticks.items()
        }
        for slot, tag in form.uuids.items():
            values[slot] = heads[tag] + uuid_tail(drawn, place)
            place += UUID_DIGITS
        for slot, length in form.secrets.items():
            values[slot] = drawn[place : place + length]
            place += length
        for slot, table in form.numbers.items():
            values[slot] = str(self.numbers.row(table))
        for number, _ in enumerate(form.cases):
            values[f"ref{number}"] = self.numbers.case(plan.month)

    def _chain(self, form: Form, values: dict[str, str]) -> None:
        for record in form.records:
            if record.content is not None:
                plain, drawn = record.content.fill(values).encode(), os.urandom(SALT_BYTES + NONCE_BYTES)
                salt = drawn[:SALT_BYTES]
                values[f"s{record.hash}"] = salt.hex()
                values[f"g{record.hash}"] = sha256(salt + plain).hexdigest()
                place = f"cases_recordcontent:body:{values[record.row]}"
                values[f"b{record.hash}"] = self._sealer.seal(plain, place, drawn[SALT_BYTES:])
            values[record.hash] = sha256(record.covered.fill(values).encode()).hexdigest()

    def _seal(self, form: Form, values: dict[str, str]) -> None:
        nonces, place = os.urandom(NONCE_BYTES * len(form.seals)), 0
        for seal in form.seals:
            nonce = nonces[place : place + NONCE_BYTES]
            place += NONCE_BYTES
            values[seal.slot] = self._sealer.seal(
                seal.plain.fill(values).encode(), seal.place + values[seal.row], nonce
            )

    def _index(self, plan: Plan, values: dict[str, str], who: Consumer, shop: Shop, matter: Matter) -> None:
        """Tokens as `search.matching` takes them from the rows."""
        tokens, form = self._tokens, plan.form
        for number, case in enumerate(form.cases):
            kind = case["kind"]
            found = tokens.of_matter(kind, matter).union(
                tokens.of_phone(who),
                tokens.of_name(who) if form.is_named else (),
                tokens.of_shop(shop) if case["trader_id"] else (),
                (tokens.of_order(values["order"]),) if kind == "complaint" else (),
            )
            values[f"words{number}"] = array(found)
            values[f"scope{number}"] = array(self._scope(plan, number, values))

    def _scope(self, plan: Plan, number: int, values: Mapping[str, str]) -> set[int]:
        form, tokens = plan.form, self._tokens
        kind, office = form.cases[number]["kind"], values[form.offices[number]]
        found = {*tokens.of_office(office, enquiries=kind == "enquiry"), *tokens.of_day(plan.days[number])}
        if kind == "complaint" and form.cases[number]["trader_id"]:
            found.add(tokens.of_id("trader", values["trader"]))
        found.update([tokens.of_id("person", values[slot]) for slot in form.persons[number]])
        return found


def fixed_slots(form: Form, line: Timeline) -> Mapping[str, str]:
    """Dates and due dates of a form on a timeline: the same for every case of that day."""
    found = {slot: line.day(one.value, one.tag).isoformat() for slot, one in form.dates.items()}
    found |= {
        slot: _stamp(line.moment(one.value, one.tag))
        for slot, one in form.moments.items()
        if isinstance(one.value, datetime)
    }
    for slot, (pk, part) in form.dues.items():
        due_on, provisional = line.due[form.place][pk]
        found[slot] = due_on.isoformat() if part == 0 else "ft"[provisional]
    next_due = line.next_due(form.script, form.place)
    for number, case in enumerate(form.cases):
        found[f"next_due_on{number}"], found[f"next_due_rule{number}"] = next_due.get(case["id"], (r"\N", ""))
    return found


@cache
def shop_slots(shop: Shop) -> Mapping[str, str]:
    return slots_of(shop)


def _stamp(at: datetime) -> str:
    return _written(at.astimezone(UTC))


def _written(at: datetime) -> str:
    """A moment in UTC as `records.stamp` writes it."""
    return at.isoformat(timespec="microseconds")[:-6] + "Z"


def _ticks(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


@cache
def _part(played: str, matter: Matter) -> str:
    """A sum of the script, as large a part of this matter's sum as it was."""
    return f"{Decimal(played) * (matter.amount / Decimal(AMOUNT)):.2f}"
