"""Who takes part: offices with their staff, traders, consumers; and whom each stands for in a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hejie.demo.world import World
from hejie.people.models import Post
from hejie.rules.model import Role
from hejie.synth.scripts import CONSUMER, GOODS, ORDER, STORY, TRADERS

# Which office of the demonstration stands for which one of a case.
STANDS_FOR = {
    "liuhe": "station", "qinghe": "county", "yunting": "city", "yunqing": "province", "nation": "nation",
    "chengxi": "other", "nanping": "other",
}  # fmt: skip
STAFF = (Role.OFFICER, Role.HEAD, Role.MEDIATOR, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the rows of a case name them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Consumer(Somebody):
    phone: str
    phone_index: str
    id_number: str
    address: str


@dataclass(slots=True)
class Office:
    """An office with its staff by role. `others`: county offices beside it or below its parent."""

    id: str
    level: str
    parent: Office | None
    path: Sequence[str]
    staff: dict[str, Somebody] = field(default_factory=dict)
    others: list[Office] = field(default_factory=list)

    def holder(self, role: str) -> Somebody:
        """Who holds a role here, or at the nearest office above."""
        if role in self.staff:
            return self.staff[role]
        if self.parent is None:
            return next(iter(self.staff.values()))
        return self.parent.holder(role)


@dataclass(frozen=True, slots=True, eq=False)
class Shop:
    """A trader, its office, and who answers for it (nobody where it is no member)."""

    id: str
    name: str
    short_name: str
    address: str
    office: Office
    clerk: Somebody | None
    level: str  # of the scripts it takes part in


@dataclass(frozen=True, slots=True)
class Population:
    consumers: Sequence[Consumer]
    shops: Mapping[str, Sequence[Shop]]  # by level of the script


def known(world: World, level: str) -> dict[str, str]:
    """What stands for somebody in a script, and its slot: ids, names, phones, addresses."""
    consumer, trader = world.cast[CONSUMER], world.traders[TRADERS[level]]
    found = {
        str(consumer.pk): "consumer",
        str(consumer.name): "name",
        str(consumer.phone): "phone",
        str(consumer.id_number): "id_number",
        str(consumer.address): "address",
        bytes(consumer.phone_index or b"").hex(): "phone_index",
        str(trader.pk): "trader",
        trader.name: "trader_name",
        trader.address: "trader_address",
        GOODS: "goods",
        STORY: "story",
        ORDER: "order",
    }
    clerk = world.cast["clerk"]
    found |= {str(clerk.pk): "clerk", str(clerk.name): "clerk_name"}
    offices = {office.pk: STANDS_FOR[key] for key, office in world.offices.items() if key in STANDS_FOR}
    found |= {str(pk): slot for pk, slot in offices.items()}
    for post in Post.objects.filter(authority__in=offices, role__in=STAFF).select_related("person"):
        slot = f"{offices[post.authority_id]}_{post.role}"
        found |= {str(post.person_id): slot, str(post.person.name): f"{slot}_name"}
    return found


def slots_of(shop: Shop) -> dict[str, str]:
    """The slots of offices, staff and trader in a case against this shop."""
    here = shop.office
    county = (here.parent or here) if shop.level == "station" else here
    city = county.parent or county
    province = city.parent or city
    nation = province
    while nation.parent:
        nation = nation.parent
    other = next((one for one in city.others if one is not county), county)
    offices = {"station": here, "county": county, "city": city, "province": province, "nation": nation, "other": other}
    found = {slot: office.id for slot, office in offices.items()}
    for slot, office in offices.items():
        for role in STAFF:
            holder = office.holder(role)
            found |= {f"{slot}_{role}": holder.id, f"{slot}_{role}_name": holder.name}
    clerk = shop.clerk or Somebody("", shop.name)
    found |= {"trader": shop.id, "trader_name": shop.name, "trader_address": shop.address}
    return found | {"clerk": clerk.id, "clerk_name": clerk.name}
