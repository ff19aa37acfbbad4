"""Order 121 of the State Administration for Market Regulation, in force from 15 April 2026."""

from __future__ import annotations

from datetime import date

from hejie.rules import grounds
from hejie.rules.edition import Edition
from hejie.rules.model import Article, Text, Unit
from hejie.rules.procedures._complaint import complaint
from hejie.rules.procedures._enquiry import enquiry
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._report import report
from hejie.rules.procedures._terms import terms

ORDER = Text("市场监督管理投诉举报处理办法", "Measures on Handling Complaints and Reports (Order 121)")


def _art(clause: str) -> Article:
    return Article(ORDER, clause)


LAW = Law(
    name=ORDER,
    complaint=_art("第三条第一款"),
    report=_art("第三条第二款"),
    settle=_art("第十八条第二款"),
    materials=_art("第十条第一款"),
    identity=_art("第十条第三款"),
    agent=_art("第十一条第二款"),
    joint=_art("第十二条第二款"),
    acceptance=_art("第十五条第一款"),
    refusal=_art("第十六条"),
    consent=_art("第十八条第一款"),
    delegation=_art("第十九条"),
    meeting=_art("第二十条第二款"),
    remote=_art("第二十条第一款"),
    mediator=_art("第二十一条第一款"),
    recusal=_art("第二十一条第二款"),
    testing=_art("第二十二条第一款"),
    testing_time=_art("第二十二条第三款"),
    termination=_art("第二十三条第一款"),
    absence=_art("第二十三条第一款第二项"),
    termination_notice=_art("第二十三条第二款"),
    agreement=_art("第二十四条"),
    record=_art("第二十四条第二款"),
    clue=_art("第二十七条第一款"),
    mixed=_art("第九条"),
    other_ways=_art("第二十五条"),
    dispatch=_art("第四十一条第一款"),
    send_back=_art("第四十一条第二款"),
    venue_dispute=_art("第三十三条"),
    above=_art("第十三条第四款"),
    field_office=_art("第三十条"),
    report_content=_art("第二十八条第一款"),
    report_venue=_art("第三十四条"),
    report_handling=_art("第三十五条第一款"),
    report_repeated=_art("第三十五条第二款"),
    report_result=_art("第三十六条"),
    enquiry=_art("第四十四条"),
    refusal_grounds=grounds.REFUSAL_ORDER_121,
    termination_grounds=grounds.TERMINATION_ORDER_121,
    mediation_days=60,
    mediation_unit=Unit.CALENDAR_DAY,
    mediation_term=_art("第二十三条第一款第五项"),
    factors=_art("第十七条第一款"),
    police=_art("第四十二条"),
    designates_testing=True,
)

EDITION = Edition(
    key="cn_order121",
    label=Text("国家市场监督管理总局令第121号（2026年4月15日起施行）", "SAMR Order 121 (in force from 15 April 2026)"),
    valid_from=date(2026, 4, 15),
    procedures={"complaint": complaint(LAW), "report": report(LAW), "enquiry": enquiry(LAW)},
    terms=terms(LAW),
)
