"""The clauses on competence as a table: for whom a matter is about, which place decides, on what article.

`find_rule` picks one; `jurisdiction.venue` applies it. Clauses: Order 121 Art 13 (complaints), 29–32 (reports), 43.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hejie.rules.model import Article, Text
from hejie.rules.procedures._laws import HOUSE_ENQUIRY
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


def _art(clause: str) -> Article:
    return Article(ORDER, clause)


_TO_SELLER = Text(
    "如果是在平台里的店买的，看它在平台公示的地址，没有公示就由平台住所地的部门处理",
    "Bought from a seller on a platform: the address it shows there decides, or the platform's seat if it shows none",
)
_TO_SELF_SITE = Text(
    "如果是在商家自己的网站、小程序上买的，只由商家住所地的部门处理",
    "Bought on the trader's own website or mini program: only the office of its registered seat",
)
_TO_PLATFORM = Text(
    "如果公示的地址联系不上，改由平台住所地的部门处理",
    "If nobody can be reached at the address shown, the office of the platform's seat handles it",
)
_TO_SHOWN = Text(
    "如果商家在平台公示了联系得上的地址，那里的部门也可以处理",
    "If the seller shows an address where it can be reached, the office there may handle it too",
)
_FROM_ABOVE = Text(
    "上级部门认为有必要的，可以由上级处理（第十三条第四款）",
    "An office above may handle it where it sees need (Article 13(4))",
)
_OTHER_COMPANY = Text(
    "如果网站备案号、经营许可证显示实际是集团里另一家公司经营，按那家公司的住所地定",
    "If filing number and licence show that another company of the group runs the site, that company's seat decides",
)
_SEVERAL_ACTS = Text(
    "违法行为在几个地方发生的，那几个地方的部门都可以处理，由最先立案的处理",
    "An act in several places: any of their offices, and the one that opens a case first",
)

SHOP = Rule(
    _art("第十三条第一款"),
    Level.COUNTY,
    Text(
        "由商家实际经营地或者住所地的县级部门处理",
        "The county office where the trader does business or is registered handles it",
    ),
    (Basis.ACTUAL, Basis.SEAT),
    changes=(_TO_SELLER, _TO_SELF_SITE, _FROM_ABOVE),
)
PLATFORM = Rule(
    _art("第十三条第二款"),
    Level.COUNTY,
    Text(
        "投诉的是平台自己，由平台住所地的县级部门处理",
        "The complaint is about the platform itself: the county office of its registered seat handles it",
    ),
    (Basis.SEAT,),
    changes=(
        Text(
            "如果是平台里某个商家的事，看那个商家公示的地址", "If it is about a seller there, its shown address decides"
        ),
        _OTHER_COMPANY,
        _FROM_ABOVE,
    ),
)
SELF_SITE = Rule(
    _art("第十三条第二款"),
    Level.COUNTY,
    Text(
        "商家在自建网站或者其他网络服务上卖，由商家住所地的县级部门处理",
        "The trader sells on its own site or another network service: the county office of its seat handles it",
    ),
    (Basis.SEAT,),
    changes=(
        Text("如果是在实体店买的，实际经营地的部门也能处理", "Bought in a shop: its place of business counts too"),
        _OTHER_COMPANY,
        _FROM_ABOVE,
    ),
)
SELLER_SHOWN = Rule(
    _art("第十三条第三款"),
    Level.COUNTY,
    Text(
        "由商家在平台公示的地址所在地的县级部门，或者平台经营者住所地的县级部门处理",
        "The county office at the address the seller shows on the platform, or of the platform's seat, handles it",
    ),
    (Basis.SHOWN, Basis.PLATFORM),
    changes=(_TO_PLATFORM, _FROM_ABOVE),
)
SELLER_HIDDEN = Rule(
    _art("第十三条第三款"),
    Level.COUNTY,
    Text(
        "商家没有在平台公示地址，由平台经营者住所地的县级部门处理",
        "The seller shows no address on the platform: the county office of the platform's seat handles it",
    ),
    (Basis.PLATFORM,),
    changes=(_TO_SHOWN, _FROM_ABOVE),
)
SELLER_UNREACHABLE = Rule(
    _art("第十三条第三款"),
    Level.COUNTY,
    Text(
        "平台公示的地址联系不上商家，由平台经营者住所地的县级部门处理",
        "The seller cannot be reached at the address shown: the county office of the platform's seat handles it",
    ),
    (Basis.PLATFORM,),
    changes=(_TO_SHOWN, _FROM_ABOVE),
)
REPORTED_ACT = Rule(
    _art("第二十九条"),
    Level.COUNTY_OR_ABOVE,
    Text("举报由违法行为发生地的部门处理", "A report goes to the office of the place where the act happened"),
    (Basis.ACT,),
    changes=(
        _SEVERAL_ACTS,
        Text("如果违法行为在网上，看是平台、自建网站还是平台里的商家", "On the net, it depends on who did it there"),
    ),
)
REPORTED_PLATFORM = Rule(
    _art("第三十一条第一款"),
    Level.COUNTY_OR_ABOVE,
    Text("举报平台经营者，由它住所地的部门处理", "A report on a platform goes to the office of its registered seat"),
    (Basis.SEAT,),
    changes=(
        Text("如果举报的是平台里的商家，由商家实际经营地的部门处理", "On a seller there: its actual place of business"),
        _OTHER_COMPANY,
    ),
)
REPORTED_SELF_SITE = Rule(
    _art("第三十一条第一款"),
    Level.COUNTY_OR_ABOVE,
    Text(
        "举报自建网站或者其他网络服务上的经营者，由它住所地的部门处理",
        "A report on a trader with its own site or another network service goes to the office of its seat",
    ),
    (Basis.SEAT,),
    changes=(
        Text("如果违法行为在线下，由发生地的部门处理", "If the act happened off the net, the place of the act decides"),
        _OTHER_COMPANY,
    ),
)
REPORTED_SELLER = Rule(
    _art("第三十一条第二款"),
    Level.COUNTY_OR_ABOVE,
    Text(
        "举报平台里的商家，由它实际经营地的部门处理",
        "A report on a platform seller goes to the office of its actual place of business",
    ),
    (Basis.ACTUAL,),
    (Basis.PLATFORM,),
    changes=(
        Text("平台住所地的部门先收到的，也可以由它处理", "The office of the platform's seat may act if it was first"),
        Text("如果是平台自己的行为，由平台住所地的部门处理", "If the platform itself did it, its seat decides"),
    ),
)
AD_MASS = Rule(
    _art("第三十二条第一款"),
    Level.ANY,
    Text(
        "举报大众媒介上的违法广告，由广告发布者所在地的部门处理",
        "A report on an unlawful advertisement in mass media goes to the office of its publisher",
    ),
    (Basis.PUBLISHER,),
    changes=(
        Text(
            "如果是互联网广告，广告主、广告经营者所在地先收到的也可以处理", "On the internet, also whoever got it first"
        ),
    ),
)
AD_INTERNET = Rule(
    _art("第三十二条第二款"),
    Level.ANY,
    Text(
        "举报互联网广告，由广告发布者所在地的部门处理",
        "A report on an internet advertisement goes to the office of its publisher",
    ),
    (Basis.PUBLISHER,),
    (Basis.ADVERTISER, Basis.AGENCY),
    changes=(
        Text(
            "如果是广告主自己发布的，只由广告主所在地的部门处理", "Published by the advertiser itself: only its office"
        ),
        Text(
            "广告主、广告经营者所在地先收到的，也可以处理",
            "The advertiser's or agency's office may act if it was first",
        ),
    ),
)
AD_OWN = Rule(
    _art("第三十二条第三款"),
    Level.ANY,
    Text(
        "广告主自己发布的互联网广告，由广告主所在地的部门处理",
        "An internet advertisement published by the advertiser itself goes to the advertiser's office",
    ),
    (Basis.ADVERTISER,),
    changes=(
        Text("如果是别人代为发布的，由发布者所在地的部门处理", "Published by somebody else: the publisher's office"),
    ),
)
MONOPOLY = Rule(
    _art("第四十三条第二款"),
    Level.PROVINCE_OR_ABOVE,
    Text(
        "涉嫌垄断或者违反公平竞争审查的举报，按总局的专门规定处理",
        "Reports on monopoly or fair-competition review follow the special rules of the national authority",
    ),
    (Basis.ACT,),
    changes=(
        Text("如果是价格欺诈、虚假宣传等其他违法行为，由发生地的部门处理", "Other breaches: the place of the act"),
    ),
)
DRUGS = Rule(
    _art("第四十三条第三款"),
    Level.PROVINCE_OR_ABOVE,
    Text(
        "违反药品、医疗器械、化妆品注册备案规定的举报，按总局或者国家药监局的专门规定处理",
        "Reports on registration of drugs, devices or cosmetics follow the special rules of the drug authority",
    ),
    (Basis.SEAT, Basis.ACT),
    changes=(
        Text("如果与注册备案无关，由违法行为发生地的部门处理", "If registration is not at issue: the place of the act"),
    ),
)
ENQUIRY = Rule(
    HOUSE_ENQUIRY,
    Level.ANY,
    Text("由您选的地区的部门答复", "The office of the region you chose answers"),
    (Basis.HOME,),
)

_COMPLAINTS: Mapping[Respondent, Rule] = {
    Respondent.SHOP: SHOP,
    Respondent.ADVERTISEMENT: SHOP,  # a complaint is about what was bought, however it was advertised
    Respondent.PLATFORM: PLATFORM,
    Respondent.SELF_SITE: SELF_SITE,
}
_REPORTS: Mapping[Respondent, Rule] = {
    Respondent.SHOP: REPORTED_ACT,
    Respondent.PLATFORM: REPORTED_PLATFORM,
    Respondent.SELF_SITE: REPORTED_SELF_SITE,
    Respondent.SELLER: REPORTED_SELLER,
}
_SPECIAL: Mapping[Subject, Rule] = {Subject.MONOPOLY: MONOPOLY, Subject.DRUG_REGISTRATION: DRUGS}


def find_rule(
    kind: str,
    respondent: Respondent,
    subject: Subject,
    *,
    has_address: bool,
    reachable: bool,
    order_on_platform: bool,
    medium: Medium,
    self_published: bool,
) -> Rule:
    """The clause that fits. Raises LookupError for an unknown kind."""
    who = _as_trader(respondent, order_on_platform)
    if kind == "enquiry":
        return ENQUIRY
    if kind == "report":
        special = _SPECIAL.get(subject)
        return special or _REPORTS.get(who) or _advertisement(medium, self_published)
    if kind != "complaint":
        raise LookupError(kind)
    return _COMPLAINTS.get(who) or _seller(has_address, reachable)


def _as_trader(respondent: Respondent, order_on_platform: bool) -> Respondent:
    """Ordered in the live room, a streamer is a seller on that platform; else it sells by another network service."""
    if respondent is not Respondent.STREAMER:
        return respondent
    return Respondent.SELLER if order_on_platform else Respondent.SELF_SITE


def _seller(has_address: bool, reachable: bool) -> Rule:
    if not has_address:
        return SELLER_HIDDEN
    return SELLER_SHOWN if reachable else SELLER_UNREACHABLE


def _advertisement(medium: Medium, self_published: bool) -> Rule:
    if medium is Medium.MASS:
        return AD_MASS
    return AD_OWN if self_published else AD_INTERNET
