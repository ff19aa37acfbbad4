"""What leads out of a case: a mixed paper divided, a clue followed up, the police told (Order 121 Art 9, 27, 42)."""

from __future__ import annotations

from dataclasses import replace

from hejie.rules.catalogue import PROBLEMS
from hejie.rules.grounds import POLICE
from hejie.rules.model import Article, Field, Kind, Move, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import EVIDENCE, HEAD, OFFICER, STAFF, TERMS, need, words

IN_MEDIATION = frozenset({"accepted", "mediating", "suspended", "testing", "signing", "agreeing"})
PROBLEM = Field("problem", Text("举报的是什么问题", "What the report is about"), Kind.CHOICE, choices=PROBLEMS)
FOR_THE_TRADER = replace(EVIDENCE, label=Text("哪些文件给商家看", "Files that the trader is to see"), takes_new=False)
_SPLIT = Text("材料里同时有投诉和举报，分开办", "Divide a paper that is complaint and report at once")


def of_complaint(law: Law) -> tuple[Move, ...]:
    """Out of a complaint."""
    return (_split_complaint(law), _clue(law), *_police(law.police, IN_MEDIATION | {"received"}))


def of_report(law: Law) -> tuple[Move, ...]:
    """Out of a report."""
    return (_split_report(law), *_police(law.police, frozenset({"received", "testing", "opened"})))


def _split_complaint(law: Law) -> Move:
    return Move(
        "split_case",
        _SPLIT,
        frozenset({"received"}),
        OFFICER,
        "case_split",
        law.mixed,
        fields=(
            words("complaint_part", "投诉部分（商家会看到）", "The complaint (the trader will read it)", minimum=10),
            words("report_part", "举报部分（对商家保密）", "The report (kept from the trader)", minimum=10),
            PROBLEM,
            FOR_THE_TRADER,
        ),
        warning=Text(
            "原文移到举报里保密，投诉里只留投诉部分。两件都按收到材料的那天计算期限。",
            "The original text goes to the report and is kept secret; only the complaint stays here. Both clocks run from the day the paper came.",
        ),
        is_private=True,
    )


def _split_report(law: Law) -> Move:
    return Move(
        "split_case",
        _SPLIT,
        frozenset({"received"}),
        OFFICER,
        "case_split",
        law.mixed,
        fields=(
            words("complaint_part", "投诉部分（商家会看到）", "The complaint (the trader will read it)", minimum=10),
            TERMS,
        ),
        needs=(
            need(
                "named",
                law.materials,
                "匿名的材料不能作为投诉：投诉要有真实姓名和联系方式。",
                "What came without a name cannot be a complaint: a complaint needs a name and a way to reach its maker.",
                lambda facts: not facts.anonymous,
            ),
        ),
        is_private=True,
    )


def _clue(law: Law) -> Move:
    return Move(
        "record_clue",
        Text("发现涉嫌违法的线索，转核查", "A breach seems likely: have it checked"),
        IN_MEDIATION,
        STAFF,
        "clue_recorded",
        law.clue,
        fields=(PROBLEM, words("clue", "发现了什么", "What was found", minimum=10)),
        warning=Text(
            "会另立一件核查，15 个工作日内办；双方都看不到。调解照常进行。",
            "A separate check is opened, to be done within 15 working days; neither side sees it. Mediation goes on.",
        ),
        is_internal=True,
    )


def _police(article: Article | None, sources: frozenset[str]) -> tuple[Move, ...]:
    """The filer who is suspected is not told by this platform; what ends the mediation is its own step (Art 23(6))."""
    if article is None:
        return ()
    return (
        Move(
            "pass_to_police",
            Text("移送公安机关", "Pass it to the police"),
            sources,
            OFFICER | HEAD,
            "passed_to_police",
            article,
            fields=(
                Field("ground", Text("涉嫌什么", "What is suspected"), Kind.CHOICE, choices=POLICE),
                Field("police", Text("移送给哪个机关", "To which office"), minimum=4, maximum=100),
                words("handed_over", "移送了哪些材料", "What was handed over", minimum=4, maximum=1000),
                words("reasons", "理由", "Reasons", minimum=10),
            ),
            warning=Text(
                "移送不会告诉当事人。投诉要终止调解的，请另外办理。",
                "Neither side is told of this. If the mediation is to end, please do that as a step of its own.",
            ),
            is_internal=True,
        ),
    )
