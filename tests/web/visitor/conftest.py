"""The town every visitor's test begins in."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tests.tales import Tale
from tests.town import Town, build_town


def build_today(_day: datetime) -> Town:
    """Pages look at the clock themselves."""
    return build_town(timezone.now())


town = Tale(build_today).fixture()
