"""投诉登记表, official form 1: a complaint that came by telephone, letter or at the counter."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="registration_form",
    title=Text("投诉登记表", "Complaint registration form"),
    number_word="投登",
    clause="第十条第二款",
    required=(
        "registrar",
        "complainant",
        "respondent",
        "facts",
        "claims",
        "officer",
    ),
    official_phrases=(
        "登记单位：",
        "编号：",
        "被投诉人",
        "联系人",
        "联系电话",
        "消费者权益争议事实依据",
        "投诉请求",
        "证件类型",
        "证件号码",
        "是否同意公示投诉信息",
        "是否同意委托调解",
        "名称（姓名）",
        "联系地址",
        "投诉人（签字）：",
        "经办人（签字）：",
    ),
    sample={
        "registrar": "云青市澄湖区市场监督管理局",
        "complainant": {
            "name": "林某",
            "phone": "13800000916",
            "id_type": "居民身份证",
            "id_number": "330802********0916",
            "address": "云青市澄湖区柳湾路 8 号",
            "publish": True,
            "delegate": False,
        },
        "respondent": {
            "name": "云汀筑美建材有限公司",
            "contact": "方某",
            "address": "云青市澄湖区建材市场 3 幢 12 号",
            "phone": "0570-0000888",
        },
        "facts": "2026年7月18日购买抛釉砖62平方米，价款13,640.00元，铺贴后约11平方米出现明显色差。附照片、送货单。",
        "claims": "重铺约11平方米；赔偿损失2,000.00元。",
        "officer": "周某",
    },
)
