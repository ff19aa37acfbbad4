"""The clauses on the court that confirms a mediation agreement, as a table; `courts.competent` applies it.

Civil Procedure Law (2023) Art 19, 34, 205; Interpretation of the same (2022) Art 352, 355; the Supreme Court's rules
on internet courts (法释〔2025〕14号) and on sums (法发〔2021〕27号). How they are read: docs/decisions/0121.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hejie.rules.model import Article, Text
from hejie.rules.procedures._laws import CIVIL_PROCEDURE, CONFIRMATION

INTERPRETATION = Text(
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "Interpretation of the Civil Procedure Law"
)
INTERNET_RULES = Text("最高人民法院关于互联网法院案件管辖的规定", "Provisions on the Jurisdiction of Internet Courts")
SUMS_NOTICE = Text(
    "最高人民法院关于调整中级人民法院管辖第一审民事案件标准的通知",
    "Notice on First-Instance Jurisdiction of Intermediate Courts",
)
MARITIME_LAW = Text("中华人民共和国海事诉讼特别程序法", "Special Maritime Procedure Law")
INVITED = Article(CIVIL_PROCEDURE, "第二百零五条第一项")
OWN_MOTION = Article(CIVIL_PROCEDURE, "第二百零五条第二项")


class Mediated(StrEnum):
    """Who mediated. A court confirms only what a lawfully established mediating body brought about (Art 205)."""

    PEOPLES = "peoples"  # a people's mediation committee
    ASSOCIATION = "association"  # a consumers' association or trade body
    OFFICE = "office"  # the authority itself
    TRADER = "trader"  # the trader's own service
    NOBODY = "nobody"  # the sides settled between themselves


class Place(StrEnum):
    """What makes a court competent."""

    BODY = "body"
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    THING = "thing"
    COURT = "court"

    @property
    def label(self) -> Text:
        return _PLACES[self]


class Court(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    INTERNET = "internet"
    MARITIME = "maritime"

    @property
    def label(self) -> Text:
        return _COURTS[self]


class Level(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"


class Subject(StrEnum):
    """What the dispute is about, as far as the court depends on it."""

    ORDINARY = "ordinary"
    ONLINE_PURCHASE = "online_purchase"  # contract made or performed on an e-commerce platform
    ONLINE_SERVICE = "online_service"  # made and performed wholly on the internet
    PRODUCT_LIABILITY = "product_liability"  # harm by a product, bought online or not
    PERSONAL_DATA = "personal_data"
    VIRTUAL_PROPERTY = "virtual_property"
    MARITIME = "maritime"  # a voyage: cruise, ferry
    TITLE = "title"  # who owns a thing or an intellectual property right
    STATUS = "status"  # marriage, parentage


@dataclass(frozen=True, slots=True)
class Ground:
    """One clause: why, and what would change the answer."""

    article: Article
    why: Text
    changes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no court confirms, and what may be done instead."""

    article: Article
    why: Text
    instead: Text


@dataclass(frozen=True, slots=True)
class Sums:
    """From which sum in dispute, in yuan, an intermediate court is competent: sides in one province, or not."""

    together: Decimal
    apart: Decimal
    ground: Ground


# The mediating body first: it is nobody's home, and it keeps the file.
ORDER = (Place.BODY, Place.COMPLAINANT, Place.RESPONDENT, Place.THING)
INTERNET_CITIES: Mapping[str, str] = {"11": "北京互联网法院", "3301": "杭州互联网法院", "4401": "广州互联网法院"}

_PLACES: Mapping[Place, Text] = {
    Place.BODY: Text("调解组织所在地", "the seat of the mediating body"),
    Place.COMPLAINANT: Text("消费者住所地", "the consumer's home"),
    Place.RESPONDENT: Text("商家住所地", "the trader's seat"),
    Place.THING: Text("标的物所在地", "the place of the thing in dispute"),
    Place.COURT: Text("作出邀请的", "the invitation"),
}
_COURTS: Mapping[Court, Text] = {
    Court.BASIC: Text("基层人民法院", "the basic people's court"),
    Court.INTERMEDIATE: Text("中级人民法院", "the intermediate people's court"),
    Court.INTERNET: Text("互联网法院", "the internet court"),
    Court.MARITIME: Text("海事法院", "the maritime court"),
}

TO_INVITER = Ground(
    INVITED,
    Text("法院邀请来调解的，向作出邀请的法院提出", "A body invited by a court: the application goes to that court"),
    (
        Text(
            "如果法院没有邀请，由当事人、标的物或者调解组织所在地的法院管", "Without the invitation: the places decide"
        ),
    ),
)
TO_PLACES = Ground(
    OWN_MOTION,
    Text(
        "调解组织自己开展的调解，双方住所地、标的物所在地、调解组织所在地的基层人民法院都可以",
        "Mediation by the body itself: the basic court of a side's home, of the thing or of the body's seat",
    ),
)
TO_MARITIME = Ground(
    Article(MARITIME_LAW, "第四条"),
    Text("海上、通海水域的旅客运输纠纷由海事法院管", "Carriage of passengers by sea belongs to the maritime court"),
)


def _concentrated(zh: str, en: str) -> Ground:
    return Ground(
        Article(INTERNET_RULES, "第一条"),
        Text(
            f"{zh}，在设有互联网法院的城市由互联网法院集中管", f"{en}: concentrated at the internet court of its city"
        ),
    )


# Since 1 November 2025; online product liability and small loans left the list, data and virtual property joined it.
CONCENTRATED: Mapping[Subject, Ground] = {
    Subject.ONLINE_PURCHASE: _concentrated("在电商平台上订立、履行的网购合同", "A purchase on an e-commerce platform"),
    Subject.ONLINE_SERVICE: _concentrated("签订、履行都在网上的服务合同", "A service made and performed online"),
    Subject.PERSONAL_DATA: _concentrated("网络个人信息、隐私权纠纷", "Personal data and privacy online"),
    Subject.VIRTUAL_PROPERTY: _concentrated("网络虚拟财产纠纷", "Virtual property"),
}
LEVEL = Sums(
    Decimal(500_000_000),
    Decimal(100_000_000),
    Ground(
        OWN_MOTION,
        Text(
            "这个纠纷按级别归中级人民法院，向相应的中级人民法院提出",
            "The dispute belongs to an intermediate court by its grade: the application goes there",
        ),
    ),
)
NOT_CONFIRMED: Mapping[Mediated | Subject, Refused] = {
    Mediated.NOBODY: Refused(
        CONFIRMATION,
        Text("双方自己谈成的和解，没有经过调解组织", "The sides settled between themselves; no body mediated"),
        Text(
            "可以请人民调解委员会再调解一次，用那份协议申请；也可以凭和解协议起诉。",
            "A people's mediation committee may mediate anew and its agreement be confirmed; or sue on the settlement.",
        ),
    ),
    Mediated.TRADER: Refused(
        CONFIRMATION,
        Text("商家自己的客服不是依法设立的调解组织", "The trader's own service is no lawfully established body"),
        Text(
            "可以请人民调解委员会或者消费者协会再调解一次，用那份协议申请；也可以凭协议起诉。",
            "A people's mediation committee or consumers' association may mediate anew; or sue on the agreement.",
        ),
    ),
    Subject.TITLE: Refused(
        Article(INTERPRETATION, "第三百五十五条第一款第五项"),
        Text(
            "协议是确认物权、知识产权归谁的，不能司法确认",
            "Agreements on who owns a thing or a right are not confirmed",
        ),
        Text(
            "这一部分请起诉；钱的部分可以单独写一份协议来申请。",
            "Sue for this; put the money in an agreement of its own.",
        ),
    ),
    Subject.STATUS: Refused(
        Article(INTERPRETATION, "第三百五十五条第一款第三项"),
        Text("协议是确认婚姻、亲子、收养关系的，不能司法确认", "Agreements on marriage or parentage are not confirmed"),
        Text("这一部分请起诉。", "Sue for this part."),
    ),
}
CHANGES = (
    Text(
        "如果是法院邀请来调解的，改向作出邀请的法院提出",
        "If a court invited the body: the application goes to that court",
    ),
    Text("双方可以一起改选另一处有管辖权的法院", "The sides may choose another competent court together"),
)
SEVERAL_BODIES = Text(
    "几家调解组织一起调解的，各家所在地的法院都可以；向两家以上提出的，最先立案的法院管（《最高人民法院关于适用"
    "〈中华人民共和国民事诉讼法〉的解释》第三百五十二条）",
    "Several bodies: the court of each is competent; of several asked, the first to file has it (Art 352)",
)
