"""调解记录: kept where no mediation agreement is drawn up."""

from __future__ import annotations

from hejie.documents.kinds import add_kind
from hejie.rules.model import Text

add_kind(
    key="mediation_record",
    title=Text("调解记录", "Record of mediation"),
    number_word="调记",
    clause="第二十四条第二款",
    required=(
        "at",
        "place",
        "mediators",
        "complainant",
        "respondent",
        "content",
        "course",
        "result",
    ),
    official_phrases=(
        "调解人员：",
        "一、投诉内容及投诉请求",
        "二、调解经过",
        "三、调解结果",
        "以上记录经核对无误。",
    ),
    sample={
        "at": "2026-11-19T14:30",
        "place": "云青市市场监督管理局二楼调解室",
        "mediators": "苏某",
        "complainant": "林某",
        "respondent": "云汀筑美建材有限公司（方某，售后经理）",
        "content": "瓷砖铺贴后约11平方米出现明显色差，请求重铺并赔偿损失。",
        "course": "调解人员分别听取双方意见，查看了照片和送货单。\n被投诉人承认送错批次。",
        "result": "被投诉人当场退还人民币2,000.00元，投诉人同意不再要求重铺。双方同意不制作调解书。",
    },
)
