"""The clauses on competence as a table: for whom a matter is about, which place decides, on what article.

`find_rule` picks one; `jurisdiction.venue` applies it. Clauses: Order 121 Art 13 (complaints); those on reports stand
in `jurisdiction_reports`.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.jurisdiction_reports import of_report
from hejie.rules.jurisdiction_words import OTHER_COMPANY, Basis, Level, Medium, Respondent, Rule, Subject, of_the_order
from hejie.rules.model import Text
from hejie.rules.procedures._laws import HOUSE_ENQUIRY

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

SHOP = Rule(
    of_the_order("第十三条第一款"),
    Level.COUNTY,
    Text(
        "由商家实际经营地或者住所地的县级部门处理",
        "The county office where the trader does business or is registered handles it",
    ),
    (Basis.ACTUAL, Basis.SEAT),
    changes=(_TO_SELLER, _TO_SELF_SITE, _FROM_ABOVE),
)
PLATFORM = Rule(
    of_the_order("第十三条第二款"),
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
        OTHER_COMPANY,
        _FROM_ABOVE,
    ),
)
SELF_SITE = Rule(
    of_the_order("第十三条第二款"),
    Level.COUNTY,
    Text(
        "商家在自建网站或者其他网络服务上卖，由商家住所地的县级部门处理",
        "The trader sells on its own site or another network service: the county office of its seat handles it",
    ),
    (Basis.SEAT,),
    changes=(
        Text("如果是在实体店买的，实际经营地的部门也能处理", "Bought in a shop: its place of business counts too"),
        OTHER_COMPANY,
        _FROM_ABOVE,
    ),
)
SELLER_SHOWN = Rule(
    of_the_order("第十三条第三款"),
    Level.COUNTY,
    Text(
        "由商家在平台公示的地址所在地的县级部门，或者平台经营者住所地的县级部门处理",
        "The county office at the address the seller shows on the platform, or of the platform's seat, handles it",
    ),
    (Basis.SHOWN, Basis.PLATFORM),
    changes=(_TO_PLATFORM, _FROM_ABOVE),
)
SELLER_HIDDEN = Rule(
    of_the_order("第十三条第三款"),
    Level.COUNTY,
    Text(
        "商家没有在平台公示地址，由平台经营者住所地的县级部门处理",
        "The seller shows no address on the platform: the county office of the platform's seat handles it",
    ),
    (Basis.PLATFORM,),
    changes=(_TO_SHOWN, _FROM_ABOVE),
)
SELLER_UNREACHABLE = Rule(
    of_the_order("第十三条第三款"),
    Level.COUNTY,
    Text(
        "平台公示的地址联系不上商家，由平台经营者住所地的县级部门处理",
        "The seller cannot be reached at the address shown: the county office of the platform's seat handles it",
    ),
    (Basis.PLATFORM,),
    changes=(_TO_SHOWN, _FROM_ABOVE),
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
        return of_report(who, subject, medium, self_published=self_published)
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
