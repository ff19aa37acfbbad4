"""Stories of judicial confirmation: both sides apply, the court takes it, asks, rules; a broken promise is enforced."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from hejie.agreements.actions import finish_paper
from hejie.agreements.queries import latest_agreement
from hejie.cases.erasure import erase_case
from hejie.cases.models import CaseRecord, Deadline, Party
from hejie.documents.actions import render_paper
from hejie.documents.models import Paper
from hejie.evidence.actions import receive_file
from hejie.exchange.courts import courts_for
from hejie.exchange.drafts import NothingToEnforce, enforcement_zip
from hejie.exchange.models import Confirmation, Incoming, Outgoing
from hejie.exchange.queries import confirmation_of
from hejie.rules.model import Role
from tests.apps.agreements.scene import DRAWN, MEDIATED, REFUND, SETTLED, Scene
from tests.apps.documents.paper_text import paper_text
from tests.apps.exchange.court import Beside, lay_application


def agree(scene: Scene) -> None:
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk", "mediator", drawing=DRAWN)


def apply(scene: Scene) -> None:
    scene.act("consumer", "propose_confirmation", court=courts_for(scene.case)[0].key, contact="云溪区柳河路 8 号")
    scene.act("clerk", "apply_confirmation", contact="云溪区青禾路 1 号，0990-8000000")


def lay(scene: Scene) -> None:
    lay_application(scene.case, scene.now)


AGREED = MEDIATED.then(agree)
APPLIED = AGREED.then(apply)
LAID = APPLIED.then(lay)
agreed, applied, laid = AGREED.fixture(), APPLIED.fixture(), LAID.fixture()
settled = SETTLED.fixture()


def print_papers(scene: Scene) -> None:
    """What the worker does."""
    agreement = latest_agreement(scene.case.pk)
    assert agreement
    finish_paper(agreement_id=agreement.id, now=scene.now)
    render_paper(paper_id=Paper.objects.get(kind="confirmation_application").pk, now=scene.now)


def test_both_apply_the_court_confirms_and_a_broken_promise_is_enforced(applied: Scene, beside: Beside) -> None:
    assert Deadline.objects.get(rule="judicial_confirmation").closed_as == "met"
    assert beside.carry(applied.now) == 0  # nothing leaves before its papers are printed
    print_papers(applied)
    own = Party.objects.get(case=applied.case, side=Role.COMPLAINANT)
    own.id_kind, own.id_number = "passport", "C01X00T47"
    own.save()
    applied.now += timedelta(minutes=1)
    assert beside.carry(applied.now) == 1
    [sent] = beside.court.applications.values()
    assert sent["court"]["name"] == "云溪区人民法院"
    assert [file["title"] for file in sent["files"]] == ["司法确认申请书", "投诉调解书"]
    assert [side["contact"] for side in sent["sides"]] == ["云溪区柳河路 8 号", "云溪区青禾路 1 号，0990-8000000"]
    assert [(side["id_kind"], side["id_number"]) for side in sent["sides"]] == [("passport", "C01X00T47"), ("", "")]
    text = paper_text(base64.b64decode(sent["files"][0]["base64"]))
    assert "云溪区人民法院" in text
    assert "调解人员：何平" in text
    assert beside.hear(applied.now) == [200, 200]
    shown = confirmation_of(applied.case.pk)
    assert shown
    assert (shown.stage, shown.number, shown.ruled_on) == ("confirmed", "（2026）云0101民特1号", date(2026, 11, 19))
    assert applied.history[-4:] == [
        "confirmation_proposed",
        "confirmation_applied",
        "confirmation_accepted",
        "confirmation_ruled",
    ]
    assert applied.state == "performing"
    assert applied.broken_chain() is None
    enforce(applied)


def enforce(scene: Scene) -> None:
    with pytest.raises(NothingToEnforce):
        enforcement_zip(scene.case, Role.COMPLAINANT, scene.now)
    scene.now += timedelta(days=9)
    with pytest.raises(NothingToEnforce):
        enforcement_zip(scene.case, Role.RESPONDENT, scene.now)  # whoever owes has nothing to enforce
    pack = zipfile.ZipFile(io.BytesIO(enforcement_zip(scene.case, Role.COMPLAINANT, scene.now)))
    assert pack.namelist() == [
        "1-强制执行申请书.pdf",
        "2-调解书.pdf",
        "3-司法确认申请书.pdf",
        "4-司法确认裁定.txt",
        "说明.txt",
    ]
    text = paper_text(pack.read("1-强制执行申请书.pdf"))
    assert "退还货款1,299元（应在2026年11月26日以前）" in text
    assert "（2026）云0101民特1号" in text
    assert "第二百零六条" in text


def photo() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "#eee").save(data, "JPEG")
    data.seek(0)
    return data


def test_the_court_asks_for_more_and_gets_it(laid: Scene, beside: Beside) -> None:
    beside.court.asks_first = True
    laid.now += timedelta(minutes=1)
    beside.carry(laid.now)
    assert beside.hear(laid.now) == [200, 200]
    shown = confirmation_of(laid.case.pk)
    assert shown
    assert (shown.stage, shown.asks, shown.asks_by) == ("asked", "请补交授权委托书", date(2026, 11, 24))
    assert laid.refusal("consumer", "propose_confirmation", court="basic-990102").code == "need:not_proposed_yet"
    handed = receive_file(
        stream=photo(), name="授权委托书.jpg", actor=laid.actor("clerk"), now=laid.now, case=laid.case
    )
    laid.act("clerk", "answer_court", text="授权委托书已经交到立案窗口。", evidence=[str(handed.pk)])
    beside.carry(laid.now)
    assert beside.hear(laid.now) == [200]
    shown = confirmation_of(laid.case.pk)
    assert shown
    assert shown.stage == "confirmed"
    [given] = [one.data for one in beside.court.taken.values() if one.kind == "confirmation_supplement"]
    [file] = given["files"]
    assert (given["text"], file["name"]) == ("授权委托书已经交到立案窗口。", "授权委托书.jpg")
    assert hashlib.sha256(base64.b64decode(file["base64"])).hexdigest() == file["sha256"]


def test_a_ruling_comes_in_after_a_side_went_on_without_it_and_is_enforced(laid: Scene, beside: Beside) -> None:
    """Nothing of the court's is turned away because the case is over; whoever waits has the package all the same."""
    laid.now += timedelta(days=9)
    laid.act("consumer", "close_unperformed")
    laid.now += timedelta(minutes=1)
    beside.carry(laid.now)
    assert beside.hear(laid.now) == [200, 200]
    assert (laid.state, laid.history[-1]) == ("unperformed", "confirmation_ruled")
    assert enforcement_zip(laid.case, Role.COMPLAINANT, laid.now)


def test_after_thirty_days_it_is_refused_with_the_article(agreed: Scene) -> None:
    agreed.act("clerk", "propose_confirmation", court="basic-990102")
    agreed.now += timedelta(days=40)
    refusal = agreed.refusal("consumer", "apply_confirmation")
    assert (refusal.code, str(refusal.article)) == (
        "need:within_thirty_days",
        "《中华人民共和国民事诉讼法》第二百零五条",
    )
    agreed.act("consumer", "drop_confirmation", reason="来不及了")
    assert agreed.refusal("clerk", "propose_confirmation", court="basic-990102").code == "need:within_thirty_days"
    assert not Outgoing.objects.exists()


def test_one_side_alone_cannot_apply_nor_choose_another_court(agreed: Scene) -> None:
    assert agreed.refusal("consumer", "propose_confirmation", court="basic-990199").code == "inputs"
    agreed.act("consumer", "propose_confirmation", court="basic-990102")
    assert agreed.refusal("consumer", "apply_confirmation").code == "need:other_side_proposed"
    assert agreed.refusal("clerk", "propose_confirmation", court="basic-990102").code == "need:not_proposed_yet"


def test_what_the_sides_settled_alone_is_not_confirmed(settled: Scene) -> None:
    settled.sign("consumer", "clerk")
    assert settled.refusal("consumer", "propose_confirmation", court="basic-990102").code.startswith("need:")
    assert courts_for(settled.case) == []


def test_taken_back_before_the_ruling(laid: Scene, beside: Beside) -> None:
    laid.now += timedelta(minutes=1)
    beside.carry(laid.now)
    laid.act("consumer", "withdraw_confirmation", reason="商家已经退款")
    assert beside.carry(laid.now) == 1
    assert beside.hear(laid.now) == []
    assert Confirmation.objects.get().stage == "withdrawn"
    laid.act("clerk", "propose_confirmation", court="basic-990102")  # the thirty days are not over
    assert laid.facts.confirmation == "proposed"


def test_a_court_that_cannot_be_reached_is_tried_again_and_had_the_message_once(
    laid: Scene, beside: Beside, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    reachable, settings.COURT_URL = settings.COURT_URL, "http://127.0.0.1:1/"
    with caplog.at_level(logging.WARNING):
        assert beside.carry(laid.now) == 0
    row = Outgoing.objects.get()
    assert (row.tries, row.failure, row.sent_at) == (1, "URLError", None)
    assert row.next_try_at == laid.now + timedelta(seconds=10)
    assert "林晓" not in caplog.text
    settings.COURT_URL = reachable
    assert beside.carry(laid.now) == 0  # not yet
    laid.now += timedelta(seconds=11)
    assert beside.carry(laid.now) == 1
    row = Outgoing.objects.get()
    Outgoing.objects.update(sent_at=None, next_try_at=laid.now)  # the answer was lost on the way
    assert beside.carry(laid.now) == 1
    assert list(beside.court.taken) == [row.pk]


def test_a_court_that_refuses_is_not_asked_again(laid: Scene, beside: Beside, settings: Settings) -> None:
    settings.COURT_SECRET = "another"
    assert beside.carry(laid.now) == 0
    row = Outgoing.objects.get()
    assert (row.failure, row.refused_at, row.next_try_at) == ("http_403", laid.now, None)
    shown = confirmation_of(laid.case.pk)
    assert shown
    assert shown.is_stuck


def test_without_a_partner_the_office_writes_down_what_the_court_says(laid: Scene) -> None:
    laid.act("officer", "note_court_acceptance", number="（2026）云0102民特3号")
    on = laid.now.date().isoformat()
    laid.act(
        "officer", "note_court_ruling", result="rejected", number="（2026）云0102民特3号", on=on, text="内容不明确"
    )
    assert laid.facts.confirmation == "rejected"
    assert Outgoing.objects.get().sent_at is None


def test_what_a_court_says_out_of_turn_changes_nothing(applied: Scene, beside: Beside) -> None:
    row = Confirmation.objects.get()
    beside.court.applications[row.pk] = {}
    beside.court.secret = "not the secret"
    beside.court.to_say.append(said("ruling", row, result="confirmed", number="（2026）1号", on="2026-11-19"))
    assert beside.hear(applied.now) == [403]
    beside.court.secret = "shared-with-the-court"
    beside.court.to_say += [
        said("supplement_requested", row),  # without what is asked for
        said("ruling", None, result="confirmed", number="（2026）1号", on="2026-11-19"),
        said("ruling", row, result="confirmed", number="（2026）1号", on="2026-12-31"),  # tomorrow's ruling
    ]
    assert beside.hear(applied.now) == [422, 409, 409]
    assert list(Incoming.objects.order_by("id").values_list("outcome", flat=True)) == ["unknown_application", "inputs"]
    assert Confirmation.objects.get().stage == "applied"


def said(kind: str, row: Confirmation | None, **data: str):
    from hejie.exchange.simulator import Said

    return Said(kind, row.pk if row else None, data)


def test_a_message_that_comes_twice_is_done_once(applied: Scene, beside: Beside) -> None:
    told = said("confirmation_accepted", Confirmation.objects.get(), number="（2026）云0102民特3号")
    beside.court.to_say += [told, told]
    beside.hear(applied.now)
    beside.court.to_say = [told]
    assert beside.hear(applied.now) == [200]
    assert CaseRecord.objects.filter(fact="confirmation_accepted").count() == 1
    assert Incoming.objects.count() == 1


def test_nobody_else_posts_here(db: None) -> None:
    assert Client().get("/exchange/court/").status_code == 405
    assert Client().post("/exchange/nobody/", b"{}", content_type="application/json").status_code == 404
    assert Client().post("/exchange/court/", b"{}", content_type="application/json").status_code == 403


def test_erasing_takes_what_was_sent_and_what_came(laid: Scene, beside: Beside) -> None:
    laid.now += timedelta(minutes=1)
    beside.carry(laid.now)
    beside.hear(laid.now)
    laid.act("consumer", "confirm_promise", promise="0")
    assert erase_case(case_id=laid.case.pk, now=laid.now)
    row = Confirmation.objects.get()
    assert (row.contacts, row.ruling, row.stage) == ({}, "", "confirmed")
    assert Outgoing.objects.get().sent_at is not None
    assert [one.body for one in Outgoing.objects.all()] == [None]
    assert [one.body for one in Incoming.objects.all()] == [{}, {}]
