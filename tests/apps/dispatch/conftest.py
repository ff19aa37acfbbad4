from __future__ import annotations

from tests.apps.dispatch.stations import COUNTRY

country = COUNTRY.fixture()
