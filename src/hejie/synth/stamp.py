"""Stamping cases: one form, filled in for one person, trader, matter and hour. Needs no database."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from stdnum import luhn

from hejie.base import keys
from hejie.base.crypto import head
from hejie.rules.clock import SHANGHAI
from hejie.rules.filing import title_of
from hejie.search import tokens
from hejie.synth.forms import Form, sides_of
from hejie.synth.people import Consumer, Shop, slots_of
from hejie.synth.scripts import AMOUNT
from hejie.synth.timeline import Timeline
from hejie.synth.words import Matter

SPREAD = 55 * 60  # seconds by which an hour is moved; people act from nine to five, so the day stays the same
NUMBERS = 10_000_000  # case numbers a month
STRIDE = 7_919_903  # prime to that, so that counting on gives every number once


@dataclass(slots=True)
class Numbers:
    """Row numbers and case numbers that no other process gives: each takes every n-th."""

    step: int
    next_row: dict[str, int]
    next_case: dict[str, int] = field(default_factory=dict)
    first: int = 0

    def row(self, table: str) -> int:
        number = self.next_row[table]
        self.next_row[table] = number + self.step
        return number

    def case(self, month: str) -> str:
        """As `base.ids.case_number`: year, month, seven digits, check digit."""
        count = self.next_case.get(month, self.first)
        self.next_case[month] = count + self.step
        body = f"{month}{count * STRIDE % NUMBERS:07d}"
        return body + luhn.calc_check_digit(body)


@dataclass(frozen=True, slots=True)
class Plan:
    """A form on a timeline, with the slots that are the same for every case of that day."""

    form: Form
    line: Timeline
    fixed: Mapping[str, str]


class Stamper:
    """Fills forms in. `out`: text for COPY by table. `paths`: ids of offices from the nation down, by office."""

    def __init__(self, rng: random.Random, numbers: Numbers, paths: Mapping[str, Sequence[str]]) -> None:
        self.rng, self.numbers, self.paths = rng, numbers, paths
        self.out: dict[str, list[str]] = {}
        self.made = 0
        ring = keys.ring()
        self._head = head(ring.current)
        self._cipher = AESGCM(ring.data[ring.current])

    def stamp(self, plan: Plan, who: Consumer, shop: Shop, matter: Matter) -> None:
        """One case (or the two of a repeated report), with everything that belongs to it."""
        form, line = plan.form, plan.line
        values = {**plan.fixed, **shop_slots(shop)}
        values |= self._moments(form, line) | self._people(form, who, matter)
        self._number(form, line, values)
        for slot, text in form.bodies.items():
            values[slot] = hashlib.sha256((text % values).encode()).hexdigest()
        self._chain(form, values)
        for seal in form.seals:
            values[seal.slot] = self._sealed((seal.plain % values), seal.place + values[seal.row])
        self._index(form, values, who, shop, matter)
        for table, text in form.text.items():
            self.out.setdefault(table, []).append(text % values)
        self.made += len(form.cases)

    def _moments(self, form: Form, line: Timeline) -> dict[str, str]:
        moved = timedelta(seconds=self.rng.randint(-SPREAD, SPREAD), microseconds=self.rng.randrange(1_000_000))
        events = form.script.events
        at = {tag: line.at[tag] if events[tag].is_swept else line.at[tag] + moved for tag in form.times}
        return {slot: _stamp(at[tag]) for tag, slot in form.times.items()}

    def _people(self, form: Form, who: Consumer, matter: Matter) -> dict[str, str]:
        kind = form.cases[0]["kind"]
        asked = {"category": matter.category, "problem": matter.problem if kind != "enquiry" else ""}
        asked |= {"goods": matter.goods} if kind == "complaint" else {}
        factor = matter.amount / Decimal(AMOUNT)
        return {
            "consumer": who.id, "name": who.name, "phone": who.phone, "phone_index": who.phone_index,
            "id_number": who.id_number, "address": who.address, "title": title_of(asked),
            "category": matter.category, "problem": matter.problem,
            "goods": matter.goods, "story": matter.story, "order": f"NO-{self.rng.randrange(10**12):012d}",
            **{slot: f"{(played * factor):.2f}" for slot, played in form.amounts.items()},
        }  # fmt: skip

    def _number(self, form: Form, line: Timeline, values: dict[str, str]) -> None:
        for slot, tag in form.uuids.items():
            made = line.at[tag] if tag not in form.times else _read(values[form.times[tag]])
            values[slot] = str(self._uuid7(made))
        for slot, table in form.numbers.items():
            values[slot] = str(self.numbers.row(table))
        for slot, length in form.secrets.items():
            values[slot] = os.urandom(length // 2 + 1).hex()[:length]
        for number, _ in enumerate(form.cases):
            values[f"ref{number}"] = self.numbers.case(f"{line.at[0].astimezone(SHANGHAI):%y%m}")

    def _uuid7(self, at: datetime) -> UUID:
        """As `base.ids.uuid7`, for a moment of the past."""
        value = (int(at.timestamp() * 1000) << 80) | self.rng.getrandbits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)

    def _chain(self, form: Form, values: dict[str, str]) -> None:
        for record in form.records:
            if record.content is not None:
                plain, salt = (record.content % values).encode(), os.urandom(16)
                values[f"s{record.hash}"] = salt.hex()
                values[f"g{record.hash}"] = hashlib.sha256(salt + plain).hexdigest()
                place = f"cases_recordcontent:body:{values[record.row]}"
                values[f"b{record.hash}"] = self._sealed(plain, place)
            values[record.hash] = hashlib.sha256((record.covered % values).encode()).hexdigest()

    def _sealed(self, plain: str | bytes, place: str) -> str:
        """As `base.crypto.seal`, with the key at hand; as COPY reads bytes."""
        nonce = os.urandom(12)
        body = plain.encode() if isinstance(plain, str) else plain
        return "\\\\x" + (self._head + nonce + self._cipher.encrypt(nonce, body, place.encode())).hex()

    def _index(self, form: Form, values: dict[str, str], who: Consumer, shop: Shop, matter: Matter) -> None:
        """Tokens as `search.matching` takes them from the rows."""
        for number, case in enumerate(form.cases):
            is_complaint = case["kind"] == "complaint"
            texts = [values["title"], matter.story, matter.goods if is_complaint else ""]
            texts += [who.name] if form.is_named else []
            texts += [shop.name, shop.short_name] if case["trader_id"] else []
            words = {one for text in texts for one in _pairs(text)}
            words.update(_phone_tokens(who.phone))
            words.update(tokens.of_order_number(values["order"]) if is_complaint else ())
            values[f"words{number}"] = _array(words)
            values[f"scope{number}"] = _array(self._scope(form, number, values))

    def _scope(self, form: Form, number: int, values: Mapping[str, str]) -> set[int]:
        case, day = form.cases[number], tokens.filed_on(UUID(values[form.case_slots[number]]))
        office = values[form.known[str(case["office_id"])]]
        found = {*_office_tokens(tuple(self.paths[office]), case["kind"] == "enquiry"), *_day_tokens(day)}
        if case["trader_id"] and case["kind"] == "complaint":
            found.add(_id_token("trader", values["trader"]))
        persons = [*sides_of(form, number), *([case["mediator_id"]] if case["mediator_id"] else [])]
        return found | {_id_token("person", values[form.known[str(person)]]) for person in persons}


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


_shops: dict[str, Mapping[str, str]] = {}


def shop_slots(shop: Shop) -> Mapping[str, str]:
    if shop.id not in _shops:
        _shops[shop.id] = slots_of(shop)
    return _shops[shop.id]


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)


@cache
def _pairs(text: str) -> tuple[int, ...]:
    return tuple(tokens.of_texts([text]))


@cache
def _office_tokens(path: tuple[str, ...], enquiries: bool) -> frozenset[int]:
    found = {tokens.of_office(office) for office in path}
    return frozenset(found | ({tokens.of_office(office, enquiries=True) for office in path} if enquiries else set()))


@cache
def _phone_tokens(phone: str) -> tuple[int, ...]:
    return tuple(tokens.of_phone(phone))


@cache
def _id_token(purpose: str, row_id: str) -> int:
    return tokens.token(purpose, row_id)


@cache
def _day_tokens(day: date) -> tuple[int, ...]:
    return tuple(tokens.days_of(day))


def _array(found: set[int]) -> str:
    return "{" + ",".join(map(str, sorted(found))) + "}"
