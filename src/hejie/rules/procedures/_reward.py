"""Rewarding a reporter: claimed, graded, decided by the head, paid (Order 121 Art 36; 国市监稽规〔2021〕4号)."""

from __future__ import annotations

from hejie.rules import rewards
from hejie.rules.model import Facts, Field, Kind, Move, Role, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, HEAD, OFFICER, Inputs, need, words

SCOPE = {
    "safety": Text(
        "违反食品、药品、特种设备、工业产品质量安全规定", "Safety of food, drugs, special equipment or products"
    ),
    "systemic": Text("具有区域性、系统性风险", "A risk to a region or a whole trade"),
    "grave": Text(
        "社会影响较大，严重危害人身、财产安全", "Of wide effect, gravely endangering life, health or property"
    ),
    "crime": Text("涉嫌犯罪，移送司法机关追究刑事责任", "A suspected crime passed on for prosecution"),
}


def states() -> tuple[State, ...]:
    """A decided report on its way to a reward."""
    return (
        State(
            "reward_claimed",
            Text("申请了举报奖励", "A reward is claimed"),
            Role.OFFICER,
            Text("承办人按规定的三个等级提出意见。", "The officer proposes one of the three grades."),
            laws.REWARD_GRADE,
        ),
        State(
            "reward_graded",
            Text("奖励等级已提出，等负责人决定", "Graded, awaiting the head's decision"),
            Role.HEAD,
            Text("负责人决定是否奖励和奖励多少。", "The head decides whether and how much."),
            laws.REWARD_AMOUNT,
        ),
        State(
            "reward_granted",
            Text("决定奖励，等待发放", "A reward is granted and to be paid"),
            Role.OFFICER,
            Text("承办人发放奖金，并告知举报人。", "The officer pays it out and tells the reporter."),
            laws.REWARD_AMOUNT,
        ),
        State(
            "rewarded",
            Text("已发放举报奖励", "The reward was paid"),
            None,
            Text("奖金已经发放。举报人的信息一直保密。", "The reward has been paid. Who reported stays secret."),
            laws.REWARD_AMOUNT,
            final=True,
        ),
    )


def moves(law: Law) -> tuple[Move, ...]:
    """From the claim to the money."""
    return (_claim(law), _grade(), _decide(), _pay(law))


def _claim(law: Law) -> Move:
    return Move(
        "claim_reward",
        Text("申请举报奖励", "Claim a reward"),
        frozenset({"decided"}),
        COMPLAINANT,
        "reward_claimed",
        law.report_result,
        target="reward_claimed",
        fields=(
            words("reason", "您提供了哪些线索和证据", "What you brought: clues and proof", minimum=4, maximum=1000),
        ),
        needs=(
            need(
                "named",
                law.report_result,
                "匿名举报没有留下姓名，奖金不知道发给谁。",
                "This report was made without a name, so there is nobody to pay.",
                lambda facts: not facts.anonymous,
            ),
            need(
                "penalty_decided",
                law.report_result,
                "这件举报没有作出行政处罚，也没有移送，按规定不发奖励。",
                "No penalty was imposed and nothing was passed on, so the rules give no reward.",
                lambda facts: facts.is_penalty_decided,
            ),
            need(
                "not_claimed_yet",
                law.report_result,
                "您已经申请过奖励。",
                "You have claimed a reward already.",
                lambda facts: not facts.is_reward_claimed,
            ),
        ),
        reopens=True,
    )


def _grade() -> Move:
    return Move(
        "grade_reward",
        Text("提出奖励等级，报负责人", "Propose a grade to the head"),
        frozenset({"reward_claimed"}),
        OFFICER,
        "reward_graded",
        laws.REWARD_GRADE,
        target="reward_graded",
        fields=(
            Field("scope", Text("属于哪类重大违法", "Which kind of major breach"), Kind.CHOICE, choices=SCOPE),
            Field(
                "grade",
                Text("等级", "Grade"),
                Kind.CHOICE,
                choices={key: grade.label for key, grade in rewards.GRADES.items()},
            ),
            Field(
                "fine",
                Text("罚没款（元）", "Fine and confiscation (yuan)"),
                Kind.MONEY,
                required=False,
                hint=Text("没有罚没款的不填，按最低标准算", "Leave empty where there was none; the floor applies then"),
            ),
            words("reasons", "理由", "Reasons", minimum=4, maximum=1000),
        ),
        is_internal=True,
    )


def _after_decision(facts: Facts, inputs: Inputs) -> str:
    return "reward_granted" if inputs.get("amount") else "decided"


def _decide() -> Move:
    return Move(
        "decide_reward",
        Text("决定是否奖励，并告知举报人", "Decide on the reward and tell the reporter"),
        frozenset({"reward_graded"}),
        HEAD,
        "reward_decided",
        laws.REWARD_AMOUNT,
        target=_after_decision,
        targets=frozenset({"reward_granted", "decided"}),
        fields=(
            Field(
                "amount",
                Text("奖励多少（元）", "Reward (yuan)"),
                Kind.MONEY,
                required=False,
                hint=Text(
                    "不奖励的不填。一级 5%、二级 3%、三级 1%，最低 5000、3000、1000 元，最高 100 万元；"
                    "50 万元以上要和财政部门一起定",
                    "Leave empty to give none. First grade 5 %, second 3 %, third 1 %, at least 5000, 3000 or 1000 yuan, at "
                    "most 1,000,000; from 500,000 yuan together with the finance department",
                ),
                bounds=lambda facts: rewards.bounds(facts.reward_grade),
            ),
            words("reasons", "理由", "Reasons", minimum=4, maximum=1000),
        ),
    )


def _pay(law: Law) -> Move:
    return Move(
        "pay_reward",
        Text("记下奖金已发放，并告知举报人", "Record the payment and tell the reporter"),
        frozenset({"reward_granted"}),
        OFFICER,
        "reward_paid",
        law.report_result,
        target="rewarded",
        fields=(
            Field("paid_on", Text("哪天发放的", "Paid on"), Kind.DATE, past=True),
            words("how", "怎样发放的", "How it was paid", maximum=200),
        ),
    )
