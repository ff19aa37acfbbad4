"""What an office sets for itself holds below it, until an office there sets its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hejie.places.actions import SettingRefused, invent_regions, register_authority, set_setting
from hejie.places.models import Authority, OfficeSetting
from hejie.places.queries import acting_office, settings_of
from hejie.places.settings import Setting, all_settings, declare, setting
from hejie.rules.model import Text

pytestmark = pytest.mark.django_db
LABEL = Text("项", "item")


@pytest.fixture
def line() -> list[Authority]:
    """Nation, province, city, county, station: each under the one before."""
    invent_regions(
        rows=[
            ("990000", "云青省", "province", None),
            ("990100", "蓝田市", "city", "990000"),
            ("990101", "云溪区", "county", "990100"),
        ]
    )
    offices: list[Authority] = []
    regions = {"nation": None, "province": "990000", "city": "990100", "county": "990101", "station": "990101"}
    for level, code in regions.items():
        parent = offices[-1] if offices else None
        names = {"name": f"{level}局", "short_name": level, "seal_code": level}
        offices.append(register_authority(**names, level=level, parent=parent, region_code=code))
    return offices


def put(office: Authority, key: str, value: object, now: datetime) -> None:
    set_setting(office=office, key=key, value=value, by_id=None, now=now)


def test_the_default_holds_everywhere_at_first(line: list[Authority]) -> None:
    assert [setting(office, "first_contact_minutes") for office in line] == [30] * 5


def test_the_nearest_office_above_decides_and_taking_a_value_back_gives_it_up(
    line: list[Authority], now: datetime
) -> None:
    _, province, city, county, station = line
    put(province, "first_contact_minutes", 60, now)
    put(county, "first_contact_minutes", 20, now)
    assert [setting(office, "first_contact_minutes") for office in (province, city, county, station)] == [
        60,
        60,
        20,
        20,
    ]
    put(county, "first_contact_minutes", None, now)
    assert setting(station, "first_contact_minutes") == 60


def test_the_page_of_an_office_says_where_each_value_comes_from(
    line: list[Authority], now: datetime, django_assert_num_queries: Any
) -> None:
    put(line[1], "first_contact_minutes", 60, now)
    put(line[3], "auto_assign", True, now)
    with django_assert_num_queries(1):
        shown = {one.setting.key: one for one in settings_of(line[3])}
    assert (shown["first_contact_minutes"].value, shown["first_contact_minutes"].inherited_from) == (60, "province")
    assert (shown["auto_assign"].own, shown["auto_assign"].changed_at) == (True, now)
    assert (shown["bounced_after"].value, shown["bounced_after"].inherited_from) == (2, "")
    assert list(shown) == [one.key for one in all_settings()]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("first_contact_minutes", 4, "5 到 480"),
        ("first_contact_minutes", "30", "5 到 480"),
        ("first_contact_minutes", True, "是或者否"),
        ("auto_assign", 1, "是或者否"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    line: list[Authority], now: datetime, key: str, value: object, said: str
) -> None:
    with pytest.raises(SettingRefused) as refused:
        put(line[3], key, value, now)
    assert refused.value.problem.field == key
    assert said in refused.value.problem.text.zh
    assert not OfficeSetting.objects.exists()


def test_a_setting_nobody_declared_is_an_error_that_lists_them(line: list[Authority]) -> None:
    with pytest.raises(KeyError, match="first_contact_minutes"):
        setting(line[0], "colour")


def test_a_default_has_to_keep_its_own_limits() -> None:
    with pytest.raises(ValueError, match="too_high"):
        declare(Setting("too_high", LABEL, 50, maximum=10))


def test_a_text_is_one_of_its_choices() -> None:
    colours = Setting("colour", LABEL, "red", choices={"red": Text("红", "red")})
    assert colours.problem("red") is None
    assert colours.problem("blue") is not None


def test_a_station_acts_in_the_name_of_its_county_unless_a_law_empowers_it(
    line: list[Authority], now: datetime
) -> None:
    _, _, _, county, station = line
    assert acting_office(station) == county
    assert acting_office(county) == county
    put(station, "acts_in_own_name", True, now)
    assert acting_office(station) == station
