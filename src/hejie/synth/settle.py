"""Peopling the country: provinces of invented places with offices at five levels, their staff, traders, consumers."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from stdnum.cn import uscc

from hejie.base.crypto import NONCE_BYTES, blind_index
from hejie.base.ids import uuid7
from hejie.demo.cast import CAST, id_number
from hejie.demo.world import CONSUMERS, OFFICES, TRADERS, World, is_built, make_world
from hejie.people.access import Actor, actor_for_person
from hejie.people.models import Person, Post
from hejie.places.actions import invent_regions, register_authority
from hejie.places.models import LEVELS, Authority
from hejie.rules.model import Role
from hejie.synth import words
from hejie.synth.copying import copy_lines
from hejie.synth.people import Consumer, Office, Population, Shop, Somebody
from hejie.synth.sealing import Sealer
from hejie.traders.actions import add_clerk, admit_member, register_trader
from hejie.traders.models import Trader

PROVINCES = (
    ("98", "云岭省", "岭"),
    ("97", "云泽省", "泽"),
    ("96", "云麓省", "麓"),
)  # codes that GB/T 2260 does not use
CITIES, COUNTIES, STATIONS = 5, 6, 3
PLACE = "安宁清和永昌东兴南华西平北辰长乐福泉景阳"
COLUMNS = (
    "id password language identity_checked_by is_active is_erased joined_at identity_checked_at phone_index id_index"
    " name phone id_number address"
)  # of a consumer, as `_line` writes them
NO_PASSWORD = "!"  # noqa: S105 - nobody signs in by it
CASES_A_TRADER, CASES_A_CONSUMER = 1_000, 5
FEWEST_TRADERS, MOST_TRADERS = 6, 400
SHOPS_ABOVE = 0.05  # share of traders whose cases a city, a province or the nation takes itself


def make_country(now: datetime, since: datetime, *, provinces: bool) -> World:
    """The demonstration's world and, if wanted and not there yet, three provinces more."""
    world = _world_found() if is_built() else make_world(since + timedelta(days=400))  # it stands 400 days before
    if provinces and not Authority.objects.filter(region__code=f"{PROVINCES[0][0]}0000").exists():
        for code, name, mark in PROVINCES:
            _province(world.offices["nation"], code, name, mark)
    _staff(since)
    return world


def _world_found() -> World:
    """The world of the demonstration as it stands in this database."""
    offices = {key: Authority.objects.get(name=name) for key, name, *_ in OFFICES}
    traders = {key: Trader.objects.get(name=name) for key, name, *_ in TRADERS}
    cast = {
        one.key: Person.objects.get(username=one.username)
        if one.username
        else Person.objects.get(phone_index=blind_index("phone", one.phone), phone_verified_at__isnull=False)
        for one in CAST
    }
    clerks = {
        trader.pk: actor_for_person(clerk.person)
        for trader in traders.values()
        for clerk in trader.clerks.filter(until=None).select_related("person")[:1]
    }
    holders: dict[Role, dict[UUID, Actor]] = {Role.OFFICER: {}, Role.HEAD: {}, Role.MEDIATOR: {}}
    for post in Post.objects.filter(until=None, authority__in=offices.values(), role__in=holders).select_related(
        "person"
    ):
        holders[Role(post.role)].setdefault(post.authority_id, actor_for_person(post.person))
    mediators = {actor.person_id: actor for actor in holders.pop(Role.MEDIATOR).values() if actor.person_id}
    actors = {key: actor_for_person(person) for key, person in cast.items()}
    return World(offices, traders, cast, actors, _consumers_found(cast), clerks, holders, mediators)


def _consumers_found(cast: dict[str, Person]) -> tuple[Person, ...]:
    """The demonstration's consumers, in the order in which they came."""
    phones = [blind_index("phone", f"13800001{n:03d}") for n, _ in enumerate(CONSUMERS)]
    return (cast["second_consumer"], *Person.objects.filter(phone_index__in=phones).order_by("pk"))


def _province(nation: Authority, code: str, name: str, mark: str) -> None:
    invent_regions(rows=[(f"{code}0000", name, "province", None)])
    province = _office(nation, name, f"{name}局", f"{code}0000", f"云{mark}")
    for c in range(1, CITIES + 1):
        city_name, city_code = f"{mark}{PLACE[2 * c]}{PLACE[2 * c + 1]}市", f"{code}{c:02d}00"
        invent_regions(rows=[(city_code, city_name, "city", f"{code}0000")])
        city = _office(province, city_name, f"{city_name}局", city_code, f"云{mark}{c}")
        for k in range(1, COUNTIES + 1):
            county_name, county_code = f"{PLACE[k]}{mark}{c}区", f"{code}{c:02d}{k:02d}"
            invent_regions(rows=[(county_code, county_name, "county", city_code)])
            full = f"{city_name}{county_name}"
            county = _office(city, full, f"{county_name}局", county_code, f"云{mark}{c}{k}")
            for s in range(1, STATIONS + 1):
                _office(county, f"{full}第{s}", f"{county_name}{s}所", county_code, f"云{mark}{c}{k}所{s}")


def _office(parent: Authority, name: str, short: str, region: str, seal_code: str) -> Authority:
    """One level below its parent."""
    level = LEVELS[LEVELS.index(parent.level) + 1]
    return register_authority(
        name=f"{name}市场监督管理{'所' if level == 'station' else '局'}",
        short_name=short,
        level=level,
        parent=parent,
        region_code=region,
        seal_code=f"{seal_code}市监",
    )


def _staff(since: datetime) -> None:
    """An officer and a head in every office that has none, a mediator in every office above the stations."""
    rng = random.Random("staff")  # noqa: S311 - invented people
    held = set(Post.objects.values_list("authority_id", "role"))
    wanted = [
        (office, role)
        for office in Authority.objects.all()
        for role in (Role.OFFICER, Role.HEAD, Role.MEDIATOR)
        if (office.pk, role) not in held and (role is not Role.MEDIATOR or office.level != "station")
    ]
    persons = [Person(name=words.name(rng), joined_at=since, password=NO_PASSWORD) for _ in wanted]
    Person.objects.bulk_create(persons)
    posts = [
        Post(person=person, role=role, authority=office, since=since)
        for person, (office, role) in zip(persons, wanted, strict=True)
    ]
    Post.objects.bulk_create(posts)


def offices() -> dict[UUID, Office]:
    """Every office with its staff, from the nation down."""
    found: dict[UUID, Office] = {}
    for row in Authority.objects.order_by("path"):
        parent = found.get(row.parent_id) if row.parent_id else None
        found[row.pk] = Office(str(row.pk), row.level, parent, row.path.strip("/").split("/"))
        above = parent
        while above and row.level == "county":
            above.others.append(found[row.pk])
            above = above.parent
    for post in Post.objects.filter(until=None).select_related("person").order_by("since", "pk"):
        held = Somebody(str(post.person_id), post.person.name or post.person.username or "")
        found[post.authority_id].staff.setdefault(post.role, held)
    return found


def populate(cases: int, since: datetime, rng: random.Random) -> Population:
    """Traders and consumers for so many cases, those that are there already included."""
    known = offices()
    _more_traders(min(max(cases // CASES_A_TRADER, FEWEST_TRADERS), MOST_TRADERS), since, rng)
    shops: dict[str, list[Shop]] = {"county": [], "station": []}
    for shop in _shops(known):
        shops[shop.level].append(shop)
    return Population(consumers(cases // CASES_A_CONSUMER + 20, since, rng), shops)


def _shops(known: dict[UUID, Office]) -> Iterator[Shop]:
    rows = Trader.objects.exclude(office=None).prefetch_related("clerks__person").order_by("registered_at", "pk")
    for row in rows:
        office = known[row.office_id] if row.office_id else None
        clerks = [Somebody(str(one.person_id), one.person.name or "") for one in row.clerks.all()]
        if office and (clerks or office.level == "station"):
            level = "station" if office.level == "station" else "county"
            clerk = clerks[0] if clerks else None
            yield Shop(str(row.pk), row.name, row.short_name, row.address, office, clerk, level)


def _more_traders(wanted: int, since: datetime, rng: random.Random) -> None:
    have = Trader.objects.count() - len(TRADERS)
    by_level: dict[str, list[Authority]] = {}
    for row in Authority.objects.exclude(region=None).select_related("region"):
        by_level.setdefault(row.level, []).append(row)
    for number in range(max(have, 0), wanted):
        above = rng.random() < SHOPS_ABOVE
        level = rng.choice(["city", "province"]) if above else "station" if number % 3 == 0 else "county"
        _trader(number, rng.choice(by_level[level]), rng.choice(by_level["county"]), since, rng)


def _trader(number: int, office: Authority, seat: Authority, since: datetime, rng: random.Random) -> None:
    region = office.region if office.level in ("county", "station") else seat.region
    assert region  # every office but the nation has one
    name, short = words.trader_names(region.name, number + 1, rng)
    body = f"91{region.code}MASYN{number:04d}".replace("S", "5")
    trader = register_trader(
        now=since,
        name=name,
        short_name=short,
        kind="company",
        region_code=region.code,
        credit_code=body + uscc.calc_check_digit(body),
        address=f"{region.name}新街 {number % 300 + 1} 号",
        office=office,
    )
    if office.level != "station":
        admit_member(trader=trader, now=since)
        clerk = Person(name=words.name(rng), joined_at=since, password=NO_PASSWORD)
        clerk.save(force_insert=True)
        add_clerk(trader=trader, person=clerk, now=since)


def consumers(wanted: int, since: datetime, rng: random.Random) -> list[Consumer]:
    """So many new consumers with a proven identity, brought in by COPY."""
    first, sealer = rng.randrange(1_000_000), Sealer()
    made = [_consumer(first + n, rng, sealer) for n in range(wanted)]
    copy_lines("people_person", COLUMNS.split(), (_line(one, since.isoformat(), sealer) for one in made))
    return made


def _line(one: Consumer, since: str, sealer: Sealer) -> str:
    """In the order of the columns."""
    own = {"name": one.name, "phone": one.phone, "id_number": one.id_number, "address": one.address}
    nonces = os.urandom(NONCE_BYTES * len(own))
    seals = [
        sealer.seal(value.encode(), f"people_person:{name}:{one.id}", nonces[place : place + NONCE_BYTES])
        for place, (name, value) in zip(range(0, len(nonces), NONCE_BYTES), own.items(), strict=True)
    ]
    flags = (NO_PASSWORD, "zh-hans", "", "t", "f", since, since)
    return "\t".join((one.id, *flags, one.phone_index, sealer.index("id_number", one.id_number), *seals)) + "\n"


def _consumer(number: int, rng: random.Random, sealer: Sealer) -> Consumer:
    """Phones of a range that the demonstration keeps to; births before 1910, so that nobody is meant."""
    phone = f"138{number * 7_000_003 % 100_000_000:08d}"
    born = date(1900, 1, 1) + timedelta(days=rng.randrange(3650))
    return Consumer(
        id=str(uuid7()),
        name=words.name(rng),
        phone=phone,
        phone_index=sealer.index("phone", phone),
        id_number=id_number(born, rng.randrange(1000)),
        address=f"云青省云汀市青禾区新村路 {rng.randint(1, 400)} 号",
    )


def paths(known: dict[UUID, Office]) -> dict[str, Sequence[str]]:
    return {office.id: office.path for office in known.values()}
