"""Stamping cases: one form, filled in for one person, trader, matter and hour. Needs no database."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from stdnum import luhn

from hejie.base import keys
from hejie.base.crypto import NONCE_BYTES, head
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.filing import title_of
from hejie.search import tokens
from hejie.synth.forms import Form
from hejie.synth.people import Consumer, Shop, slots_of
from hejie.synth.scripts import AMOUNT
from hejie.synth.timeline import Timeline
from hejie.synth.words import Matter

SPREAD = 55 * 60  # seconds by which an hour is moved; people act from nine to five, so the day stays the same
NUMBERS = 10_000_000  # case numbers a month
SALT_BYTES = 16  # as `records.new_salt`
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
        self.rng, self.numbers, self.paths = rng, numbers, {key: tuple(path) for key, path in paths.items()}
        self.out: dict[str, list[str]] = {}
        self.made = 0
        ring = keys.ring()
        self._head = "\\\\x" + head(ring.current).hex()
        self._key = ring.index
        self._cipher = AESGCM(ring.data[ring.current])

    def stamp(self, plan: Plan, who: Consumer, shop: Shop, matter: Matter) -> None:
        """One case (or the two of a repeated report), with everything that belongs to it."""
        form = plan.form
        values = {**plan.fixed, **shop_slots(shop), **self._people(form, who, matter)}
        self._number(plan, values)
        for slot, body in form.bodies.items():
            values[slot] = hashlib.sha256(body.fill(values).encode()).hexdigest()
        self._chain(form, values)
        nonces = os.urandom(NONCE_BYTES * len(form.seals))
        for number, seal in enumerate(form.seals):
            nonce = nonces[number * NONCE_BYTES : (number + 1) * NONCE_BYTES]
            values[seal.slot] = self._sealed(seal.plain.fill(values).encode(), seal.place + values[seal.row], nonce)
        self._index(plan, values, who, shop, matter)
        for table, text in form.text.items():
            self.out.setdefault(table, []).append(text.fill(values))
        self.made += len(form.cases)

    def _people(self, form: Form, who: Consumer, matter: Matter) -> dict[str, str]:
        return {
            "consumer": who.id, "name": who.name, "phone": who.phone, "phone_index": who.phone_index,
            "id_number": who.id_number, "address": who.address, "title": _title(form.cases[0]["kind"], matter),
            "category": matter.category, "problem": matter.problem,
            "goods": matter.goods, "story": matter.story, "order": f"NO-{int(self.rng.random() * 10**12):012d}",
            **{slot: _part(played, matter.amount) for slot, played in form.amounts.items()},
        }  # fmt: skip

    def _number(self, plan: Plan, values: dict[str, str]) -> None:
        """Hours, keys, case numbers and secrets of one case."""
        form, random_bits = plan.form, self.rng.getrandbits
        moved = int((self.rng.random() * 2 - 1) * SPREAD * 1_000_000)
        for slot, at in plan.moved:
            values[slot] = _written(at + timedelta(microseconds=moved))
        for slot, tag in form.uuids.items():
            ticks, moves = plan.ticks[tag]
            values[slot] = _uuid7((ticks + moved if moves else ticks) // 1000, random_bits(80))
        for slot, table in form.numbers.items():
            values[slot] = str(self.numbers.row(table))
        for slot, length in form.secrets.items():
            values[slot] = os.urandom(length // 2 + 1).hex()[:length]
        for number, _ in enumerate(form.cases):
            values[f"ref{number}"] = self.numbers.case(plan.month)

    def _chain(self, form: Form, values: dict[str, str]) -> None:
        for record in form.records:
            if record.content is not None:
                plain, drawn = record.content.fill(values).encode(), os.urandom(SALT_BYTES + NONCE_BYTES)
                salt = drawn[:SALT_BYTES]
                values[f"s{record.hash}"] = salt.hex()
                values[f"g{record.hash}"] = hashlib.sha256(salt + plain).hexdigest()
                place = f"cases_recordcontent:body:{values[record.row]}"
                values[f"b{record.hash}"] = self._sealed(plain, place, drawn[SALT_BYTES:])
            values[record.hash] = hashlib.sha256(record.covered.fill(values).encode()).hexdigest()

    def _sealed(self, plain: bytes, place: str, nonce: bytes) -> str:
        """As `base.crypto.seal`, with the key at hand; as COPY reads bytes."""
        return self._head + (nonce + self._cipher.encrypt(nonce, plain, place.encode())).hex()

    def _index(self, plan: Plan, values: dict[str, str], who: Consumer, shop: Shop, matter: Matter) -> None:
        """Tokens as `search.matching` takes them from the rows."""
        for number, case in enumerate(plan.form.cases):
            is_complaint = case["kind"] == "complaint"
            texts = [values["title"], matter.story, matter.goods if is_complaint else ""]
            texts += [who.name] if plan.form.is_named else []
            texts += [shop.name, shop.short_name] if case["trader_id"] else []
            order = [tokens.keyed_token(self._key, "order", tokens.comparable(values["order"]))] if is_complaint else ()
            values[f"words{number}"] = _array({*order}.union(_phone_tokens(who.phone), *map(_pairs, texts)))
            values[f"scope{number}"] = _array(self._scope(plan, number, values))

    def _scope(self, plan: Plan, number: int, values: Mapping[str, str]) -> set[int]:
        form = plan.form
        case, office = form.cases[number], values[form.known[str(form.cases[number]["office_id"])]]
        found = {*_place_tokens(self.paths[office], case["kind"] == "enquiry", plan.days[number])}
        if case["trader_id"] and case["kind"] == "complaint":
            found.add(_id_token("trader", values["trader"]))
        found.update(_id_token("person", values[slot]) for slot in form.persons[number])
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


_shops: dict[str, Mapping[str, str]] = {}


def shop_slots(shop: Shop) -> Mapping[str, str]:
    if shop.id not in _shops:
        _shops[shop.id] = slots_of(shop)
    return _shops[shop.id]


def _stamp(at: datetime) -> str:
    return _written(at.astimezone(UTC))


def _written(at: datetime) -> str:
    """A moment in UTC as `records.stamp` writes it."""
    return at.isoformat(timespec="microseconds")[:-6] + "Z"


def _ticks(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def _uuid7(milliseconds: int, drawn: int) -> str:
    """As `base.ids.uuid7`, for a moment of the past; `drawn`: eighty random bits."""
    value = (milliseconds << 80 | drawn) & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@cache
def _title(kind: str, matter: Matter) -> str:
    asked = {"category": matter.category, "problem": matter.problem if kind != "enquiry" else ""}
    return title_of(asked | ({"goods": matter.goods} if kind == "complaint" else {}))


@cache
def _part(played: Decimal, amount: Decimal) -> str:
    """A sum of the script, as large a part of this matter's sum as it was."""
    return f"{played * (amount / Decimal(AMOUNT)):.2f}"


@cache
def _pairs(text: str) -> frozenset[int]:
    return frozenset(tokens.of_texts([text]))


@cache
def _place_tokens(path: tuple[str, ...], enquiries: bool, day: date) -> frozenset[int]:
    """Of the offices up to the nation, and of the day of filing."""
    found = {*map(tokens.of_office, path), *tokens.days_of(day)}
    return frozenset(found | ({tokens.of_office(office, enquiries=True) for office in path} if enquiries else set()))


@lru_cache(maxsize=100_000)
def _phone_tokens(phone: str) -> tuple[int, ...]:
    return tuple(tokens.of_phone(phone))


@lru_cache(maxsize=200_000)
def _id_token(purpose: str, row_id: str) -> int:
    return tokens.token(purpose, row_id)


def _array(found: set[int]) -> str:
    return "{" + ",".join(map(str, sorted(found))) + "}"
