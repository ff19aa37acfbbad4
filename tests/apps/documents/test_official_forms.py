"""The ten official forms of April 2026, each issued by its act in a case of the demonstration.

With `HEJIE_SHOTS` set their pictures are written to docs/forms, where the table beside them says which is which.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from hejie.agreements.actions import finish_paper
from hejie.agreements.models import Agreement
from hejie.cases.models import Case
from hejie.demo.cast import id_number
from hejie.documents.actions import sheet_of
from hejie.documents.models import Paper
from hejie.documents.render import first_page
from hejie.intake.actions import Answers, file_case
from tests.stage import REFUND, Stage, Story, yesterday

FORMS = Path(__file__).parents[3] / "docs" / "forms"
PIXELS_AN_INCH, COLOURS, LARGEST = 96, 48, 150_000
STORY = "7 月 18 日在店里买的除湿机，用了九天水箱就漏水，地板泡坏了一块。客服让寄回去修，我要求退货退款。附照片、小票。"
REPORTED = "后厨地面积水，切菜的砧板生熟不分，晚上能看到老鼠。附照片三张。"


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def entered(stage: Stage, kind: str, **fields: object) -> Story:
    """What an operator of the hotline takes down."""
    person = {"name": "林知遥", "id_number": id_number(date(1990, 3, 8), 916), "address": "青禾区示范路 8 号"}
    said = {"category": "appliances", "problem": "quality", "happened_on": yesterday(), "read_back": True}
    answers = Answers(
        kind=kind,
        how="authority",
        channel="hotline",
        phone="13800000916",
        trader_id=stage.world.traders["qinghe"].pk,
        fields={**said, **person, **fields},
    )
    officer = stage.world.actors["county_officer"]
    return Story(stage, file_case(answers=answers, actor=officer, now=timezone.now()).ref)


def registered(stage: Stage) -> Story:
    wanted = [{"kind": "return_refund", "amount": "1299.00"}]
    return entered(stage, "complaint", goods="除湿机", story=STORY, wanted=wanted, may_publish=True)


def report(stage: Stage) -> Story:
    return entered(stage, "report", category="catering", problem="food_safety", story=REPORTED)


def dispatched(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.do("county_officer", "return_case", reason="被投诉人的实际经营地不在本区。")
    story.do("city_officer", "dispatch", office=str(stage.world.offices["qinghe"].pk))
    return story


def asked_who(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.do("county_officer", "request_identity", by_date=in_days(7), reason="居民身份证正反面照片或者复印件")
    return story


def accepted(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.do("county_officer", "accept")
    return story


def refused(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    reasons = "发票抬头是公司，除湿机放在公司仓库使用，不是为生活消费需要购买。"
    story.do("county_officer", "refuse", ground="no_consumer_dispute", reasons=reasons)
    return story


def called(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.mediate()
    meeting = {"on": in_days(6), "at": "14:30", "place": "青禾区市场监督管理局二楼调解室", "recusal_days": 3}
    story.do("mediator", "call_meeting", bring="身份证明材料\n除湿机的小票和照片", **meeting)
    return story


def terminated(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.mediate()
    story.do("county_officer", "terminate", ground="no_agreement", reasons="双方对退款数额分歧很大，明确表示谈不成。")
    return story


def agreed(stage: Stage) -> Story:
    story = stage.file(story=STORY)
    story.mediate()
    for who in ("consumer", "clerk"):
        story.do(who, "consent_mediation")
    story.do("mediator", "propose_agreement", terms=[REFUND])
    story.sign("consumer", "clerk", "mediator")
    agreement = Agreement.objects.get(case__ref=story.ref)
    finish_paper(agreement_id=agreement.pk, now=timezone.now())
    return story


def told(stage: Stage) -> Story:
    story = report(stage)
    story.do("county_head", "open_case", reasons="现场检查发现涉嫌违法。")
    story.do("county_head", "decide_case", result="penalty", summary="责令改正，处以罚款。")
    law = {"basis_law": "中华人民共和国食品安全法", "basis_article": "第一百一十五条第一款"}
    story.do("county_officer", "tell_result", text="经核查，违法事实成立，已依法作出行政处罚决定。谢谢您。", **law)
    return story


# In the order of the official list; each with the kind of paper it becomes.
TOLD: Mapping[str, Callable[[Stage], Story]] = {
    "registration_form": registered,
    "report_registration_form": report,
    "dispatch_notice": dispatched,
    "identity_request": asked_who,
    "acceptance_decision": accepted,
    "refusal_decision": refused,
    "mediation_notice": called,
    "termination_decision": terminated,
    "mediation_agreement": agreed,
    "report_result_notice": told,
}


@pytest.mark.parametrize("number", range(1, 11))
def test_a_form_is_issued_by_its_act_and_can_be_looked_at(stage: Stage, number: int) -> None:
    kind, play = list(TOLD.items())[number - 1]
    case = Case.objects.get(ref=play(stage).ref)
    paper = Paper.objects.filter(subject=case.pk, kind=kind).latest("issued_at")
    sheet = sheet_of(paper)
    assert sheet.sample, "a demonstration's seal says that it is none"
    is_kept = bool(os.environ.get("HEJIE_SHOTS"))
    picture = small(first_page(sheet, ppi=PIXELS_AN_INCH), pack=is_kept)
    assert len(picture) < LARGEST
    committed = FORMS / f"{number:02d}-{kind}.png"
    if is_kept:
        FORMS.mkdir(parents=True, exist_ok=True)
        committed.write_bytes(picture)
    assert committed.name in (FORMS / "README.md").read_text(encoding="utf-8")
    assert Image.open(committed).size == Image.open(io.BytesIO(picture)).size


def small(png: bytes, *, pack: bool) -> bytes:
    """Few colours are enough for ink, paper and a seal. `pack` finds the last three bytes in a hundred."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=pack)
    return out.getvalue()
