"""Grounds for refusing a complaint and for ending a mediation, word for word as each edition of the law has them."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Text

REFUSAL_ORDER_121: Mapping[str, Text] = {
    "not_our_duty": Text(
        "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
        "The matter is not within the duties of market regulation, or this authority has no power to handle it",
    ),
    "already_handled": Text(
        "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的",
        "A court, an arbitration body, a market regulation or other authority or a "
        "consumers' association has already accepted or handled the same dispute",
    ),
    "no_consumer_dispute": Text(
        "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
        "The goods or services were not bought or used for daily consumption, "
        "or a consumer dispute with the respondent is not shown",
    ),
    "over_three_years": Text(
        "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
        "More than three years have passed since the complainant knew or should have known of the harm, "
        "unless a law says otherwise",
    ),
    "materials_missing_or_false": Text(
        "未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的",
        "The materials of Article 10(1) and Article 11 were not given, or false materials were given",
    ),
    "identity": Text(
        "冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的",
        "Another person's name was used, or the complainant refuses to have the identity checked",
    ),
    "other_law": Text(
        "法律、法规、规章规定不予受理的其他情形",
        "Other cases in which laws, regulations or rules say that a complaint is not accepted",
    ),
}

TERMINATION_ORDER_121: Mapping[str, Text] = {
    "withdrawn_or_settled": Text(
        "投诉人撤回投诉或者双方自行和解的",
        "The complainant withdrew the complaint, or the sides settled between themselves",
    ),
    "absent_or_refused": Text(
        "投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的",
        "The complainant or the respondent stays away without good reason, or clearly refuses mediation",
    ),
    "no_agreement": Text(
        "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
        "After mediation, the complainant or the respondent clearly says that no agreement can be reached",
    ),
    "testing_cost": Text(
        "投诉人与被投诉人对鉴定、检测费用承担无法协商一致的", "The sides cannot agree who bears the cost of testing"
    ),
    "time_limit": Text(
        "自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的",
        "The sides have not reached an agreement within sixty days of acceptance",
    ),
    "refusal_ground_found": Text(
        "市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的",
        "After acceptance, a case of Article 16 or Article 42 is found",
    ),
    "party_gone": Text(
        "投诉人、被投诉人死亡或者主体资格灭失的", "The complainant or the respondent has died or ceased to exist"
    ),
    "other_law": Text(
        "法律、法规、规章规定的应当终止调解的其他情形",
        "Other cases in which laws, regulations or rules say that mediation ends",
    ),
}

REFUSAL_ORDER_20: Mapping[str, Text] = {
    "not_our_duty": REFUSAL_ORDER_121["not_our_duty"],
    "already_handled": Text(
        "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会或者依法成立的其他调解组织已经受理或者处理过同一消费者权益争议的",
        "A court, an arbitration body, a market regulation or other authority, a consumers' association "
        "or another lawful mediation body has already accepted or handled the same dispute",
    ),
    "no_consumer_dispute": REFUSAL_ORDER_121["no_consumer_dispute"],
    "over_three_years": REFUSAL_ORDER_121["over_three_years"],
    "materials_missing": Text(
        "未提供本办法第九条第一款和第十条规定的材料的", "The materials of Article 9(1) and Article 10 were not given"
    ),
    "other_law": REFUSAL_ORDER_121["other_law"],
}

TERMINATION_ORDER_20: Mapping[str, Text] = {
    "withdrawn_or_settled": TERMINATION_ORDER_121["withdrawn_or_settled"],
    "testing_body_or_cost": Text(
        "投诉人与被投诉人对委托承担检定、检验、检测、鉴定工作的技术机构或者费用承担无法协商一致的",
        "The sides cannot agree on the testing body or on who bears the cost",
    ),
    "absent_or_refused": Text(
        "投诉人或者被投诉人无正当理由不参加调解，或者被投诉人明确拒绝调解的",
        "Either side stays away without good reason, or the respondent clearly refuses mediation",
    ),
    "no_agreement": TERMINATION_ORDER_121["no_agreement"],
    "time_limit": Text(
        "自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的",
        "The sides have not reached an agreement within forty-five working days of acceptance",
    ),
    "refusal_ground_found": Text(
        "市场监督管理部门受理投诉后，发现存在本办法第十五条规定情形的",
        "After acceptance, a case of Article 15 is found",
    ),
    "other_law": TERMINATION_ORDER_121["other_law"],
}

# Order 121 Art 17: what an officer may weigh when judging the third ground. Ticked by a person, never counted together.
FACTORS: Mapping[str, Text] = {
    "unusual_quantity": Text(
        "购买商品的数量、次数、频率等与商品保质期或者消费者的通常消费习惯明显不符的",
        "Quantity, number or frequency of purchases clearly does not fit shelf life or usual consumption",
    ),
    "many_complaints": Text(
        "同一投诉人对同一经营者、同一类商品或者服务、同一类问题短期内大量投诉，或者不同投诉人恶意串通，"
        "对同一经营者、同一类商品或者服务、同一类问题短期内集中投诉的",
        "One complainant files many complaints in a short time about the same trader, kind of goods or service "
        "or problem, or several complainants collude in doing so",
    ),
    "no_real_consumption": Text(
        "不能证明存在已实际购买商品或者接受服务、自身合法权益已实际受到侵害等真实消费关系或者消费者权益争议的",
        "A real purchase or service, real harm to one's own rights, or a consumer dispute is not shown",
    ),
    "shared_contacts": Text(
        "多人使用同一手机号码、通讯地址等联系方式投诉的",
        "Several people complain with the same phone number, postal address or other contact",
    ),
    "other": Text("其他根据实际需要可以考虑的因素", "Other factors that the circumstances call for"),
}

# Order 121 Art 42: what is passed on to the police.
POLICE: Mapping[str, Text] = {
    "planted": Text("夹带", "Something was planted in the goods"),
    "swapped": Text("掉包", "The goods were swapped"),
    "forged": Text("造假", "Something was forged"),
    "altered": Text("篡改商品信息", "Information on the goods was altered"),
    "invented": Text("捏造事实", "Facts were invented"),
    "blackmail": Text("对经营者进行敲诈勒索", "The trader was blackmailed"),
    "other": Text("以其他方式骗取经营者的赔偿", "Compensation was obtained by other deceit"),
}

# Order 121 Art 43(2), 43(3) and 44: what comes as a complaint or report and is none.
OUTSIDE: Mapping[str, Text] = {
    "enquiry": Text("咨询", "An enquiry"),
    "disclosure": Text("政府信息公开申请", "A request for government information"),
    "reconsideration": Text("行政复议申请", "An application for administrative reconsideration"),
    "discipline": Text("纪检监察检举控告", "A charge for the bodies of discipline inspection"),
    "other": Text("其他不适用本办法的事项", "Another matter outside of these rules"),
}
OTHER_POWERS: Mapping[str, Text] = {
    "not_ours": Text("不归市场监管部门", "Not a matter of market regulation"),
    "other_office": Text("归另一个市场监管部门", "A matter of another office of market regulation"),
    "antitrust": Text("反垄断、公平竞争审查", "Antitrust or fair competition review"),
    "drug_registration": Text("药品、医疗器械、化妆品注册备案", "Registration of drugs, medical devices or cosmetics"),
    **OUTSIDE,
}

CASE_NOT_FILED: Mapping[str, Text] = {
    "minor": Text(
        "违法行为轻微并及时改正，没有造成危害后果", "The breach is minor, was put right in time and did no harm"
    ),
    "first_time": Text(
        "初次违法且危害后果轻微并及时改正", "It is a first breach with slight harm and was put right in time"
    ),
    "no_fault": Text(
        "当事人有证据足以证明没有主观过错，但法律、行政法规另有规定的除外",
        "The party has evidence enough that it was not at fault, unless a law or regulation says otherwise",
    ),
    "other": Text("依法可以不予立案的其他情形", "Other cases in which the law allows not to open a case"),
}
