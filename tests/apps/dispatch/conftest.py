from __future__ import annotations

from datetime import datetime

import pytest

from tests.apps.dispatch.stations import Country, build_country


@pytest.fixture
def country(db: None, now: datetime) -> Country:
    return build_country(now)
