"""投诉调解书, official form 9: what both sides agreed before the authority."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text
from hejie.rules.switches import ORDER_121

add_kind(
    key="mediation_agreement",
    title=Text("投诉调解书", "Mediation agreement"),
    number_word="投调",
    clause="第二十四条第一款",
    required=(
        "complainant",
        "respondent",
        "content",
        "law",
        "terms",
    ),
    official_phrases=(
        "投诉人：",
        "被投诉人：",
        "联系电话：",
        "联系地址：",
        "委托代理人：",
        "法定代表人（负责人）：",
        "地址（经营场所）：",
        "投诉内容及投诉请求：",
        "根据《市场监督管理投诉举报处理办法》有关规定，本局组织双方当事人进行调解，双方自愿达成如下协议：",
        "本调解书经双方当事人签字后生效。调解书生效后，一方当事人未履行的，另一方当事人可以依据《中华人民共和国消费者权益保护法》第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。",
        "投诉人（签名）：",
        "被投诉人（签名）：",
        "调解人员（签名）：",
    ),
    sample={
        "complainant": {
            "name": "林某",
            "phone": "13800000916",
            "address": "云青市澄湖区柳湾路 8 号",
            "agent": "林小某",
            "agent_phone": "13800000917",
            "agent_address": "云青市澄湖区柳湾路 8 号",
        },
        "respondent": {
            "name": "云汀筑美建材有限公司",
            "head": "方某",
            "phone": "0570-0000888",
            "address": "云青市澄湖区建材市场 3 幢 12 号",
        },
        "content": "2026年7月18日购买抛釉砖62平方米，铺贴后约11平方米出现明显色差。请求重铺并赔偿损失。",
        "law": ORDER_121.zh,
        "terms": [
            "被投诉人于2026年12月10日前将约11平方米瓷砖拆除并重铺，费用由被投诉人承担。",
            "被投诉人于2026年11月26日前一次性补偿投诉人人民币2,000.00元（大写：贰仟元整）。",
        ],
    },
)
