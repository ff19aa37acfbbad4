"""Stories of the roads of mediation beside the office's own: given over to a body, agreed there, at its end."""

from __future__ import annotations

from hejie.cases.queries import case_by_id
from hejie.demo.offices import MEDIATOR, OFFICER, accept
from hejie.demo.roster import ASSOCIATION, COMMITTEE, SHOPS_OWN
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.demo.talks import CONSUMER, TRADER, rate, sign_all
from hejie.mediation.delegation import bodies_of
from hejie.mediation.suggestion import suggest_of_body


def delegated(stage: Stage, part: Part) -> Story:
    """Both sides agree that the consumers' association mediates (Order 121 Art 19)."""
    yield from _give_over(stage, stage.complaint(part, "authority"), ASSOCIATION)


def by_the_association(stage: Stage, part: Part) -> Story:
    """Mediated in the office's name, signed, performed, rated."""
    yield from _to_the_end(stage, stage.complaint(part, "authority"), ASSOCIATION)


def by_the_enterprise(stage: Stage, part: Part) -> Story:
    """The same by the shop's own people: a contract, which no court confirms (decision 0142)."""
    yield from _to_the_end(stage, stage.complaint(part, "authority"), SHOPS_OWN)


def by_the_committee(stage: Stage, part: Part) -> Story:
    """A people's mediation agreement with all that People's Mediation Law Art 29 asks for; the thirty days run."""
    case = stage.complaint(part, "authority")
    yield from _give_over(stage, case, COMMITTEE)
    yield stage.hours(10, 30)
    account = {
        "facts": case.dispute.story,
        "issues": f"{case.dispute.goods}怎么处理，钱退多少，什么时候办好。",
        "responsibility": "商品的问题由商家负责；消费者按说明书使用，没有责任。",
        "manner": "商家按原付款方式退回，不收手续费；消费者收到后在平台上确认。",
    }
    terms = [{"kind": "compensation", "amount": case.dispute.amount, "within_days": 20}]
    case.do(MEDIATOR, "propose_peoples_agreement", terms=terms, **account)
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)


def _to_the_end(stage: Stage, case: Played, body: str) -> Story:
    yield from _give_over(stage, case, body)
    yield stage.hours(10, 40)
    case.offer(TRADER, 0.9)
    yield stage.hours(4, 20)
    case.do(CONSUMER, "accept_offer")
    yield from sign_all(stage, case, CONSUMER, TRADER, MEDIATOR)
    yield stage.hours(20, 60)
    case.receive_everything()
    yield from rate(stage, case)


def _give_over(stage: Stage, case: Played, name: str) -> Story:
    """Proposed by the office, agreed to by both sides, given to whoever fits best there."""
    yield from accept(stage, case)
    yield stage.hours(4, 20)
    row = case_by_id(case.case_id)
    body = next(one for one in bodies_of(row.office) if one.name == name)
    case.do(OFFICER, "propose_delegation", body=str(body.id))
    yield stage.hours(4, 20)
    case.do(CONSUMER, "consent_delegation")
    case.do(TRADER, "consent_delegation")
    yield stage.hours(2, 10)
    best = suggest_of_body(row, body.id, stage.now)[0]
    case.do(OFFICER, "delegate_mediation", mediator=str(best.person_id))
