"""Order 121 Art 37: what the respondent may never read, nor learn that it exists; asked of everything that is shown.

A mixed paper divided (Art 9), and a clue found in mediation (Art 27): the trader's side reads its pages, the API, the
list of files, the case file and every notice it was sent, and nothing of the report is in any of them.
"""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.access import roles_of
from hejie.cases.beside import CaseLink
from hejie.cases.casefile import verify
from hejie.cases.exports import export
from hejie.cases.links import links_of
from hejie.cases.models import Case, Deadline, Party
from hejie.evidence.models import File
from hejie.messaging.models import Message
from hejie.rules.model import Role
from tests.stage import STAGE, Stage, Story, broken_chain
from tests.web.at_desk import keep_signed_in

COMPLAINT = "买到的除湿机漏水，要求退货退款。"
SECRET = "仓库里还有三百台贴牌的翻新机，夜里发货。"
INSIDER = "我是以前的库管，认得那批货"
CLUE = "质检报告的编号查不到，像是自己做的。"
TINY = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


def case_of(story: Story) -> Case:
    return Case.objects.select_related("office", "trader").get(ref=story.ref)


def report_of(story: Story) -> Case:
    return CaseLink.objects.get(case__ref=story.ref).other


def sent_file(stage: Stage, story: Story, name: str, more: bytes = b"") -> str:
    answer = stage.upload("consumer", f"/cases/{story.ref}/evidence", file=SimpleUploadedFile(name, TINY + more))
    assert answer.status == 201, answer.json
    return str(answer.json["id"])


def everything_shown(stage: Stage, story: Story, who: str) -> str:
    """Whatever this reader can get of the case: API, pages, case file, and what was sent to them."""
    person = stage.world.cast[who]
    browser = Client()
    keep_signed_in(browser, person)
    number = show_case_number(story.ref)
    pages = [f"/cases/{number}/", f"/desk/cases/{number}/", "/desk/", "/notices/"]
    parts: list[Any] = [browser.get(page, follow=True).content.decode() for page in pages]
    parts += [stage.get(who, path).json for path in ("/cases", *paths(story))]
    parts += members(b"".join(browser.get(f"/cases/{number}/file.zip")))  # type: ignore[arg-type]
    parts += list(Message.objects.filter(person=person).values_list("text", flat=True))
    return "\n".join(map(str, parts))


def paths(story: Story) -> list[str]:
    return [f"/cases/{story.ref}{part}" for part in ("", "/records", "/evidence", "/papers")]


def broken_file(stage: Stage, story: Story, folder: Path) -> tuple[Any, ...]:
    """What does not hold in the case file of the trader's side: nothing, although much of it is withheld."""
    case, target = case_of(story), folder / "case.zip"
    with target.open("wb") as held:
        export(case, roles_of(stage.world.actors["clerk"], case), held)
    return tuple(verify(target).breaks)


def members(zipped: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(zipped)) as held:
        return [*held.namelist(), *(held.read(name).decode(errors="replace") for name in held.namelist())]


def needles(report: Case) -> list[str]:
    return [report.ref, show_case_number(report.ref), SECRET, INSIDER, CLUE, "case_split", "clue_recorded"]


def divide(stage: Stage) -> Story:
    story = stage.file(story=f"{COMPLAINT}另外，{SECRET}{INSIDER}")
    shown, hidden = sent_file(stage, story, "漏水.png"), sent_file(stage, story, "仓库.png", b"\0")
    story.do(
        "county_officer",
        "split_case",
        complaint_part=COMPLAINT,
        report_part=f"{SECRET}{INSIDER}",
        problem="quality",
        evidence=[shown],
    )
    story.do("county_officer", "accept")
    assert File.objects.filter(pk=hidden).exists()
    return story


divided = STAGE.then(divide).fixture()


def test_the_trader_finds_nothing_of_the_report_in_anything_it_is_shown(divided: Story, tmp_path: Path) -> None:
    found = everything_shown(divided.stage, divided, "clerk")
    assert COMPLAINT in found
    assert [needle for needle in needles(report_of(divided)) if needle in found] == []
    assert "仓库.png" not in found
    assert "漏水.png" in found
    assert broken_file(divided.stage, divided, tmp_path) == ()
    answer = divided.stage.get("clerk", f"/cases/{report_of(divided).ref}")
    assert answer.status == 404


def test_the_mediator_reads_of_a_divided_paper_what_the_trader_reads(divided: Story) -> None:
    divided.do("county_officer", "assign_mediator", mediator=str(divided.stage.world.cast["mediator"].pk))
    found = str([divided.stage.get("mediator", path).json for path in paths(divided)])
    assert "complaint_accepted" in found
    assert [needle for needle in needles(report_of(divided)) if needle in found] == []


def test_the_filer_has_both_parts_and_the_offices_the_link(divided: Story) -> None:
    report, complaint = report_of(divided), case_of(divided)
    actors = divided.stage.world.actors
    for who in ("consumer", "county_officer"):
        for one, other in ((complaint, report), (report, complaint)):
            one.refresh_from_db()
            [link] = links_of(actors[who], one, roles_of(actors[who], one))
            assert link.ref == show_case_number(other.ref)
    assert links_of(actors["clerk"], complaint, roles_of(actors["clerk"], complaint)) == []
    assert SECRET in report.story
    assert COMPLAINT in report.story  # the words as they came
    assert complaint.story == COMPLAINT
    assert divided.stage.get("consumer", f"/cases/{report.ref}").status == 200
    assert broken_chain(complaint) is None


def test_both_parts_run_from_the_day_the_paper_came(story: Story) -> None:
    came = timezone.now() - timedelta(days=3)
    Case.objects.filter(ref=story.ref).update(received_at=came)
    story.do("county_officer", "split_case", complaint_part=COMPLAINT, report_part=SECRET, problem="quality")
    clock = Deadline.objects.get(case=report_of(story), rule="report_check")
    assert clock.started_at == came


def test_both_parts_name_the_same_paper_of_their_filer(story: Story) -> None:
    own = Party.objects.get(case__ref=story.ref, side=Role.COMPLAINANT)
    own.id_kind, own.id_number = "passport", "C01X00T47"
    own.save()
    story.do("county_officer", "split_case", complaint_part=COMPLAINT, report_part=SECRET, problem="quality")
    filer = Party.objects.get(case=report_of(story), side=Role.COMPLAINANT)
    assert (filer.id_kind, filer.id_number) == ("passport", "C01X00T47")


def test_a_report_that_is_a_complaint_too_is_divided_unless_nobody_signed_it(stage: Stage) -> None:
    body = {"kind": "report", "category": "food", "problem": "food_safety", "story": SECRET}
    trader = str(stage.world.traders["qinghe"].pk)
    answer = stage.post("consumer", "/cases", {**body, "happened_on": "2026-11-01", "trader_id": trader})
    story = Story(stage, answer.json["ref"])
    inputs = {"complaint_part": COMPLAINT, "terms": [{"kind": "refund", "amount": "99.00"}]}
    story.do("county_officer", "split_case", **inputs)
    complaint = report_of(story)
    assert (complaint.kind, complaint.story, complaint.state) == ("complaint", COMPLAINT, "received")
    shown = everything_shown(stage, Story(stage, complaint.ref), "clerk")
    assert SECRET not in shown
    assert story.ref not in shown


def test_a_clue_found_in_mediation_is_checked_and_neither_side_learns_of_it(mediated: Story) -> None:
    mediated.do("mediator", "record_clue", problem="quality", clue=CLUE)
    report = report_of(mediated)
    assert (report.kind, report.state, report.office_id) == ("report", "received", case_of(mediated).office_id)
    assert Deadline.objects.get(case=report).rule == "report_check"
    for who in ("clerk", "consumer"):
        found = everything_shown(mediated.stage, mediated, who)
        assert [needle for needle in needles(report) if needle in found] == []
        assert mediated.stage.get(who, f"/cases/{report.ref}").status == 404
    assert mediated.stage.get("county_officer", f"/cases/{report.ref}").status == 200
    report_story = Story(mediated.stage, report.ref)
    report_story.do("county_head", "extend_check", reason="要等检测机构回函。")
    assert Deadline.objects.get(case=report).is_extended
    assert "claim_reward" not in report_story.moves("county_officer")


def test_what_went_to_the_police_is_for_the_offices_alone(story: Story) -> None:
    story.do(
        "county_officer",
        "pass_to_police",
        ground="swapped",
        police="青禾区公安分局",
        handed_over="退货包裹和监控录像",
        reasons="退回来的不是发出去的那一台。",
    )
    for who in ("consumer", "clerk"):
        found = everything_shown(story.stage, story, who)
        assert "公安" not in found
        assert "passed_to_police" not in found
    above = story.stage.get("city_officer", f"/cases/{story.ref}/records").json["items"]
    assert "passed_to_police" in [one["fact"] for one in above]
