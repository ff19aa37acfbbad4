"""Moves of the shared draft: writing it clause by clause, agreeing to a version, remarks on a clause."""

from __future__ import annotations

from hejie.rules.model import Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import MEDIATOR, SIDES, STAFF, need, words

MEDIATING = frozenset({"mediating"})
BOTH = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
CLAUSES = Field("clauses", Text("改动的条款", "Clauses that changed"), Kind.CLAUSES)
# Which version the writer had before them: what others have saved since is merged, not overwritten.
FROM_VERSION = Field(
    "version", Text("从第几版改的", "Version it starts from"), Kind.INTEGER, required=False, maximum=1_000_000
)
THIS_VERSION = Field("version", Text("哪一版", "Which version"), Kind.REFERENCE, options="draft_version")


def moves(law: Law) -> tuple[Move, ...]:
    """Everything done to the draft before it becomes an agreement."""
    return (_edit(law), _agree(law), _retract(law), *_remarks(law))


def draft_agreed(law: Law) -> Need:
    """What is written together is signed as both agreed to it, or not at all."""
    return need(
        "draft_agreed",
        law.agreement,
        "协议草稿还没有得到双方同意，或者有地方待定。请双方先对同一版点“同意这一版”。",
        "Not both sides have agreed to the draft as it stands, or a point in it is open. Both agree to one version first.",
        lambda facts: not facts.draft_version or (not facts.draft_points and facts.draft_agreed_by >= BOTH),
    )


def _edit(law: Law) -> Move:
    return Move(
        "edit_draft",
        Text("保存协议草稿", "Save the draft agreement"),
        MEDIATING,
        SIDES | MEDIATOR,
        "draft_edited",
        law.agreement,
        fields=(CLAUSES, FROM_VERSION),
    )


def _agree(law: Law) -> Move:
    return Move(
        "agree_draft",
        Text("同意这一版草稿", "Agree to this version of the draft"),
        MEDIATING,
        SIDES,
        "draft_agreed",
        law.agreement,
        fields=(THIS_VERSION,),
        needs=(
            need(
                "no_open_point",
                law.agreement,
                "草稿里还有待定的地方，请先选定一种写法，再同意。",
                "A point in the draft is still open. Choose one wording first, then agree.",
                lambda facts: not facts.draft_points,
            ),
            need(
                "not_agreed_yet",
                law.agreement,
                "您已经同意这一版了。",
                "You have already agreed to this version.",
                lambda facts: not _agrees(facts),
            ),
        ),
    )


def _agrees(facts: Facts) -> bool:
    return facts.acting in facts.draft_agreed_by


def _retract(law: Law) -> Move:
    return Move(
        "retract_draft",
        Text("收回对这一版的同意", "Take back your agreement to this version"),
        MEDIATING,
        SIDES,
        "draft_retracted",
        law.agreement,
        needs=(
            need(
                "agreed_before",
                law.agreement,
                "您现在没有同意这一版，不用收回。",
                "You have not agreed to this version; there is nothing to take back.",
                _agrees,
            ),
        ),
    )


def _remarks(law: Law) -> tuple[Move, ...]:
    clause = Field("clause", Text("哪一条", "Which clause"), Kind.REFERENCE, options="draft_clauses")
    about = (clause, words("text", "想说的话", "Remark", maximum=500))
    comment = Field("comment", Text("哪一条意见", "Which remark"), Kind.REFERENCE, options="draft_comments")
    note = Field("comment", Text("哪一条内部备注", "Which note"), Kind.REFERENCE, options="draft_notes")
    everyone, to_all, inside = (
        SIDES | STAFF,
        Text("对这一条提意见", "Remark on a clause"),
        Text("记内部备注", "Note for staff"),
    )
    done, done_inside = (
        Text("这条意见已解决", "This remark is dealt with"),
        Text("这条备注已处理", "This note is dealt with"),
    )
    return (
        Move("comment_draft", to_all, MEDIATING, everyone, "draft_commented", law.agreement, fields=about),
        Move("resolve_comment", done, MEDIATING, everyone, "comment_resolved", law.agreement, fields=(comment,)),
        Move("note_on_draft", inside, MEDIATING, STAFF, "draft_noted", law.agreement, fields=about, is_for_staff=True),
        Move(
            "resolve_note",
            done_inside,
            MEDIATING,
            STAFF,
            "note_resolved",
            law.agreement,
            fields=(note,),
            is_for_staff=True,
        ),
    )
