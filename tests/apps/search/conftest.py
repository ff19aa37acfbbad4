"""Cases to look for: one, four, nine over some years; and `file` for any other."""

from __future__ import annotations

from functools import partial

import pytest

from hejie.demo.world import World
from tests.apps.search.filed import FileCase, date_back, file_case, filed

one = filed({}).fixture()
another = filed({"story": "一共花了 300 元，要求退款。"}).fixture()
four = filed(*({"name": name} for name in ("欧阳若溪", "林知夏", "欧阳若溪", "欧阳若溪"))).fixture()
of_years = filed(*[{}] * 9).then(date_back).fixture()


@pytest.fixture
def file(world: World) -> FileCase:
    return partial(file_case, world)
