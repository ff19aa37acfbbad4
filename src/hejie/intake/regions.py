"""Counties that somebody at an office is likely to be asked about."""

from __future__ import annotations

from uuid import UUID

from hejie.places.models import Authority, Region


def counties_around(office_id: UUID) -> list[tuple[str, str]]:
    """Code and name of every county in the office's province, its own first; two queries. Empty for the nation."""
    office = Authority.objects.select_related("region__parent__parent").filter(pk=office_id).first()
    region = office.region if office else None
    if region is None:
        return []
    line = [one for one in (region, region.parent, region.parent and region.parent.parent) if one]
    counties = Region.objects.filter(level="county", code__startswith=line[-1].code[:2]).select_related("parent")
    known = [(one.code, f"{one.parent.name if one.parent else ''}{one.name}") for one in counties.order_by("code")]
    return sorted(known, key=lambda one: one[0] != region.code)
