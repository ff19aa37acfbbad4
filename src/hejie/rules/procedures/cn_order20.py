"""Order 20 of the State Administration for Market Regulation, as amended in 2022: for matters received before 15 April 2026."""

from __future__ import annotations

from datetime import date

from hejie.rules import grounds
from hejie.rules.edition import Edition
from hejie.rules.model import Article, Text, Unit
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._complaint import complaint
from hejie.rules.procedures._enquiry import enquiry
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._report import report
from hejie.rules.procedures._terms import terms

ORDER = Text("市场监督管理投诉举报处理暂行办法", "Interim Measures on Handling Complaints and Reports (Order 20)")


def _art(clause: str) -> Article:
    return Article(ORDER, clause)


LAW = Law(
    name=ORDER,
    complaint=_art("第三条第一款"),
    report=_art("第三条第二款"),
    settle=_art("第十六条第二款"),
    materials=_art("第九条第一款"),
    identity=_art("第九条第一款"),
    agent=_art("第十条第二款"),
    joint=_art("第十一条第二款"),
    acceptance=_art("第十四条"),
    refusal=_art("第十五条"),
    consent=_art("第十六条第一款"),
    delegation=_art("第十七条第一款"),
    meeting=_art("第十八条第二款"),
    remote=_art("第十八条第一款"),
    mediator=_art("第十九条第一款"),
    recusal=_art("第十九条第二款"),
    testing=_art("第二十条第一款"),
    testing_time=_art("第二十条第三款"),
    termination=_art("第二十一条第一款"),
    absence=_art("第二十一条第一款第三项"),
    termination_notice=_art("第二十一条第二款"),
    agreement=_art("第二十二条"),
    record=_art("第二十二条第二款"),
    clue=_art("第二十三条第一款"),
    mixed=_art("第七条"),
    other_ways=laws.OTHER_WAYS,
    dispatch=_art("第三十七条第一款"),
    send_back=_art("第三十七条第二款"),
    venue_dispute=_art("第三十条"),
    above=_art("第十二条第三款"),
    field_office=_art("第二十六条"),
    report_content=_art("第二十四条第一款"),
    report_venue=_art("第二十九条"),
    report_handling=_art("第三十一条第一款"),
    report_repeated=_art("第三十一条第一款"),
    report_result=_art("第三十二条"),
    enquiry=_art("第三十九条第二款"),
    refusal_grounds=grounds.REFUSAL_ORDER_20,
    termination_grounds=grounds.TERMINATION_ORDER_20,
    mediation_days=45,
    mediation_unit=Unit.WORKING_DAY,
    mediation_term=_art("第二十一条第一款第五项"),
    reporter_notice=_art("第三十一条第二款"),
    delegation_by_consent=False,
)

EDITION = Edition(
    key="cn_order20",
    label=Text("国家市场监督管理总局令第20号（2026年4月15日前）", "SAMR Order 20 (before 15 April 2026)"),
    valid_from=date(2020, 1, 1),
    procedures={"complaint": complaint(LAW), "report": report(LAW), "enquiry": enquiry(LAW)},
    terms=terms(LAW),
)
