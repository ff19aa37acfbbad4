"""The town every visitor's test begins in."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.town import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town(timezone.now())
