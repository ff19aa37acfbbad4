"""The words of the clauses on competence: whom a matter is about, which place decides, how high the office stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hejie.rules.model import Article, Text
from hejie.rules.procedures.cn_order121 import ORDER


class Respondent(StrEnum):
    """Whom the matter is about. A streamer is whoever sells in a live room in their own name."""

    SHOP = "shop"
    PLATFORM = "platform"
    SELF_SITE = "self_site"  # own website, app, mini program, or another network service
    SELLER = "seller"  # on a platform
    STREAMER = "streamer"
    ADVERTISEMENT = "advertisement"


class Medium(StrEnum):
    MASS = "mass"  # radio, film, television, newspaper, periodical
    INTERNET = "internet"


class Subject(StrEnum):
    """Matters that go by rules of their own (Art 43)."""

    ORDINARY = "ordinary"
    MONOPOLY = "monopoly"  # Anti-Monopoly Law, fair competition review
    DRUG_REGISTRATION = "drug_registration"  # registration or filing of drugs, devices, cosmetics


class Level(StrEnum):
    """How high the competent office stands."""

    COUNTY = "county"
    COUNTY_OR_ABOVE = "county_or_above"
    PROVINCE_OR_ABOVE = "province_or_above"
    ANY = "any"

    @property
    def label(self) -> Text:
        return _LEVELS[self]


class Basis(StrEnum):
    """The place that makes an office competent."""

    ACTUAL = "actual"
    SEAT = "seat"
    SHOWN = "shown"
    PLATFORM = "platform"
    ACT = "act"
    PUBLISHER = "publisher"
    ADVERTISER = "advertiser"
    AGENCY = "agency"
    HOME = "home"

    @property
    def label(self) -> Text:
        return _PLACES[self]


_LEVELS: Mapping[Level, Text] = {
    Level.COUNTY: Text("县级", "the county"),
    Level.COUNTY_OR_ABOVE: Text("县级以上", "the county or a higher"),
    Level.PROVINCE_OR_ABOVE: Text("省级以上", "the provincial or national"),
    Level.ANY: Text("", "the"),
}
_PLACES: Mapping[Basis, Text] = {
    Basis.ACTUAL: Text("实际经营地", "the actual place of business"),
    Basis.SEAT: Text("住所地", "the registered seat"),
    Basis.SHOWN: Text("平台公示地址所在地", "the address shown on the platform"),
    Basis.PLATFORM: Text("平台经营者住所地", "the platform's registered seat"),
    Basis.ACT: Text("违法行为发生地", "the place of the act"),
    Basis.PUBLISHER: Text("广告发布者所在地", "the publisher of the advertisement"),
    Basis.ADVERTISER: Text("广告主所在地", "the advertiser"),
    Basis.AGENCY: Text("广告经营者所在地", "the advertising agency"),
    Basis.HOME: Text("所选地区", "the region chosen"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause. `bases` are equally competent, the preferred first; those of `if_first` only as first receivers."""

    article: Article
    level: Level
    why: Text
    bases: tuple[Basis, ...]
    if_first: tuple[Basis, ...] = ()
    changes: tuple[Text, ...] = ()


def of_the_order(clause: str) -> Article:
    """A clause of Order 121."""
    return Article(ORDER, clause)


OTHER_COMPANY = Text(
    "如果网站备案号、经营许可证显示实际是集团里另一家公司经营，按那家公司的住所地定",
    "If filing number and licence show that another company of the group runs the site, that company's seat decides",
)
