"""企业调解协议: what the enterprise's own mediators brought about; a contract of the sides, kept by the platform."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.agreement_contents import CIVIL_CODE
from hejie.rules.model import Text

add_kind(
    key="enterprise_agreement",
    title=Text("企业调解协议", "Agreement by the enterprise's mediation"),
    number_word="企调",
    clause="第四百七十条",
    law=CIVIL_CODE,
    required=(
        "complainant",
        "respondent",
        "body",
        "case_number",
        "facts",
        "terms",
        "schedule",
    ),
    official_phrases=(
        "一、当事人",
        "二、纠纷的主要事实",
        "三、协议内容",
        "四、履行的期限",
        "双方自愿达成如下协议：",
        "本协议是双方之间的合同，自双方和调解人员签名之日起生效，对双方具有法律约束力。",
        "调解的是企业自建的调解组织，本协议不能申请司法确认。",
        "消费者（签名）：",
        "经营者（签名）：",
        "调解人员（签名）：",
    ),
    sample={
        "complainant": {"name": "林某", "phone": "13800000916", "address": "云青市澄湖区柳湾路 8 号"},
        "respondent": {
            "name": "云汀筑美建材有限公司",
            "credit_code": "91330800MA28DEMO0X",
            "address": "云青市澄湖区建材市场 3 幢 12 号",
            "phone": "0570-0000888",
            "agent": "",
        },
        "body": "澄湖建材市场消费纠纷调解室",
        "case_number": "2611-1204-7182",
        "facts": "2026年7月18日购买抛釉砖62平方米，铺贴后约11平方米出现明显色差。",
        "terms": ["经营者补偿消费者人民币2,000.00元。"],
        "schedule": ["商家2026年11月26日前：赔偿损失 2000.00 元"],
    },
)
