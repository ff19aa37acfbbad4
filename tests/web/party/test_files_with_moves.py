"""Files are sent along with the step that asks for them: seen by those whom the step is for, and never by more."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.models import Representation
from hejie.evidence.models import File
from tests.api.conftest import stage  # noqa: F401 - the fixture
from tests.stage import Stage, Story
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.visitor.pictures import photo, upload

ID_NUMBER = "110101199003074514"


def page_of(story: Story, move: str) -> str:
    return f"/cases/{show_case_number(story.ref)}/moves/{move}/"


def consumer(story: Story) -> Client:
    return sit_down(story.stage.world.cast["consumer"])


def seen_by(story: Story, who: str) -> set[str]:
    return {one["name"] for one in story.stage.get(who, f"/cases/{story.ref}/evidence").json["items"]}


def asked(stage: Stage) -> Story:  # noqa: F811
    """A complaint whose officer asks who filed it; no file lies in it."""
    story = stage.file(how="authority")
    last = (timezone.localdate() + timedelta(days=1)).isoformat()
    story.do("county_officer", "request_identity", by_date=last, reason="请提供身份证照片。")
    return story


def test_a_proof_of_identity_goes_to_the_office_and_not_to_the_trader(stage: Stage) -> None:  # noqa: F811
    story = asked(stage)
    browser, address = consumer(story), page_of(story, "provide_identity")
    form = browser.get(address)
    assert 'enctype="multipart/form-data"' in form.content.decode()
    assert "商家看不到，只有来件的一方和办案部门看得到。" in words(form)

    sent = browser.post(address, {"statement": "身份证正面", "files": [photo("证件.jpg")]})

    assert sent.status_code == 302
    assert seen_by(story, "county_officer") == seen_by(story, "consumer") == {"证件.jpg"}
    assert seen_by(story, "clerk") == set()


def test_an_agent_is_appointed_with_a_paper_nobody_had_sent_before(stage: Stage) -> None:  # noqa: F811
    story = stage.file()
    agent, browser = stage.world.cast["outsider"], consumer(story)
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    said = {"agent_name": agent.name, "agent_id_number": ID_NUMBER, "agent_until": until, "agent_powers": "settle"}
    assert "委托别人代办" in words(browser.get(f"/cases/{show_case_number(story.ref)}/"))

    bare = browser.post(page_of(story, "appoint_agent"), said)
    assert bare.status_code == 422
    assert "请附上：授权委托书" in words(bare)
    sent = browser.post(page_of(story, "appoint_agent"), {**said, "files": photo("委托书.jpg")})

    assert sent.status_code == 302
    [file] = File.objects.filter(case__ref=story.ref)
    assert Representation.objects.get(case__ref=story.ref).document == file.pk
    assert seen_by(story, "clerk") == set()


def test_a_program_is_offered_the_step_once_it_has_sent_the_paper(stage: Stage) -> None:  # noqa: F811
    """Its schema names the files there are: without one nothing could satisfy it."""
    story = stage.file()
    assert "appoint_agent" not in story.moves("consumer")
    stage.upload("consumer", f"/cases/{story.ref}/evidence?move=appoint_agent", file=photo("委托书.jpg"))
    assert "appoint_agent" in story.moves("consumer")


def test_what_could_be_taken_is_ticked_when_another_file_could_not(stage: Stage) -> None:  # noqa: F811
    story = asked(stage)
    browser, address = consumer(story), page_of(story, "provide_identity")
    both = [photo("正面.jpg"), upload("反面.jpg", b"")]

    again = browser.post(address, {"statement": "两面都在", "files": both})

    assert again.status_code == 422
    page = again.content.decode()
    [kept] = File.objects.filter(case__ref=story.ref)
    assert f'value="{kept.pk}" checked' in page
    assert "两面都在" in page
    assert "反面.jpg：" in words(again)
    sent = browser.post(address, {"statement": "两面都在", "evidence": str(kept.pk), "files": photo("反面.jpg", 9)})
    assert sent.status_code == 302
    assert seen_by(story, "county_officer") == {"正面.jpg", "反面.jpg"}


def test_where_files_are_chosen_for_the_other_side_none_is_sent_along(stage: Stage) -> None:  # noqa: F811
    """An officer who divides a paper says which of its files the trader is to see."""
    story = stage.file(how="authority")
    desk = sit_down(stage.world.cast["county_officer"])
    assert 'type="file"' not in desk.get(page_of(story, "split_case")).content.decode()
    answer = {"answer": "已联系商家", "files": photo("记录.jpg")}
    assert desk.post(page_of(story, "split_case"), answer).status_code == 422
    assert not File.objects.filter(case__ref=story.ref).exists()
