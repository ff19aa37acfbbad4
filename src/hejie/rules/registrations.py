"""Numbers that tie a company to a website: the ICP filing or licence, and the value-added telecom licence.

A group may split one business among companies: one holds the domain, another runs the platform, a third signs the
contract. The numbers on the page say who runs the site (Measures on Internet Information Services, Art 12: they stand
on its home page); `operator_of` weighs them and says why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hejie.rules.citation import cite
from hejie.rules.model import Article, Text

INTERNET_SERVICES = Text("互联网信息服务管理办法", "Measures on Internet Information Services")
E_COMMERCE = Text("中华人民共和国电子商务法", "E-Commerce Law")
NUMBERS_SHOWN = Article(INTERNET_SERVICES, "第十二条")
LICENCE_SHOWN = Article(E_COMMERCE, "第十五条")
PLATFORM_IS = Article(E_COMMERCE, "第九条第二款")

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕陇甘青宁新"
FIRST_YEAR = 1997
_FILING = re.compile(rf"([{PROVINCES}])ICP备(\d{{8}}|20\d{{8}})号?(?:-(\d{{1,4}})([AX]?))?")
_LICENCE = re.compile(rf"([{PROVINCES}])ICP证(\d{{6,8}})号?")
_TELECOM = re.compile(rf"(合字|[{PROVINCES}])?([AB][12](?:[.,、][AB][12])*)-(\d{{4}})(\d{{4}})号?")


@dataclass(frozen=True, slots=True)
class IcpNumber:
    """`京ICP备12345678号-3`: `subject` names the company, the same for all of its sites; `site` the one site."""

    province: str
    subject: str
    is_licence: bool
    site: str = ""

    def __str__(self) -> str:
        kind = "证" if self.is_licence else "备"
        return f"{self.province}ICP{kind}{self.subject}号" + (f"-{self.site}" if self.site else "")

    @property
    def holder(self) -> str:
        """The part that all sites of one company share."""
        return f"{self.province}ICP{'证' if self.is_licence else '备'}{self.subject}"


@dataclass(frozen=True, slots=True)
class TelecomLicence:
    """`合字B2-20200001`, `粤B1.B2-20190002`: value-added telecom services; `area` is empty or 合字 across provinces."""

    area: str
    services: tuple[str, ...]
    year: int
    serial: str

    def __str__(self) -> str:
        return f"{self.area}{'.'.join(self.services)}-{self.year}{self.serial}"


def read_icp(text: str) -> IcpNumber | None:
    """The filing or licence number in what was typed or copied from a page; None when it has not the form of one."""
    words = _plain(text)
    if found := _FILING.fullmatch(words):
        province, subject, site, mark = found.groups()
        return IcpNumber(province, subject, is_licence=False, site=f"{site}{mark}" if site else "")
    found = _LICENCE.fullmatch(words)
    return IcpNumber(found[1], found[2], is_licence=True) if found else None


def read_telecom_licence(text: str) -> TelecomLicence | None:
    """The number of a telecom licence; None when it has not the form of one, or was issued before there were any."""
    found = _TELECOM.fullmatch(_plain(text))
    if not found or int(found[3]) < FIRST_YEAR:
        return None
    return TelecomLicence(found[1] or "", tuple(re.split("[.,、]", found[2])), int(found[3]), found[4])


def _plain(text: str) -> str:
    """Full-width letters, spaces and dashes of every kind read like plain ones."""
    words = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[-‐-―−]", "-", re.sub(r"\s+", "", words))


@dataclass(frozen=True, slots=True)
class Company:
    """One company of a group: its name, the code of its seat, and the numbers it holds."""

    name: str
    seat: str
    icp: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """What a website shows of whoever runs it, and whom the order names as the seller or payee."""

    icp: str = ""
    licence: str = ""
    business_licence: str = ""  # name on the business licence shown
    contract_with: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the site, why, and what does not fit and has to be cleared up."""

    company: Company
    why: Text
    doubts: tuple[Text, ...]


def operator_of(site: Site, companies: Sequence[Company]) -> Operator | None:
    """Which company of a group answers for a site: holder of the telecom licence, of the ICP number, or the one named.

    In this order: who may run a trading platform holds the telecom licence, whatever company holds the domain. None
    when nothing on the page leads to any of them.
    """
    signs = _signs(site, companies)
    if not signs:
        return None
    company, why = signs[0]
    doubts = tuple(_doubt(other, said) for other, said in signs[1:] if other is not company)
    return Operator(company, why, doubts)


def _signs(site: Site, companies: Sequence[Company]) -> list[tuple[Company, Text]]:
    """Each number or name on the page that one of the companies holds, the weightiest first."""
    licence, icp = read_telecom_licence(site.licence), read_icp(site.icp)
    found = (
        (
            _holder(companies, lambda one: licence and licence in map(read_telecom_licence, one.licences)),
            _by_licence(site),
        ),
        (_holder(companies, lambda one: icp and icp.holder in _held(one)), _by_icp(site)),
        (_holder(companies, lambda one: one.name == site.business_licence), _BY_NAME),
        (_holder(companies, lambda one: one.name == site.contract_with), _BY_CONTRACT),
    )
    return [(company, why) for company, why in found if company]


def _held(company: Company) -> set[str]:
    return {number.holder for number in map(read_icp, company.icp) if number}


def _holder(companies: Sequence[Company], holds: Callable[[Company], object]) -> Company | None:
    return next((company for company in companies if holds(company)), None)


def _said(zh: str, en: str, article: Article) -> Text:
    return Text(f"{zh}（{article}）", f"{en} ({cite(article).en})")


def _by_licence(site: Site) -> Text:
    return _said(
        f"网站公示的增值电信业务经营许可证 {site.licence} 是它的，经营平台的是它",
        f"it holds the telecom licence {site.licence} shown on the site, so it runs the platform",
        PLATFORM_IS,
    )


def _by_icp(site: Site) -> Text:
    return _said(
        f"网站的备案号 {site.icp} 是它的，网站由它主办",
        f"it holds the ICP number {site.icp} of the site, so the site is its own",
        NUMBERS_SHOWN,
    )


_BY_NAME = _said("网站公示的营业执照是它的", "the business licence shown on the site is its own", LICENCE_SHOWN)
_BY_CONTRACT = Text("订单或者付款凭证写的是它", "the order or the receipt names it")


def _doubt(company: Company, said: Text) -> Text:
    return Text(
        f"但是{company.name}：{said.zh}。两边不一致，要请商家说明",
        f"But {company.name}: {said.en}. The two do not fit; the trader is to explain",
    )
