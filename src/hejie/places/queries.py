"""Reading regions and authorities."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from hejie.places.models import LEVELS, Authority, Region


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
    return Authority.objects.select_related("region", "parent").filter(pk=authority_id).first()


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
