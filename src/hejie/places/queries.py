"""Reading regions and authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from posixpath import commonpath
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base.compiled import CompiledRows, stand_in_id
from hejie.places.models import LEVELS, Authority, OfficeSetting, Region
from hejie.places.settings import Setting, all_settings, ids_of, setting


def below(authority: Authority) -> QuerySet[Authority]:
    """The authority itself and every office under it. The only way to an area's offices, and so to their cases."""
    return Authority.objects.filter(path__startswith=authority.path)


def office_for(region_code: str) -> Authority | None:
    """The office responsible for a region: its county authority, else the nearest above; two queries at most."""
    codes = [region_code, f"{region_code[:4]}00", f"{region_code[:2]}0000"]
    offices = Authority.objects.filter(level__in=LEVELS[:4]).select_related("region")
    nearest = {office.region_id: office for office in offices.filter(region__in=codes)}
    found = next((nearest[code] for code in codes if code in nearest), None)
    return found or offices.filter(level="nation").first()


def authority(authority_id: UUID) -> Authority | None:
    """With its region and the office above. One query."""
    return next(iter(_with_surroundings({AN_OFFICE: authority_id})), None)


AN_OFFICE = stand_in_id("offi")


@CompiledRows
def _with_surroundings() -> QuerySet[Authority]:
    return Authority.objects.select_related("region", "parent").filter(pk=AN_OFFICE)


def regions_under(parent_code: str | None) -> QuerySet[Region]:
    """The divisions directly under one (None: the provinces), in the order of their codes."""
    return Region.objects.filter(parent=parent_code)


def region_name(code: str) -> str:
    """In full, as in an address: 云青省蓝田市云溪区; empty for an unknown code. Up to three levels, one query."""
    found = Region.objects.select_related("parent__parent").filter(code=code).first()
    if not found:
        return ""
    parts = [found, found.parent, found.parent.parent if found.parent else None]
    return "".join(part.name for part in reversed(parts) if part)


def common_path(one: str, other: str) -> str:
    """The path of the lowest office above both, or of one of the two when it stands above the other."""
    return f"{commonpath([one, other])}/"


def by_path(path: str) -> Authority | None:
    return Authority.objects.filter(path=path).first()


def acting_office(office: Authority) -> Authority:
    """In whose name an office acts: a station in its county's, unless a law lets it use its own (Order 121 Art 30)."""
    if office.level != "station" or office.parent is None or setting(office, "acts_in_own_name"):
        return office
    return office.parent


@dataclass(frozen=True, slots=True)
class SettingShown:
    """A setting as it holds at an office. `own`: set here; else `inherited_from` names the office above, or is empty
    for the default."""

    setting: Setting
    value: Any
    own: bool
    inherited_from: str
    changed_at: datetime | None
    changed_by: UUID | None


def settings_of(office: Authority) -> list[SettingShown]:
    """Every setting as it holds at an office. One query."""
    rows = OfficeSetting.objects.filter(office__in=ids_of(office.path)).select_related("office")
    nearest: dict[str, OfficeSetting] = {}
    for row in sorted(rows, key=lambda row: len(row.office.path)):
        nearest[row.key] = row
    return [_setting_shown(one, nearest.get(one.key), office) for one in all_settings()]


def _setting_shown(one: Setting, row: OfficeSetting | None, office: Authority) -> SettingShown:
    if row is None:
        return SettingShown(one, one.default, False, "", None, None)
    own = row.office_id == office.pk
    return SettingShown(one, row.value, own, "" if own else row.office.short_name, row.changed_at, row.changed_by)
