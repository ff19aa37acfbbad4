"""A town to file in: regions down to the county, its offices, a member, a trader that is none, and a platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.places.actions import invent_regions, register_authority
from hejie.places.models import Authority
from hejie.traders.actions import admit_member, make_commitment, register_trader
from hejie.traders.models import Trader

PROVINCE, CITY, COUNTY = "990000", "990100", "990102"
CREDIT_CODE, WRONG_CODE = "91110108551385082Q", "91110108551385083Q"
ID_NUMBER, WRONG_ID = "110101199003074514", "110101199003074510"
PHONE = "13800000916"


@dataclass(frozen=True, slots=True)
class Town:
    office: Authority
    member: Trader
    stranger: Trader


def build_town(now: datetime) -> Town:
    """Everything by the actions; committed or rolled back by the caller."""
    rows = (
        (PROVINCE, "云青省", "province", None),
        (CITY, "云汀市", "city", PROVINCE),
        (COUNTY, "青禾区", "county", CITY),
        ("990103", "澄溪区", "county", CITY),
    )
    invent_regions(rows=rows)
    nation = register_authority(name="国家市场监督管理总局", short_name="总局", level="nation", seal_code="国市监")
    province = register_authority(
        name="云青省市场监督管理局", short_name="云青局", level="province", seal_code="云市监", parent=nation,
        region_code=PROVINCE,
    )  # fmt: skip
    office = register_authority(
        name="云汀市青禾区市场监督管理局", short_name="青禾局", level="county", seal_code="云青市监", parent=province,
        region_code=COUNTY,
    )  # fmt: skip
    member = register_trader(
        now=now, name="云汀晴禾电器有限公司", short_name="晴禾家电旗舰店", kind="company", region_code=COUNTY,
        credit_code=CREDIT_CODE, address="柳河路 88 号", office=office,
    )  # fmt: skip
    admit_member(trader=member, now=now - timedelta(days=200))
    make_commitment(trader=member, kind="no_reason_return", now=now - timedelta(days=100))
    stranger = register_trader(
        now=now, name="晴禾家电维修部", kind="individual_business", region_code=COUNTY, address="南桥街 16 号"
    )
    return Town(office, member, stranger)


def consumer(now: datetime) -> Person:
    return register_person(now=now, name="林晓", phone=PHONE, phone_verified=True)
