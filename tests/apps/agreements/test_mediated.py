"""Stories before the authority: the mediator's proposal, three signatures, the sealed paper, the court's clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hejie.agreements.actions import finish_paper
from hejie.agreements.queries import agreements_of, agreements_without_paper, latest_agreement, preview_pdf
from hejie.cases.actions import procedure_of
from hejie.cases.erasure import erase_case
from hejie.cases.models import Deadline
from hejie.documents.queries import paper_file, papers_of, verify_file
from hejie.negotiation.queries import offers_of
from hejie.rules.model import Role
from tests.apps.agreements.scene import DRAWN, LESS, MEDIATED, REFUND, Scene


def propose(scene: Scene) -> None:
    first, second = {"text": "商家当面说明原因。"}, {"heading": "了结", "text": "双方不再追究。"}
    scene.act("mediator", "edit_draft", clauses=[first, second], version=0)
    scene.agree_on_the_draft()
    scene.act("mediator", "propose_agreement", terms=[REFUND])


def sign(scene: Scene) -> None:
    scene.sign("consumer", "clerk", "mediator", drawing=DRAWN)


PROPOSED = MEDIATED.then(propose)
room, proposed, signed = MEDIATED.fixture(), PROPOSED.fixture(), PROPOSED.then(sign).fixture()


def test_the_mediator_signs_too_and_the_clock_for_the_court_starts(proposed: Scene) -> None:
    proposed.sign("consumer", "clerk", drawing=DRAWN)
    assert proposed.state == "signing"
    proposed.sign("mediator")
    assert proposed.state == "performing"
    agreement = latest_agreement(proposed.case.pk)
    assert agreement is not None
    assert agreement.kind == "mediation"
    assert [one.role for one in agreement.signatures] == [Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR]
    running = Deadline.objects.filter(closed_at=None).values_list("rule", "due_on")
    assert list(running) == [("judicial_confirmation", date(2026, 12, 21))]  # 30 days on is a Saturday
    assert proposed.broken_chain() is None


def test_the_paper_is_numbered_sealed_and_made_once(signed: Scene) -> None:
    agreement = latest_agreement(signed.case.pk)
    assert agreement is not None
    assert agreements_without_paper() == [agreement.id]
    paper = finish_paper(agreement_id=agreement.id, now=signed.now)
    assert agreements_without_paper() == []
    assert finish_paper(agreement_id=agreement.id, now=signed.now + timedelta(hours=1)).sha256 == paper.sha256
    assert (paper.kind, paper.state) == ("mediation_agreement", "signed")
    assert [one.kind for one in papers_of(signed.case.pk)].count("mediation_agreement") == 1
    assert paper.content["data"]["terms"] == [
        "商家当面说明原因。",
        "了结：双方不再追究。",
        "商家在协议生效后 7 天内退还货款 1,299 元。",
    ]
    assert paper.content["seal"] is True
    printed = verify_file(paper_file(paper))
    assert (printed.outcome, len(printed.signatures)) == ("genuine", 4)  # three signers, and the office's seal


def test_before_it_is_signed_there_is_a_draft_to_read(proposed: Scene) -> None:
    agreement = latest_agreement(proposed.case.pk)
    assert agreement is not None
    assert preview_pdf(agreement_id=agreement.id).startswith(b"%PDF-")
    assert [one.kind for one in papers_of(proposed.case.pk)] == ["acceptance_decision"]


def test_a_proposal_ends_the_offer_that_lay_on_the_table(room: Scene) -> None:
    room.act("clerk", "make_offer", terms=[LESS])
    room.act("mediator", "propose_agreement", terms=[REFUND])
    assert [offer.state for offer in offers_of(room.case.pk)] == ["expired"]


def test_withdrawing_while_it_is_signed_voids_the_agreement(proposed: Scene) -> None:
    proposed.sign("clerk")
    proposed.act("consumer", "withdraw")
    assert [one.state for one in agreements_of(proposed.case.pk)] == ["void"]
    assert proposed.state == "withdrawn"


def test_terminating_while_it_is_signed_voids_the_agreement(proposed: Scene) -> None:
    ground = grounds(proposed)[0]
    proposed.act("mediator", "terminate", ground=ground, reasons="双方对金额始终谈不拢，无法达成一致。")
    assert [one.state for one in agreements_of(proposed.case.pk)] == ["void"]


def grounds(scene: Scene) -> list[str]:
    field = next(field for field in procedure_of(scene.case).moves["terminate"].fields if field.key == "ground")
    return list(field.choices)


def test_a_broken_settlement_can_be_taken_to_the_authority_under_the_rules_of_that_day(scene: Scene) -> None:
    scene.now = scene.now.replace(month=4, day=1)
    scene.settle()
    scene.sign("consumer", "clerk")
    assert scene.case.edition == "cn_order20"
    scene.now = scene.now.replace(day=20)
    scene.act("consumer", "turn_to_authority")
    assert (scene.state, scene.case.edition, scene.case.received_at) == ("received", "cn_order121", scene.now)
    assert [one.state for one in agreements_of(scene.case.pk)] == ["unkept"]
    running = Deadline.objects.filter(closed_at=None).values_list("rule", "edition", "due_on")
    assert list(running) == [("acceptance", "cn_order121", date(2026, 4, 29))]
    scene.act("officer", "accept")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["mediator"].pk))
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")
    assert [(one.kind, one.state) for one in agreements_of(scene.case.pk)] == [
        ("settlement", "unkept"),
        ("mediation", "signing"),
    ]


def test_erasing_takes_the_words_and_leaves_the_chain(signed: Scene, now: datetime) -> None:
    signed.act("consumer", "confirm_promise", promise="0")
    signed.act("consumer", "rate", solved="solved", score=4, comment="谢谢何调解员")
    assert erase_case(case_id=signed.case.pk, now=now)
    agreement = latest_agreement(signed.case.pk)
    assert agreement is not None
    assert (agreement.terms, agreement.clauses) == ((), "")
    assert {(one.name, one.drawing) for one in agreement.signatures} == {("", "")}
    assert [(one.what.zh, one.amount, one.is_done) for one in agreement.promises] == [("", 1299, True)]
