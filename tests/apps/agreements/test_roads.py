"""Who mediated decides the paper, its seal, the court and the copies; and agreements by word of mouth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie.agreements.actions import finish_paper
from hejie.agreements.models import Agreement, Promise, Signature
from hejie.agreements.queries import latest_agreement
from hejie.cases.delivery import ADDRESSEES
from hejie.cases.erasure import erase_case
from hejie.cases.models import Deadline
from hejie.cases.papers import note_paper
from hejie.documents.kinds import KINDS
from hejie.documents.models import Delivery, Paper
from hejie.documents.queries import paper_file, verify_file
from hejie.exchange.courts import courts_for, settled
from hejie.mediation.delegation import admit_to_body, list_body
from hejie.rules.agreement_contents import PAPER
from tests.apps.agreements.scene import DRAWN, REFUND, SCENE, SETTLED, Scene, set_scene
from tests.apps.agreements.test_at_once import move, next_day
from tests.apps.documents.paper_text import paper_text
from tests.at_once import outcomes

COMMITTEE = "云溪区消费纠纷人民调解委员会"
ACCOUNT = {
    "facts": "十一月三日买的电饭煲，三天后不加热，门店没有检修。",
    "issues": "退不退货款，维修费由谁出。",
    "responsibility": "商家对商品质量负责，消费者按说明书使用，没有责任。",
    "manner": "按原付款方式退回，不收手续费。",
}


def delegate(scene: Scene, road: str = "peoples") -> None:
    """Accepted, and given over to a body of this road with the consent of both."""
    body = list_body(office=scene.county, name=COMMITTEE, now=scene.now, road=road)
    admit_to_body(body=body, person=scene.people["mediator"], now=scene.now)
    scene.file("authority")
    scene.act("officer", "accept")
    scene.act("officer", "propose_delegation", body=str(body.pk))
    scene.act("consumer", "consent_delegation")
    scene.act("clerk", "consent_delegation")
    scene.act("officer", "delegate_mediation", mediator=str(scene.people["mediator"].pk))


def finished(scene: Scene) -> Paper:
    """What the worker does."""
    agreement = latest_agreement(scene.case.pk)
    assert agreement
    paper = finish_paper(agreement_id=agreement.id, now=scene.now)
    note_paper(paper_id=paper.pk, now=scene.now)
    return paper


def test_the_committees_paper_holds_what_article_29_asks_for(delegated: Scene) -> None:
    assert delegated.refusal("mediator", "propose_agreement", terms=[REFUND]).code == "need:not_by_a_peoples_committee"
    delegated.act("mediator", "propose_peoples_agreement", terms=[REFUND], **ACCOUNT)
    delegated.sign("consumer", "clerk", "mediator", drawing=DRAWN)
    paper = finished(delegated)
    assert (paper.kind, paper.office_name) == ("peoples_agreement", COMMITTEE)
    assert paper.number == f"{COMMITTEE}人调〔2026〕第1号"
    text = paper_text(paper_file(paper))
    for words in (*ACCOUNT.values(), "林晓", "青禾电器有限公司", "退还货款1,299元", "2026年11月26日前", COMMITTEE):
        assert words.replace(" ", "") in text
    printed = verify_file(paper_file(paper))
    assert (printed.outcome, printed.signatures[-1].signer) == ("genuine", COMMITTEE)
    assert len(printed.signatures) == 4
    assert [str(one.court) for one in courts_for(delegated.case)][:1] == ["basic"]
    assert settled(delegated.case, None).mediated == "peoples"
    sent = set(Delivery.objects.filter(paper=paper).values_list("addressee", flat=True))
    assert sent == {"complainant", "respondent", "mediator"}
    assert delegated.broken_chain() is None


@pytest.mark.parametrize("item", [item.key for item in PAPER if not item.is_vital])
def test_the_kind_of_paper_asks_for_every_item_of_article_29(item: str) -> None:
    keys = {"parties": ("complainant", "respondent"), "time": ("schedule",)}.get(item, (item,))
    kind = KINDS["peoples_agreement"]
    assert kind.missing({key: value for key, value in kind.sample.items() if key not in keys}) == set(keys)


def test_an_association_mediates_in_the_name_of_the_office(scene: Scene) -> None:
    delegate(scene, "association")
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk", "mediator")
    paper = finished(scene)
    assert (paper.kind, paper.office_name) == ("mediation_agreement", "云溪区局")
    assert f"本局委托{COMMITTEE}以本局名义组织双方当事人进行调解" in paper_text(paper_file(paper))
    assert settled(scene.case, None).mediated == "association"
    assert Deadline.objects.filter(rule="judicial_confirmation", closed_at=None).exists()


def test_what_the_enterprise_mediated_is_a_contract_without_seal_and_no_court_confirms_it(scene: Scene) -> None:
    delegate(scene, "enterprise")
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk", "mediator")
    paper = finished(scene)
    assert (paper.kind, paper.content["seal"]) == ("enterprise_agreement", False)
    assert "本协议不能申请司法确认" in paper_text(paper_file(paper))
    assert not Deadline.objects.filter(rule="judicial_confirmation").exists()
    assert courts_for(scene.case) == []
    refusal = scene.refusal("consumer", "propose_confirmation", court="basic-990102")
    assert refusal.code == "need:mediated_by_a_lawful_body"


def agree_by_word(scene: Scene) -> None:
    for who in ("consumer", "clerk"):
        scene.act(who, "consent_mediation")
    scene.act("mediator", "record_oral", terms=[REFUND], read=True)


DELEGATED = SCENE.then(delegate)
delegated, agreeing = DELEGATED.fixture(), DELEGATED.then(agree_by_word).fixture()
signing = SETTLED.fixture()


def test_an_oral_agreement_counts_once_both_have_said_yes(agreeing: Scene) -> None:
    agreeing.act("consumer", "confirm_oral")
    assert (agreeing.state, Promise.objects.count()) == ("agreeing", 0)
    agreeing.act("mediator", "note_oral_yes", side="respondent", read=True, said="听清楚了，同意，七天内退。")
    assert agreeing.state == "performing"
    assert list(Signature.objects.order_by("signed_at").values_list("role", "by")) == [
        ("complainant", "device"),
        ("respondent", "phone"),
    ]
    paper = finished(agreeing)
    assert (paper.kind, paper.office_name) == ("oral_agreement", COMMITTEE)
    text = paper_text(paper_file(paper))
    assert "本人在自己的设备上确认" in text
    assert "电话里向调解员表示同意" in text
    assert agreeing.refusal("consumer", "propose_confirmation", court="basic-990102").code == "need:agreement_on_paper"
    assert agreeing.broken_chain() is None
    agreeing.act("consumer", "confirm_promise", promise="0")
    assert erase_case(case_id=agreeing.case.pk, now=agreeing.now)
    assert Agreement.objects.get().terms == []


def test_one_side_says_no_and_nothing_was_agreed(agreeing: Scene) -> None:
    agreeing.act("consumer", "confirm_oral")
    agreeing.act("clerk", "decline_oral", reason="金额不对")
    assert (agreeing.state, Agreement.objects.get().state) == ("mediating", "void")
    assert not Promise.objects.exists()
    agreeing.act("mediator", "record_oral", terms=[REFUND], read=True)
    assert agreeing.facts.signed_by == frozenset()  # an earlier yes does not count for what is said anew


def test_two_yeses_in_the_same_moment_take_effect_once(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    for _ in range(4):
        next_day(scene)
        delegate(scene)
        agree_by_word(scene)
        both = move(scene, "consumer", "confirm_oral"), move(scene, "clerk", "confirm_oral")
        assert outcomes(*both, *both).count("done") == 2
        assert scene.state == "performing"
        assert Promise.objects.filter(agreement__case=scene.case).count() == 1
        assert scene.history.count("oral_agreed") == 2
        assert scene.broken_chain() is None


def test_a_yes_and_a_no_in_the_same_moment_end_in_a_legal_state(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    for _ in range(4):
        next_day(scene)
        delegate(scene)
        agree_by_word(scene)
        scene.act("consumer", "confirm_oral")
        outcomes(move(scene, "clerk", "confirm_oral"), move(scene, "consumer", "decline_oral"))
        agreement = Agreement.objects.get(case=scene.case)
        assert (scene.state, agreement.state) in {("performing", "effective"), ("mediating", "void")}
        assert Promise.objects.filter(agreement=agreement).exists() is (agreement.state == "effective")


def test_signing_in_again_signs_without_a_code_for_five_minutes(signing: Scene) -> None:
    fresh = replace(signing.actor("consumer"), proved_at=signing.now)
    stale = replace(signing.actor("clerk"), proved_at=signing.now - timedelta(minutes=6))
    assert signing.refusal(stale, "sign").code == "need:code_sent"
    signing.act(fresh, "sign", drawing=DRAWN)
    assert Signature.objects.get().by == "proof"
    signing.act("clerk", "request_code")
    assert signing.refusal("clerk", "sign").problems[0].field == "code"
    signing.act("clerk", "sign", code=signing.code("clerk"))
    assert signing.state == "performing"
    assert "重新验证登录后签署" in str(verify_reasons(finished(signing)))


def verify_reasons(paper: Paper) -> list[str]:
    found = PdfFileReader(BytesIO(paper_file(paper))).embedded_signatures
    return [str(one.sig_object.get("/Reason", "")) for one in found]


def test_every_kind_of_paper_says_who_gets_it() -> None:
    assert set(ADDRESSEES) == set(KINDS)
