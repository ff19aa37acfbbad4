"""The ways a case may go in the demonstration. Each route is a story: acts, and the time that passes between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hejie.demo.stage import Played, Stage, Story
from hejie.rules.model import Role

CONSUMER, TRADER, OFFICER, HEAD, MEDIATOR = (
    Role.COMPLAINANT,
    Role.RESPONDENT,
    Role.OFFICER,
    Role.HEAD,
    Role.MEDIATOR,
)
NOT_CONSUMPTION = "您提供的发票抬头是公司，商品用于公司办公，不是为生活消费需要购买。"


@dataclass(frozen=True, slots=True)
class Route:
    """A story, how often it is told, and how many days ago it begins."""

    tell: Callable[[Stage], Story]
    times: int
    days_ago: tuple[float, float]


def silent(stage: Stage) -> Story:
    """Filed, and the trader has not answered (yet)."""
    stage.complaint("direct")
    yield stage.hours(1, 2)


def talking(stage: Stage) -> Story:
    """Words, an offer, perhaps a counter-offer that awaits its answer."""
    case = stage.complaint("direct", member=True)
    yield stage.hours(2, 20)
    case.do(CONSUMER, "say", text=case.dispute.says[0])
    yield stage.hours(1, 8)
    case.do(TRADER, "say", text=case.dispute.says[1])
    case.offer(TRADER, 0.6)
    if stage.rng.random() < 0.5:
        yield stage.hours(2, 12)
        case.offer(CONSUMER, 0.95)


def agree_directly(stage: Stage, case: Played) -> Story:
    yield stage.hours(2, 20)
    case.do(TRADER, "say", text=case.dispute.says[1])
    case.offer(TRADER, 0.7)
    yield stage.hours(2, 20)
    case.do(CONSUMER, "reject_offer", reason="比我付的少太多，不接受。")
    yield stage.hours(1, 20)
    case.offer(TRADER, 0.9)
    yield stage.hours(1, 20)
    case.do(CONSUMER, "accept_offer")


def sign_all(stage: Stage, case: Played, *roles: Role) -> Story:
    for role in roles:
        yield stage.hours(1, 10)
        case.sign(role)


def settled(stage: Stage) -> Story:
    """Agreed, signed, and being performed."""
    case = stage.complaint("direct", member=True)
    yield from agree_directly(stage, case)
    yield from sign_all(stage, case, CONSUMER, TRADER)


def half_signed(stage: Stage) -> Story:
    case = stage.complaint("direct", member=True)
    yield from agree_directly(stage, case)
    yield from sign_all(stage, case, CONSUMER)


def closed(stage: Stage) -> Story:
    """Settled directly, performed, rated by one side, by both, or by none."""
    case = stage.complaint("direct", member=stage.rng.random() < 0.85)
    yield from agree_directly(stage, case)
    yield from sign_all(stage, case, TRADER, CONSUMER)
    yield stage.hours(20, 60)
    case.receive_everything()
    yield stage.hours(1, 48)
    yield from rate(stage, case)


def rate(stage: Stage, case: Played) -> Story:
    for role, chance in ((CONSUMER, 0.7), (TRADER, 0.4)):
        if stage.rng.random() < chance:
            score = stage.rng.choice([3, 4, 4, 5, 5, 5])
            case.do(role, "rate", solved="solved" if score > 3 else "not_solved", score=score)
            yield stage.hours(1, 12)


def broken_promise(stage: Stage) -> Story:
    """Agreed, but the day passes and nothing comes."""
    yield from settled(stage)


def gave_up(stage: Stage) -> Story:
    case = stage.complaint("direct")
    yield stage.hours(20, 90)
    case.do(CONSUMER, "withdraw", reason="商家私下已经处理好了。")


def ended_talks(stage: Stage) -> Story:
    case = stage.complaint("direct", member=True)
    yield stage.hours(10, 40)
    case.offer(TRADER, 0.3)
    yield stage.hours(5, 30)
    case.do(CONSUMER, "end_negotiation", reason="差得太多，不想再谈。")


def handed_on(stage: Stage) -> Story:
    """Direct talks that failed, then the authority."""
    case = stage.complaint("direct", member=True)
    yield stage.hours(10, 60)
    case.offer(TRADER, 0.2)
    yield stage.hours(10, 30)
    case.do(CONSUMER, "turn_to_authority")


def received(stage: Stage) -> Story:
    stage.complaint("authority")
    yield stage.hours(1, 2)


def refused(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield stage.hours(24, 90)
    case.do(OFFICER, "refuse", ground=choices(case, OFFICER, "refuse", "ground")[2], reasons=NOT_CONSUMPTION)


def choices(case: Played, role: Role, move: str, field: str) -> list[str]:
    """The values a choice of a move may have, in the order of the law."""
    found = next(one for one in case.view(role).moves if one.key == move)
    return list(next(one.choices for one in found.fields if one.key == field))


def returned(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield stage.hours(10, 60)
    case.do(OFFICER, "return_case", reason="商家已迁到邻区经营，不在本局辖区。")


def accepted(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield from accept(stage, case)


def accept(stage: Stage, case: Played) -> Story:
    yield stage.hours(20, 100)
    case.do(OFFICER, "accept")


def mediate(stage: Stage, case: Played) -> Story:
    yield from accept(stage, case)
    yield stage.hours(4, 40)
    mediators = list(case.view(OFFICER).facts.options.get("mediators", {}))
    if mediators:
        case.do(OFFICER, "assign_mediator", mediator=stage.rng.choice(mediators))
    yield stage.hours(4, 20)
    case.do(CONSUMER, "consent_mediation")
    case.do(TRADER, "consent_mediation")


def mediating(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(4, 40)
    if case.state == "mediating":
        case.do(MEDIATOR, "say", text="两位好，材料我都看过了。先请双方各说一下底线，再一起商量。")
        case.offer(TRADER, 0.5)


def testing(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(10, 60)
    if case.state == "mediating":
        payer = choices(case, MEDIATOR, "start_testing", "payer")[0]
        case.do(MEDIATOR, "start_testing", body="云青省产品质量检验示范站", payer=payer)


def recusal(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(10, 60)
    case.do(CONSUMER, "request_recusal", reason="调解员是商家负责人的亲戚。")


def mediated(stage: Stage) -> Story:
    """The mediator brings both to an agreement, all three sign, and it is performed."""
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(20, 90)
    case.offer(TRADER, 0.8)
    yield stage.hours(5, 30)
    case.do(CONSUMER, "accept_offer")
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)
    yield stage.hours(20, 90)
    if stage.rng.random() < 0.8:
        case.receive_everything()
        yield stage.hours(2, 40)
        yield from rate(stage, case)


def terminated(stage: Stage) -> Story:
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(60, 300)
    if case.state == "mediating":
        case.do(
            MEDIATOR,
            "terminate",
            ground=choices(case, MEDIATOR, "terminate", "ground")[2],
            reasons="双方差距太大，明确表示谈不成。",
        )


def ended(stage: Stage) -> Story:
    """Terminated, and both sides told in time (Order 121 Art 23)."""
    case = stage.complaint("authority")
    yield from mediate(stage, case)
    yield stage.hours(60, 200)
    if case.state == "mediating":
        case.do(
            MEDIATOR,
            "terminate",
            ground=choices(case, MEDIATOR, "terminate", "ground")[2],
            reasons="双方差距太大，明确表示谈不成。",
        )
        yield stage.hours(10, 60)
        case.do(MEDIATOR, "notify_termination")


def reported(stage: Stage) -> Story:
    case = stage.report()
    yield stage.hours(100, 400)
    if stage.rng.random() < 0.4:
        case.do(HEAD, "open_case", reasons="现场检查发现涉嫌违法，符合立案条件。")


def asked(stage: Stage) -> Story:
    case = stage.enquiry()
    yield stage.hours(5, 60)
    if stage.rng.random() < 0.7:
        case.do(OFFICER, "answer", text="您好，这样的条款对您不利的部分无效，可以要求退还没有使用的费用。")


ROUTES = (
    Route(silent, 18, (0.2, 9)),
    Route(silent, 6, (14, 40)),
    Route(talking, 34, (0.8, 8)),
    Route(half_signed, 12, (3, 7)),
    Route(settled, 14, (4, 9)),
    Route(closed, 62, (12, 95)),
    Route(broken_promise, 8, (18, 40)),
    Route(gave_up, 8, (5, 60)),
    Route(ended_talks, 8, (5, 30)),
    Route(handed_on, 12, (5, 12)),
    Route(received, 20, (0.2, 8)),
    Route(received, 4, (12, 25)),
    Route(refused, 10, (8, 70)),
    Route(returned, 5, (4, 15)),
    Route(accepted, 9, (5, 20)),
    Route(mediating, 22, (10, 50)),
    Route(mediating, 3, (75, 90)),
    Route(testing, 5, (15, 40)),
    Route(recusal, 3, (12, 20)),
    Route(mediated, 20, (25, 90)),
    Route(terminated, 5, (18, 30)),
    Route(ended, 8, (30, 80)),
    Route(reported, 10, (2, 60)),
    Route(asked, 10, (1, 20)),
)
