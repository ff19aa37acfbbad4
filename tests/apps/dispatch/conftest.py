from __future__ import annotations

from tests.apps.dispatch.stations import build_country
from tests.tales import Tale

country = Tale(build_country).fixture()
