"""The editions against the law: terms, and grounds word for word."""

from __future__ import annotations

import re

import pytest

from hejie.rules import machine
from hejie.rules.citation import cite
from hejie.rules.edition import Edition
from hejie.rules.model import Field, Unit

WD, CD = Unit.WORKING_DAY, Unit.CALENDAR_DAY

ORDER_121_ARTICLE_16 = """\
（一）投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的；
（二）法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的；
（三）不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的；
（四）除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的；
（五）未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的；
（六）冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的；
（七）法律、法规、规章规定不予受理的其他情形。"""
ORDER_121_ARTICLE_23 = """\
（一）投诉人撤回投诉或者双方自行和解的；
（二）投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的；
（三）经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的；
（四）投诉人与被投诉人对鉴定、检测费用承担无法协商一致的；
（五）自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的；
（六）市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的；
（七）投诉人、被投诉人死亡或者主体资格灭失的；
（八）法律、法规、规章规定的应当终止调解的其他情形。"""
ORDER_20_ARTICLE_15 = """\
（一）投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的；
（二）法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会或者依法成立的其他调解组织已经受理或者处理过同一消费者权益争议的；
（三）不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的；
（四）除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的；
（五）未提供本办法第九条第一款和第十条规定的材料的；
（六）法律、法规、规章规定不予受理的其他情形。"""
ORDER_20_ARTICLE_21 = """\
（一）投诉人撤回投诉或者双方自行和解的；
（二）投诉人与被投诉人对委托承担检定、检验、检测、鉴定工作的技术机构或者费用承担无法协商一致的；
（三）投诉人或者被投诉人无正当理由不参加调解，或者被投诉人明确拒绝调解的；
（四）经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的；
（五）自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的；
（六）市场监督管理部门受理投诉后，发现存在本办法第十五条规定情形的；
（七）法律、法规、规章规定的应当终止调解的其他情形。"""


@pytest.mark.parametrize(
    ("edition", "move", "law"),
    [
        ("cn_order121", "refuse", ORDER_121_ARTICLE_16),
        ("cn_order121", "terminate", ORDER_121_ARTICLE_23),
        ("cn_order20", "refuse", ORDER_20_ARTICLE_15),
        ("cn_order20", "terminate", ORDER_20_ARTICLE_21),
    ],
)
def test_grounds_stand_word_for_word_and_in_order(edition: str, move: str, law: str):
    grounds: Field = machine.edition(edition).procedures["complaint"].moves[move].fields[0]
    numbered = [
        f"（{number}）{text.zh}" for number, text in zip("一二三四五六七八", grounds.choices.values(), strict=False)
    ]

    assert "；\n".join(numbered) + "。" == law


@pytest.mark.parametrize(
    ("edition", "term", "days", "unit", "article"),
    [
        ("cn_order121", "odr_settlement", 10, WD, "《平台办事约定》直接协商期限"),
        ("cn_order121", "acceptance", 7, WD, "《市场监督管理投诉举报处理办法》第十五条第一款"),
        ("cn_order20", "acceptance", 7, WD, "《市场监督管理投诉举报处理暂行办法》第十四条"),
        ("cn_order121", "mediation", 60, CD, "《市场监督管理投诉举报处理办法》第二十三条第一款第五项"),
        ("cn_order20", "mediation", 45, WD, "《市场监督管理投诉举报处理暂行办法》第二十一条第一款第五项"),
        ("cn_order121", "termination_notice", 7, WD, "《市场监督管理投诉举报处理办法》第二十三条第二款"),
        ("cn_order20", "termination_notice", 7, WD, "《市场监督管理投诉举报处理暂行办法》第二十一条第二款"),
        ("cn_order121", "venue_dispute", 7, WD, "《市场监督管理投诉举报处理办法》第三十三条"),
        ("cn_order20", "venue_dispute", 7, WD, "《市场监督管理投诉举报处理暂行办法》第三十条"),
        ("cn_order121", "report_check", 15, WD, "《市场监督管理行政处罚程序规定》第十八条第一款"),
        ("cn_order121", "report_check_extended", 30, WD, "《市场监督管理行政处罚程序规定》第十八条第一款"),
        ("cn_order121", "case_decision", 90, CD, "《市场监督管理行政处罚程序规定》第六十四条第一款"),
        ("cn_order121", "judicial_confirmation", 30, CD, "《中华人民共和国民事诉讼法》第二百零五条"),
        ("cn_order20", "reporter_notice", 5, WD, "《市场监督管理投诉举报处理暂行办法》第三十一条第二款"),
    ],
)
def test_terms_are_those_of_the_law(edition: str, term: str, days: int, unit: Unit, article: str):
    found = machine.edition(edition).terms[term]

    assert (found.days, found.unit, str(found.article)) == (days, unit, article)


def test_order_121_no_longer_asks_to_tell_the_reporter_within_five_days():
    assert "reporter_notice" not in machine.edition("cn_order121").terms


def test_an_article_is_cited_in_both_languages():
    term = machine.edition("cn_order121").terms["mediation"]

    assert cite(term.article).en == "Measures on Handling Complaints and Reports (Order 121), Article 23(1), item 5"
    confirmation = machine.edition("cn_order121").terms["judicial_confirmation"]
    assert cite(confirmation.article).en == "Civil Procedure Law, Article 205"


def test_every_article_of_a_procedure_is_cited_in_english_without_a_chinese_word():
    for procedure in (one for edition in machine.editions().values() for one in edition.procedures.values()):
        needs = [need.article for move in procedure.moves.values() for need in move.needs]
        parts = (*procedure.moves.values(), *procedure.states.values())
        for article in (*needs, *(part.article for part in parts)):
            assert re.search(r", (Article \d|[a-z])", cite(article).en), article
            assert cite(article).en.isascii(), article


EVERY_EDITION = [pytest.param(edition, id=key) for key, edition in machine.editions().items()]


@pytest.mark.parametrize("edition", EVERY_EDITION)
def test_what_comes_next_is_said_to_no_one_side(edition: Edition) -> None:
    """The filer, the trader, the office and whoever mediates read the same words: none of them is 您 there."""
    states = [state for procedure in edition.procedures.values() for state in procedure.states.values()]
    said = [term.consequence for term in edition.terms.values()] + [state.next_step for state in states]
    assert [text for text in said if "您" in text.zh or re.search(r"\byou(r|rs)?\b", text.en, re.IGNORECASE)] == []
