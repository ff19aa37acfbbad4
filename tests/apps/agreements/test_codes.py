"""The code under a signature: for one person, one agreement, once."""

from __future__ import annotations

from datetime import timedelta

from pytest_django import Settings

from hejie.agreements.models import Agreement, Signature
from hejie.cases.actions import Side
from hejie.cases.queries import view_case
from hejie.people.access import link_actor
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, SETTLED, Scene

signing = SETTLED.fixture()


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_no_signature_without_asking_for_a_code_first(signing: Scene) -> None:
    assert signing.refusal("consumer", "sign", code="123456").code == "need:code_sent"
    assert not Signature.objects.exists()


def test_a_wrong_code_changes_nothing_but_is_counted(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    right = signing.code("consumer")
    before = signing.history
    for _ in range(5):
        refusal = signing.refusal("consumer", "sign", code=another(right))
        assert (refusal.code, refusal.problems[0].field) == ("inputs", "code")
    assert "次数太多" in signing.refusal("consumer", "sign", code=right).text.zh
    assert signing.history == before
    signing.sign("consumer")
    assert signing.facts.signed_by == {Role.COMPLAINANT}


def test_a_code_signs_once_and_for_nothing_else(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    used = signing.code("consumer")
    signing.act("consumer", "sign", code=used)
    assert signing.refusal("consumer", "sign", code=used).code == "need:signature_missing"
    signing.act("clerk", "decline_signing", reason="价格再谈谈")
    signing.act("clerk", "make_offer", terms=[LESS])
    signing.act("consumer", "accept_offer")
    assert signing.refusal("consumer", "sign", code=used).code == "need:code_sent"
    signing.act("consumer", "request_code")
    assert signing.refusal("consumer", "sign", code=another(signing.code("consumer"))).code == "inputs"


def test_the_other_sides_code_does_not_sign_for_me(signing: Scene) -> None:
    signing.act("clerk", "request_code")
    signing.act("consumer", "request_code")
    theirs, mine = signing.code("clerk"), signing.code("consumer")
    if theirs != mine:
        assert signing.refusal("consumer", "sign", code=theirs).code == "inputs"
    assert signing.facts.codes_sent_to == {Role.COMPLAINANT, Role.RESPONDENT}


def test_a_code_is_good_for_ten_minutes(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    code = signing.code("consumer")
    signing.now += timedelta(minutes=10)
    assert signing.refusal("consumer", "sign", code=code).code == "need:code_sent"


def test_two_codes_within_a_minute_are_refused_with_the_time_to_wait(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    signing.now -= timedelta(seconds=40)
    refusal = signing.refusal("consumer", "request_code")
    assert refusal.code == "need:code_too_often"
    assert "秒后再试" in refusal.text.zh
    assert signing.history.count("code_requested") == 1


def test_a_drawing_that_cannot_be_opened_leaves_the_code_unused(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    code = signing.code("consumer")
    # A PNG whose frame is right and whose picture data is none.
    broken = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAABElEQVQAAAAAVfKoEAAAAABJRU5ErkJggg=="
    )
    refusal = signing.refusal("consumer", "sign", code=code, drawing=broken)
    assert (refusal.code, [p.field for p in refusal.problems]) == ("inputs", ["drawing"])
    signing.act("consumer", "sign", code=code)


def test_a_signature_names_the_text_and_the_hand_that_signed(signing: Scene) -> None:
    signing.sign("consumer", "clerk")
    agreement = Agreement.objects.get(state="effective")
    rows = Signature.objects.order_by("signed_at")
    assert [(row.role, row.name) for row in rows] == [("complainant", "林晓"), ("respondent", "方青")]
    assert {row.body_sha256 for row in rows} == {agreement.body_sha256}
    assert len({row.challenge for row in rows}) == 2


def test_outside_the_demo_the_schema_reveals_no_code(signing: Scene) -> None:
    signing.act("consumer", "request_code")
    assert code_schema(signing, "consumer") == {"pattern": "^[0-9]{6}$"}


def test_the_demo_shows_a_code_to_its_owner_alone(signing: Scene, settings: Settings) -> None:
    settings.DEMO = True
    signing.act("consumer", "request_code")
    assert code_schema(signing, "consumer")["enum"] == [signing.code("consumer")]
    signing.act("clerk", "request_code")
    assert code_schema(signing, "clerk")["enum"] == [signing.code("clerk")]
    signing.act("clerk", "sign", code=code_schema(signing, "clerk")["enum"][0])
    signing.act("consumer", "sign", code=code_schema(signing, "consumer")["enum"][0])
    assert signing.state == "performing"


def code_schema(scene: Scene, who: str) -> dict[str, object]:
    view = view_case(scene.actor(who), scene.case.ref, scene.now)
    schema = view.schema(next(move for move in view.moves if move.key == "sign"))["properties"]["code"]
    return {key: schema[key] for key in ("pattern", "enum") if key in schema}


def test_a_trader_without_an_account_signs_by_its_link_and_the_phone_on_file(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆", phone="13900000001"))
    link = link_actor(case_id=scene.case.pk, side="respondent", is_proved=True)
    scene.act("consumer", "make_offer", terms=[LESS])
    scene.act(link, "accept_offer")
    scene.act(link, "request_code")
    scene.act(link, "sign", code=scene.code("13900000001"))
    signature = Signature.objects.get()
    assert (signature.role, signature.name, signature.person_id) == ("respondent", "小巷面馆", None)


def test_without_any_phone_it_is_said_how_to_get_one_on_file(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆"))
    link = link_actor(case_id=scene.case.pk, side="respondent", is_proved=True)
    scene.act("consumer", "make_offer", terms=[LESS])
    scene.act(link, "accept_offer")
    refusal = scene.refusal(link, "request_code")
    assert refusal.code == "need:bad_phone"
    assert "请办理部门补上" in refusal.text.zh
