"""人民调解协议书: what both sides agreed before a people's mediation committee, with what Art 29 asks for.

The order of its parts follows the form that committees use (调解协议书), as far as remembered: decision 0142.
"""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.agreement_contents import LAW
from hejie.rules.model import Text

add_kind(
    key="peoples_agreement",
    title=Text("人民调解协议书", "People's mediation agreement"),
    number_word="人调",
    clause="第二十九条",
    law=LAW,
    required=(
        "complainant",
        "respondent",
        "body",
        "case_number",
        "facts",
        "issues",
        "responsibility",
        "terms",
        "manner",
        "schedule",
    ),
    official_phrases=(
        "一、当事人基本情况",
        "二、纠纷的主要事实",
        "三、争议事项",
        "四、各方当事人的责任",
        "五、协议内容",
        "六、履行的方式",
        "七、履行的期限",
        "双方自愿达成如下协议：",
        "本协议自双方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。",
        "本协议由当事人各执一份，人民调解委员会留存一份。",
        "双方可以自本协议生效之日起三十日内共同向人民法院申请司法确认",
        "申请人（签名）：",
        "被申请人（签名）：",
        "人民调解员（签名）：",
    ),
    sample={
        "complainant": {"name": "林某", "phone": "13800000916", "address": "云青市澄湖区柳湾路 8 号"},
        "respondent": {
            "name": "云汀筑美建材有限公司",
            "credit_code": "91330800MA28DEMO0X",
            "address": "云青市澄湖区建材市场 3 幢 12 号",
            "phone": "0570-0000888",
            "agent": "方某，售后经理",
        },
        "body": "云青市消费纠纷人民调解委员会",
        "case_number": "2611-1204-7182",
        "facts": "2026年7月18日，申请人在被申请人处购买抛釉砖62平方米，铺贴后约11平方米出现明显色差。",
        "issues": "是否重铺，费用由谁承担，误工损失赔多少。",
        "responsibility": "被申请人送错批次，对色差负责；申请人铺贴前没有对照批号，自行承担误工损失。",
        "terms": ["被申请人拆除并重铺约11平方米瓷砖，费用由被申请人承担。", "被申请人补偿申请人人民币2,000.00元。"],
        "manner": "重铺使用同一批次产品；补偿款按原付款方式退回。",
        "schedule": ["商家2026年12月10日前：拆除并重铺", "商家2026年11月26日前：赔偿损失 2000.00 元"],
    },
)
