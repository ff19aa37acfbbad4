"""Regions and the offices responsible for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from hejie.places import actions, queries
from hejie.places.models import Authority, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices() -> dict[str, Authority]:
    """Nation, a province, two cities; one city with a county and a station, the other without any county office."""
    actions.invent_regions(
        rows=[
            ("990000", "云青省", "province", None),
            ("990100", "蓝田市", "city", "990000"),
            ("990101", "云溪区", "county", "990100"),
            ("990200", "青禾市", "city", "990000"),
            ("990201", "星河县", "county", "990200"),
        ]
    )

    def office(name: str, level: str, parent: Authority | None, code: str | None) -> Authority:
        return actions.register_authority(
            name=f"{name}市场监督管理局", short_name=name, level=level, seal_code=name, parent=parent, region_code=code
        )

    nation = office("总局", "nation", None, None)
    province = office("云青", "province", nation, "990000")
    lantian, qinghe = office("蓝田", "city", province, "990100"), office("青禾", "city", province, "990200")
    county = office("云溪", "county", lantian, "990101")
    station = office("云溪东所", "station", county, "990101")
    return {
        "nation": nation, "province": province, "lantian": lantian, "qinghe": qinghe, "county": county,
        "station": station,
    }  # fmt: skip


def test_below_is_the_office_itself_and_everything_under_it(offices: dict[str, Authority]) -> None:
    def names(of: str) -> set[str]:
        return set(queries.below(offices[of]).values_list("short_name", flat=True))

    assert names("station") == {"云溪东所"}
    assert names("lantian") == {"蓝田", "云溪", "云溪东所"}
    assert names("qinghe") == {"青禾"}
    assert len(names("nation")) == 6


@pytest.mark.parametrize(
    ("region", "responsible"),
    [
        ("990101", "county"),  # its own county office, never the station there
        ("990201", "qinghe"),  # no county office: the city
        ("990200", "qinghe"),
        ("990000", "province"),
        ("110101", "nation"),  # nobody nearer
    ],
)
def test_the_office_for_a_region_is_the_county_or_the_nearest_above(
    offices: dict[str, Authority], region: str, responsible: str
) -> None:
    assert queries.office_for(region) == offices[responsible]


def test_finding_the_office_costs_one_query(offices: dict[str, Authority], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert queries.office_for("990101") is not None


def test_a_region_has_one_office_per_level_and_the_nation_one(offices: dict[str, Authority]) -> None:
    with pytest.raises(IntegrityError):
        actions.register_authority(
            name="另一个云溪局", short_name="云溪二", level="county", seal_code="x", parent=offices["lantian"],
            region_code="990101",
        )  # fmt: skip


def test_an_office_cannot_stand_under_a_lower_one(offices: dict[str, Authority]) -> None:
    with pytest.raises(ValueError, match="city"):
        actions.register_authority(
            name="x", short_name="x", level="city", seal_code="x", parent=offices["county"], region_code="990100"
        )


def test_the_official_regions_load_once_and_again() -> None:
    count = actions.load_regions()
    assert count > 3000
    assert actions.load_regions() == count == Region.objects.count()
    assert queries.region_name("330102") == "浙江省杭州市上城区"
    assert queries.region_name("110101") == "北京市东城区"
    assert queries.region_name("000000") == ""
    assert queries.regions_under(None).count() == 34
    assert not Region.objects.filter(is_invented=True).exists()
    assert not Region.objects.exclude(level="province").filter(parent=None).exists()


def test_invented_regions_are_marked(offices: dict[str, Authority]) -> None:
    assert queries.region_name("990101") == "云青省蓝田市云溪区"
    assert Region.objects.filter(is_invented=True).count() == 5
