"""The clauses on which office a report goes to: Order 121 Art 29 to 32 and 43."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.jurisdiction_words import OTHER_COMPANY, Basis, Level, Medium, Respondent, Rule, Subject, of_the_order
from hejie.rules.model import Text

_SEVERAL_ACTS = Text(
    "违法行为在几个地方发生的，那几个地方的部门都可以处理，由最先立案的处理",
    "An act in several places: any of their offices, and the one that opens a case first",
)
REPORTED_ACT = Rule(
    of_the_order("第二十九条"),
    Level.COUNTY_OR_ABOVE,
    Text("举报由违法行为发生地的部门处理", "A report goes to the office of the place where the act happened"),
    (Basis.ACT,),
    changes=(
        _SEVERAL_ACTS,
        Text("如果违法行为在网上，看是平台、自建网站还是平台里的商家", "On the net, it depends on who did it there"),
    ),
)
REPORTED_PLATFORM = Rule(
    of_the_order("第三十一条第一款"),
    Level.COUNTY_OR_ABOVE,
    Text("举报平台经营者，由它住所地的部门处理", "A report on a platform goes to the office of its registered seat"),
    (Basis.SEAT,),
    changes=(
        Text("如果举报的是平台里的商家，由商家实际经营地的部门处理", "On a seller there: its actual place of business"),
        OTHER_COMPANY,
    ),
)
REPORTED_SELF_SITE = Rule(
    of_the_order("第三十一条第一款"),
    Level.COUNTY_OR_ABOVE,
    Text(
        "举报自建网站或者其他网络服务上的经营者，由它住所地的部门处理",
        "A report on a trader with its own site or another network service goes to the office of its seat",
    ),
    (Basis.SEAT,),
    changes=(
        Text("如果违法行为在线下，由发生地的部门处理", "If the act happened off the net, the place of the act decides"),
        OTHER_COMPANY,
    ),
)
REPORTED_SELLER = Rule(
    of_the_order("第三十一条第二款"),
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
    of_the_order("第三十二条第一款"),
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
    of_the_order("第三十二条第二款"),
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
    of_the_order("第三十二条第三款"),
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
    of_the_order("第四十三条第二款"),
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
    of_the_order("第四十三条第三款"),
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
_REPORTS: Mapping[Respondent, Rule] = {
    Respondent.SHOP: REPORTED_ACT,
    Respondent.PLATFORM: REPORTED_PLATFORM,
    Respondent.SELF_SITE: REPORTED_SELF_SITE,
    Respondent.SELLER: REPORTED_SELLER,
}
_SPECIAL: Mapping[Subject, Rule] = {Subject.MONOPOLY: MONOPOLY, Subject.DRUG_REGISTRATION: DRUGS}


def of_report(who: Respondent, subject: Subject, medium: Medium, *, self_published: bool) -> Rule:
    """The clause on a report: by its matter first, then by whom it is about, else by the advertisement."""
    return _SPECIAL.get(subject) or _REPORTS.get(who) or _advertisement(medium, self_published)


def _advertisement(medium: Medium, self_published: bool) -> Rule:
    if medium is Medium.MASS:
        return AD_MASS
    return AD_OWN if self_published else AD_INTERNET
