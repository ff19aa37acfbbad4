"""The laws behind every edition, and the table of clauses an edition fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hejie.rules.model import Article, Text, Unit

CONSUMER_LAW = Text("中华人民共和国消费者权益保护法", "Consumer Protection Law")
CIVIL_CODE = Text("中华人民共和国民法典", "Civil Code")
CIVIL_PROCEDURE = Text("中华人民共和国民事诉讼法", "Civil Procedure Law")
SIGNATURE_LAW = Text("中华人民共和国电子签名法", "Electronic Signature Law")
PENALTY_PROCEDURE = Text("市场监督管理行政处罚程序规定", "Provisions on the Procedure of Administrative Penalties")
PERSONAL_INFORMATION_LAW = Text("中华人民共和国个人信息保护法", "Personal Information Protection Law")
HOUSE = Text("平台办事约定", "House rules of the platform (working definition)")

OTHER_WAYS = Article(CONSUMER_LAW, "第三十九条")
SETTLE_DIRECTLY = Article(CONSUMER_LAW, "第三十九条第一项")
OFFER = Article(CIVIL_CODE, "第四百七十二条")
REVOKE_OFFER = Article(CIVIL_CODE, "第四百七十六条")
REJECT_OFFER = Article(CIVIL_CODE, "第四百七十八条")
ACCEPT_OFFER = Article(CIVIL_CODE, "第四百七十九条")
SIGNED_CONTRACT = Article(CIVIL_CODE, "第四百九十条第一款")
PERFORM = Article(CIVIL_CODE, "第五百零九条第一款")
NOTIFY = Article(CIVIL_CODE, "第五百零九条第二款")
BREACH = Article(CIVIL_CODE, "第五百七十七条")
E_SIGNATURE = Article(SIGNATURE_LAW, "第十四条")
KEPT_NO_LONGER = Article(PERSONAL_INFORMATION_LAW, "第十九条")
CORRECTION = Article(PERSONAL_INFORMATION_LAW, "第四十六条")
CONFIRMATION = Article(CIVIL_PROCEDURE, "第二百零五条")
CLUE_CHECK = Article(PENALTY_PROCEDURE, "第十八条第一款")
CLUE_TESTING = Article(PENALTY_PROCEDURE, "第十八条第二款")
CASE_FILED = Article(PENALTY_PROCEDURE, "第十九条")
CASE_NOT_FILED = Article(PENALTY_PROCEDURE, "第二十条")
CASE_DECISION = Article(PENALTY_PROCEDURE, "第六十四条第一款")
ODR_SETTLEMENT = Article(HOUSE, "直接协商期限")  # ten working days, as on the 12315 platform; see docs/decisions/0009
HOUSE_TALK = Article(HOUSE, "沟通")
HOUSE_RATING = Article(HOUSE, "评价")
HOUSE_ENQUIRY = Article(HOUSE, "咨询答复")
HOUSE_REVIEW = Article(HOUSE, "复核不予受理")  # no law asks for it; see docs/decisions/0040
REWARD_RULES = Text(
    "市场监管领域重大违法行为举报奖励暂行办法", "Interim Measures on Rewards for Reporting Major Breaches"
)
REWARD_GRADE = Article(REWARD_RULES, "第十一条")
REWARD_AMOUNT = Article(REWARD_RULES, "第十二条")


@dataclass(frozen=True, slots=True)
class Law:
    """Which clause of an edition says what, its grounds word for word, and its numbers."""

    name: Text
    complaint: Article  # what a complaint is
    report: Article  # what a report is
    settle: Article  # the sides are encouraged to settle between themselves
    materials: Article
    identity: Article
    agent: Article  # through somebody with a power of attorney
    joint: Article  # several complainants, two representatives
    acceptance: Article
    refusal: Article
    consent: Article
    delegation: Article
    meeting: Article  # time, place and mediator told before
    remote: Article  # mediation by internet, telephone, audio or video
    mediator: Article  # who conducts a mediation
    recusal: Article
    testing: Article
    testing_time: Article
    termination: Article
    absence: Article  # staying away without good reason, a ground of termination
    termination_notice: Article
    agreement: Article  # 调解书
    record: Article  # 调解记录
    clue: Article  # a breach found in mediation
    mixed: Article  # complaint and report in one paper
    other_ways: Article
    dispatch: Article
    send_back: Article
    venue_dispute: Article
    above: Article  # taking up by a higher office, handing up to it
    field_office: Article  # stations act in the county's name
    report_content: Article
    report_venue: Article  # a report that came to the wrong office
    report_handling: Article
    report_repeated: Article
    report_result: Article
    enquiry: Article
    refusal_grounds: Mapping[str, Text]
    termination_grounds: Mapping[str, Text]
    mediation_days: int
    mediation_unit: Unit
    mediation_term: Article
    reporter_notice: Article | None = None  # telling a named reporter within five working days
    factors: Article | None = None  # what may be weighed when no consumer dispute is seen
    police: Article | None = None  # deceit and blackmail by the filer
    delegation_by_consent: bool = True
    designates_testing: bool = False  # the office names the testing body where the sides agree on none
