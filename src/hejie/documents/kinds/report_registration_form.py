"""举报登记表, official form 2: a report that came by telephone, letter or at the counter; it may be anonymous."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="report_registration_form",
    title=Text("举报登记表", "Report registration form"),
    number_word="举登",
    clause="第二十八条第一款",
    required=("registrar", "reporter", "respondent", "facts", "officer"),
    official_phrases=(
        "登记单位：",
        "编号：",
        "举报人",
        "姓名",
        "联系电话",
        "联系地址",
        "身份证件号码",
        "被举报人",
        "名称（姓名）",
        "地址",
        "涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据",
        "举报人（签字）：",
        "经办人（签字）：",
    ),
    sample={
        "registrar": "云青市澄湖区市场监督管理局",
        "reporter": {
            "name": "林某",
            "phone": "13800000916",
            "id_number": "居民身份证 330802********0916",
            "address": "云青市澄湖区柳湾路 8 号",
        },
        "respondent": {"name": "云汀筑美建材有限公司", "address": "云青市澄湖区建材市场 3 幢 12 号"},
        "facts": "2026年11月3日在店内看到瓷砖包装没有厂名、厂址和执行标准，店员说是出口转内销。附照片三张。",
        "officer": "周某",
    },
)
