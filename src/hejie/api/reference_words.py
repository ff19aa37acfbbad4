"""What each group and operation of the API is called, in Chinese beside the English of the description itself."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Text

GROUPS: Mapping[str, Text] = {
    "me": Text("我是谁", "Who is asking"),
    "cases": Text("案件", "Cases"),
    "evidence": Text("证据", "Evidence"),
    "traders": Text("商家", "Traders"),
    "rooms": Text("调解室", "Mediation rooms"),
    "sums": Text("依法算账", "Sums by law"),
}
SUMMARIES: Mapping[str, str] = {
    "whoami_whoami": "令牌是谁的，有哪些岗位",
    "filing_send_ahead": "提交前先传材料",
    "filing_schema": "提交时要填哪些内容（JSON schema）",
    "filing_office": "会由哪个部门办，为什么",
    "traders_search": "按名称或者信用代码查商家",
    "rooms_read": "调解室现在的样子，您能做什么",
    "rooms_listing": "从某一条以后听到的，先发生的在前",
    "rooms_ice": "建立音视频连接用的服务器",
    "rooms_do": "在调解室里做一件事",
    "rooms_table": "把一份新文件放到桌上",
    "rooms_recording": "存一段大家都同意的录音录像",
    "sums_claims": "能算哪些账，要知道什么",
    "sums_one_sum": "算一笔账，写明依据和每一步",
    "sums_triggers": "按数字看，哪些情况够得上会商",
    "cases_file": "提交投诉、举报或者咨询",
    "cases_listing": "能看到的案件，按剩余时间排列",
    "cases_read": "一件案件：到哪一步、轮到谁、期限、现在能做什么",
    "cases_make": "办一步",
    "cases_history": "办理记录，先发生的在前",
    "offers_listing": "双方提过的方案，从第一个起",
    "drafts_standing": "协议草稿现在的样子；还没人写是第 0 版",
    "papers_listing": "一件案件的文书",
    "papers_download": "下载签了章的 PDF",
    "evidence_listing": "一件案件的材料",
    "evidence_upload": "给案件补一份材料",
    "evidence_download": "下载一份材料：去掉隐藏信息的副本；办案人员可加 ?original=true",
}
