"""The history of a case as a timeline: what happened, in plain words, and the branches that may come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hejie.cases.actions import procedure_of
from hejie.cases.queries import CaseView, RecordShown
from hejie.rules.model import Role, Text
from hejie.web.show import TimelineItem, Words

# Records that are not moves of a procedure.
OWN_WORDS: Mapping[str, tuple[Text, str]] = {
    "case_filed": (Text("提交了", "Filed"), "send"),
    "files_received": (Text("上传了材料", "Uploaded files"), "paperclip"),
    "party_reached": (Text("打开了通知", "Opened the notice"), "mail-open"),
    "deadline_missed": (Text("期限过了，还没办", "A deadline passed"), "octagon-alert"),
    "deadline_rederived": (Text("日历有更新，期限重新计算", "Dates counted again: the calendar changed"), "calendar"),
    "paper_issued": (Text("文书已制作", "A paper was made"), "file-text"),
    "personal_data_erased": (Text("保存期满，个人信息已删除", "Personal data erased after its time"), "eraser"),
}
ICONS: Mapping[str, str] = {
    "offer_made": "hand-coins",
    "offer_accepted": "handshake",
    "offer_rejected": "undo-2",
    "turned_to_authority": "landmark",
    "complaint_accepted": "landmark",
    "complaint_refused": "landmark",
    "mediator_assigned": "users",
    "agreement_signed": "pen-line",
    "promise_confirmed": "check",
    "case_rated": "star",
}
QUIET = frozenset({"message_sent", "code_requested", "draft_edited", "evidence_added", "paper_issued"})


def story_of(view: CaseView, name: Callable[[Role], Words]) -> list[TimelineItem]:
    """Oldest first, without the talk, which has its own place; then where the case stands now."""
    items = [_item(view, record, name) for record in view.records if record.fact not in QUIET]
    if view.state.final:
        return [*items, TimelineItem("done", view.state.label, view.case.closed_at, icon="flag")]
    due = view.next_deadline
    here = TimelineItem("now", view.state.label, due.due_on if due else None, due.term.label if due else "")
    return [*items, here]


def _item(view: CaseView, record: RecordShown, name: Callable[[Role], Words]) -> TimelineItem:
    label, icon = _words(view, record)
    who = name(record.role)
    text = "" if record.role is Role.SYSTEM else who
    return TimelineItem("done", label, record.at, text, icon)


def _words(view: CaseView, record: RecordShown) -> tuple[Text, str]:
    if record.fact in OWN_WORDS:
        return OWN_WORDS[record.fact]
    move = procedure_of(view.case).moves.get(str(record.data.get("move")))
    label = move.label if move else Text(record.fact, record.fact)
    return label, ICONS.get(record.fact, "check")
