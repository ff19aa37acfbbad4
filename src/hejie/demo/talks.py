"""Stories of the two sides: talks, agreements, promises, ratings. Acts, and the time that passes between them."""

from __future__ import annotations

from hejie.demo.disputes import CHANGES_OF_MIND, REFUSALS
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.rules.model import Role

CONSUMER, TRADER = Role.COMPLAINANT, Role.RESPONDENT


def silent(stage: Stage, part: Part) -> Story:
    """Filed, and the trader has not answered (yet)."""
    stage.complaint(part, "direct")
    yield stage.hours(1, 2)


def offered(stage: Stage, part: Part) -> Story:
    """Words on both sides, and an offer of the trader that awaits its answer."""
    case = stage.complaint(part, "direct", member=True)
    yield stage.hours(2, 20)
    case.do(CONSUMER, "say", text=case.dispute.says[0])
    yield stage.hours(1, 8)
    case.do(TRADER, "say", text=case.dispute.says[1])
    case.offer(TRADER, 0.6)


def countered(stage: Stage, part: Part) -> Story:
    """The same, and the consumer asks for more: the trader's turn."""
    case = stage.complaint(part, "direct", member=True)
    yield stage.hours(2, 12)
    case.do(TRADER, "say", text=case.dispute.says[1])
    case.offer(TRADER, 0.5)
    yield stage.hours(2, 12)
    case.do(CONSUMER, "reject_offer", reason=stage.rng.choice(REFUSALS))
    case.offer(CONSUMER, 0.95)


def agree(stage: Stage, case: Played) -> Story:
    """Talks that end in an accepted offer."""
    yield stage.hours(2, 20)
    case.do(TRADER, "say", text=case.dispute.says[1])
    case.offer(TRADER, 0.7)
    yield stage.hours(2, 20)
    case.do(CONSUMER, "reject_offer", reason=stage.rng.choice(REFUSALS))
    yield stage.hours(1, 20)
    case.offer(TRADER, 0.9)
    yield stage.hours(1, 20)
    case.do(CONSUMER, "accept_offer")


def sign_all(stage: Stage, case: Played, *roles: Role) -> Story:
    for role in roles:
        yield stage.hours(1, 10)
        case.sign(role)


def signing(stage: Stage, part: Part) -> Story:
    """Agreed and signed by the trader: the consumer's turn."""
    case = stage.complaint(part, "direct", member=True)
    yield from agree(stage, case)
    yield from sign_all(stage, case, TRADER)


def half_signed(stage: Stage, part: Part) -> Story:
    """The same with the consumer's signature: the trader's turn."""
    case = stage.complaint(part, "direct", member=True)
    yield from agree(stage, case)
    yield from sign_all(stage, case, CONSUMER)


def settled(stage: Stage, part: Part) -> Story:
    """Agreed, signed, and being performed; begun long ago, the day passes and nothing comes."""
    case = stage.complaint(part, "direct", member=True)
    yield from agree(stage, case)
    yield from sign_all(stage, case, CONSUMER, TRADER)


def closed(stage: Stage, part: Part) -> Story:
    """Settled directly, performed, rated by one side, by both, or by none."""
    case = stage.complaint(part, "direct", member=part.trader == "" and stage.rng.random() < 0.85)
    yield from agree(stage, case)
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


def unperformed(stage: Stage, part: Part) -> Story:
    """Agreed, but the day passes, nothing comes, and the consumer closes the matter to go to court."""
    case = stage.complaint(part, "direct", member=True)
    yield from agree(stage, case)
    yield from sign_all(stage, case, CONSUMER, TRADER)
    yield stage.hours(360, 400)
    case.do(CONSUMER, "close_unperformed")


def gave_up(stage: Stage, part: Part) -> Story:
    case = stage.complaint(part, "direct")
    yield stage.hours(20, 90)
    case.do(CONSUMER, "withdraw", reason=stage.rng.choice(CHANGES_OF_MIND))


def ended_talks(stage: Stage, part: Part) -> Story:
    """The consumer has ended the talks and may go on to the authority."""
    case = stage.complaint(part, "direct", member=True)
    yield stage.hours(10, 40)
    case.offer(TRADER, 0.3)
    yield stage.hours(5, 30)
    case.do(CONSUMER, "end_negotiation", reason="差得太多，不想再谈。")
