"""To the court and back: judicial confirmation of an agreement, and mediation on a court's invitation.

Civil Procedure Law Art 205 and 206 and its Interpretation Art 351 to 358: both sides apply together within thirty days,
the court may ask for more, confirms or rejects; until then either side may take the application back.
"""

from __future__ import annotations

from dataclasses import replace

from hejie.rules.agreement_contents import ADMINISTRATIVE, is_confirmable
from hejie.rules.courts_rules import INTERPRETATION, INVITED
from hejie.rules.edition import Term
from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Role, Text, Unit
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import CIVIL_PROCEDURE, Law
from hejie.rules.procedures._vocabulary import EVIDENCE, NOTE, SIDES, STAFF, SYSTEM, may_settle, need, words

PERFORMING = frozenset({"performing"})
# The court may still rule when all was performed, or a side went on without waiting.
AWAITED = frozenset({"performing", "closed", "unperformed"})
MEDIATED = frozenset({"received", "accepted", "mediating", "suspended", "testing", "signing", "agreeing"})
CLOCK, REPLY = "judicial_confirmation", "court_reply"
HOUSE_REPLY = Article(laws.HOUSE, "回复法院的邀请")
PROPOSED, APPLIED, ACCEPTED, ASKED = "proposed", "applied", "accepted", "asked"
CONFIRMED, REJECTED = "confirmed", "rejected"
AT_COURT = frozenset({APPLIED, ACCEPTED, ASKED})

RULING = Article(CIVIL_PROCEDURE, "第二百零六条")
SUPPLEMENT = Article(INTERPRETATION, "第三百五十六条")
TAKEN_BACK = Article(INTERPRETATION, "第三百五十七条第一款")
COURT = Field("court", Text("向哪家法院申请", "To which court"), Kind.REFERENCE, options="courts")
CONTACT = words("contact", "法院怎样联系您（地址、电话）", "How the court reaches you", maximum=200, required=False)
COURT_NUMBER = Field("number", Text("法院案号", "Number at the court"), minimum=2, maximum=60)


def terms() -> tuple[Term, ...]:
    """A court that invited hears how it ended: by the day it named, else within thirty days."""
    return (
        Term(
            REPLY,
            Text("回复邀请调解的法院", "Reply to the court that invited"),
            30,
            Unit.CALENDAR_DAY,
            HOUSE_REPLY,
            Role.OFFICER,
            Text("记下法院的邀请", "The court's invitation"),
            Text(
                "到期没回复会标为逾期，提醒部门负责人。还没谈完的，请先和法院说明。",
                "It is marked overdue and the head is told. If talks go on, please tell the court first.",
            ),
            dated_by="by_date",
            is_internal=True,
        ),
    )


def moves(law: Law, final: frozenset[str]) -> tuple[Move, ...]:
    """Asking each other, applying, what the court says, the answer; the court's invitation and the reply to it."""
    return (_propose(law), _apply(law), _drop(), _withdraw(law), *_court(), _answer(), _invited(), _reply(final))


def _is(key: str, zh: str, en: str, *stages: str, article: Article = laws.CONFIRMATION) -> Need:
    return need(key, article, zh, en, lambda facts: facts.confirmation in stages)


_BY_A_BODY = need(
    "mediated_by_a_body",
    laws.CONFIRMATION,
    "这份协议是双方自己谈成的，没有经过调解组织，不能申请司法确认。可以请人民调解委员会再调解一次，也可以凭协议起诉。",
    "The sides settled between themselves; only an agreement that a mediating body brought about is confirmed. A people's mediation committee may mediate anew, or you can sue on the agreement.",
    lambda facts: facts.by_authority,
)
_BY_A_LAWFUL_BODY = need(
    "mediated_by_a_lawful_body",
    laws.CONFIRMATION,
    "这份协议是企业自己的调解促成的，法院只确认依法设立的调解组织促成的协议。可以请人民调解委员会或者消费者协会再调解一次，也可以凭协议起诉。",
    "The enterprise's own mediators brought it about; only what a lawfully established body mediated is confirmed. A people's mediation committee or consumers' association may mediate anew, or you can sue on it.",
    lambda facts: is_confirmable(facts.road or ADMINISTRATIVE),
)
_ON_PAPER = need(
    "agreement_on_paper",
    laws.CONFIRMATION,
    "口头协议没有协议书，不能申请司法确认。协议仍然有效，对方不履行可以凭它起诉。",
    "An oral agreement has no paper to be confirmed. It still binds, and you can sue on it.",
    lambda facts: not facts.is_oral,
)
_IN_TIME = need(
    "within_thirty_days",
    laws.CONFIRMATION,
    "协议生效满 30 天了，不能再申请司法确认。协议仍然有效，对方不履行可以凭它起诉。",
    "Thirty days have passed since the agreement took effect: confirmation can no longer be asked for. The agreement still binds, and you can sue on it.",
    lambda facts: facts.is_confirmation_in_time,
)
_OTHER_SIDE = need(
    "other_side_proposed",
    laws.CONFIRMATION,
    "司法确认要双方一起申请。您已经提出了，等对方同意。",
    "Both sides apply together. You have proposed it; the other side is to agree.",
    lambda facts: facts.acting is not facts.confirmation_by,
)


def _propose(law: Law) -> Move:
    return Move(
        "propose_confirmation",
        Text("提出一起申请司法确认，请对方同意", "Propose to apply for judicial confirmation together"),
        PERFORMING,
        SIDES,
        "confirmation_proposed",
        laws.CONFIRMATION,
        fields=(COURT, CONTACT),
        needs=(
            _is("not_proposed_yet", "已经提出申请了。", "It has been proposed or applied for already.", "", REJECTED),
            _BY_A_BODY,
            _BY_A_LAWFUL_BODY,
            _ON_PAPER,
            _IN_TIME,
            *may_settle(law),
        ),
    )


def _apply(law: Law) -> Move:
    return Move(
        "apply_confirmation",
        Text("同意，双方一起申请司法确认", "Agree: both sides apply for judicial confirmation"),
        PERFORMING,
        SIDES,
        "confirmation_applied",
        laws.CONFIRMATION,
        fields=(CONTACT,),
        needs=(
            _is("confirmation_proposed", "还没有人提出申请司法确认。", "Nobody has proposed it yet.", PROPOSED),
            _OTHER_SIDE,
            _IN_TIME,
            *may_settle(law),
        ),
        stops=(CLOCK,),
        warning=Text(
            "申请书、协议书、调解证明和双方的联系方式会送给法院。法院裁定协议有效的，一方不履行，另一方可以申请强制执行。",
            "The application, the agreement, proof of the mediation and how to reach both sides go to the court. Once confirmed, the agreement can be enforced.",
        ),
    )


def _drop() -> Move:
    return Move(
        "drop_confirmation",
        Text("不申请司法确认", "Do not apply for judicial confirmation"),
        PERFORMING,
        SIDES,
        "confirmation_dropped",
        laws.CONFIRMATION,
        fields=(words("reason", "为什么不申请", "Reason", required=False, maximum=500),),
        needs=(_is("confirmation_proposed", "现在没有等您答复的申请。", "Nothing awaits your answer.", PROPOSED),),
    )


def _withdraw(law: Law) -> Move:
    return Move(
        "withdraw_confirmation",
        Text("撤回司法确认申请", "Take the application for confirmation back"),
        AWAITED,
        SIDES,
        "confirmation_withdrawn",
        TAKEN_BACK,
        fields=(words("reason", "为什么撤回", "Reason", required=False, maximum=500),),
        needs=(
            _is(
                "not_ruled_yet",
                "法院还没有收到申请，或者已经作出裁定，不能撤回。",
                "Nothing lies with the court, or it has ruled already.",
                *AT_COURT,
                article=TAKEN_BACK,
            ),
        ),
        warning=Text("撤回以后，30 天已过的不能再申请。", "Once thirty days have passed it cannot be asked for again."),
    )


def _at_court(key: str, zh: str, en: str, fact: str, article: Article, *fields: Field) -> Move:
    """What the court says: its system tells, or whoever handles the case writes it down from the paper."""
    waits = _is("lies_with_the_court", "法院那里没有这件申请。", "No application lies with a court.", *AT_COURT)
    return Move(key, Text(zh, en), AWAITED, STAFF | SYSTEM, fact, article, fields=fields, needs=(waits,))


_RESULTS = {
    CONFIRMED: Text("裁定协议有效", "The agreement is confirmed"),
    REJECTED: Text("裁定驳回申请", "The application is rejected"),
}


def _court() -> tuple[Move, ...]:
    return (
        _at_court(
            "note_court_acceptance",
            "记下法院已受理司法确认申请",
            "Record that the court took the application",
            "confirmation_accepted",
            laws.CONFIRMATION,
            COURT_NUMBER,
        ),
        _at_court(
            "note_court_request",
            "记下法院要求补充材料",
            "Record what the court asks for",
            "confirmation_supplement_asked",
            SUPPLEMENT,
            words("asks", "法院要什么", "What the court asks for", maximum=1000),
            Field("by_date", Text("最晚哪天", "By when"), Kind.DATE, required=False),
        ),
        _at_court(
            "note_court_ruling",
            "记下法院的裁定",
            "Record the court's ruling",
            "confirmation_ruled",
            RULING,
            Field("result", Text("裁定结果", "Ruling"), Kind.CHOICE, choices=_RESULTS),
            COURT_NUMBER,
            Field("on", Text("裁定日期", "Date of the ruling"), Kind.DATE, past=True),
            words("text", "裁定内容", "What it says", required=False),
        ),
    )


def _answer() -> Move:
    return Move(
        "answer_court",
        Text("补充材料交给法院", "Give the court what it asked for"),
        AWAITED,
        SIDES | STAFF,
        "confirmation_supplemented",
        SUPPLEMENT,
        fields=(words("text", "补充说明", "What you add"), EVIDENCE),
        needs=(
            _is("court_asked", "法院没有要求补充材料。", "The court asked for nothing.", ASKED, article=SUPPLEMENT),
        ),
    )


def _invited() -> Move:
    return Move(
        "note_court_invitation",
        Text("记下法院邀请调解", "Record a court's invitation to mediate"),
        MEDIATED,
        STAFF | SYSTEM,
        "court_invited",
        INVITED,
        fields=(
            Field("court", Text("哪家法院", "Which court"), minimum=4, maximum=60),
            replace(COURT_NUMBER, key="number"),
            Field("region", Text("法院所在地（区划代码）", "Division of the court"), minimum=6, maximum=6),
            Field("by_date", Text("请在哪天以前回复", "Reply by"), Kind.DATE, required=False),
        ),
        needs=(
            need(
                "not_invited_yet",
                INVITED,
                "已经记下法院的邀请。",
                "The invitation is on record.",
                lambda facts: not facts.court_invitation,
            ),
        ),
        starts=(REPLY,),
    )


def _reply(final: frozenset[str]) -> Move:
    def owes_a_reply(facts: Facts) -> bool:
        return facts.court_invitation == "open"

    return Move(
        "reply_to_court",
        Text("把调解结果回复法院", "Tell the court how the mediation ended"),
        PERFORMING | {"terminated"} | final,
        STAFF | SYSTEM,
        "court_replied",
        INVITED,
        fields=(NOTE,),
        needs=(
            need(
                "court_awaits_a_reply",
                INVITED,
                "没有法院的邀请，或者已经回复了。",
                "No court invited, or it has its reply.",
                owes_a_reply,
            ),
        ),
        stops=(REPLY,),
    )
