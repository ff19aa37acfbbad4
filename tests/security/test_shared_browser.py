"""A browser that several people use: nobody reads in it what another has typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hejie.cases.models import Case, CaseRecord, Party
from hejie.evidence.models import File
from hejie.intake.models import Draft
from hejie.people.actions import register_person
from hejie.rules.model import Role
from tests.town import Town, build_town, consumer
from tests.web.visitor.pictures import photo
from tests.web.visitor.walk import COMPLAINT, REPORT, STORY, answer, begin, fill_in, post

BACKEND = "django.contrib.auth.backends.ModelBackend"
STORY_PAGE = "/file/story/"


@pytest.fixture
def town(db: None) -> Town:
    return build_town(timezone.now())


def begun_by_account(client: Client, town: Town) -> None:
    client.force_login(consumer(timezone.now()), backend=BACKEND)
    begin(client, town)
    answer(client, {key: COMPLAINT[key] for key in ("what", "story")})


def says_the_story(client: Client) -> bool:
    return STORY in client.get(STORY_PAGE).content.decode()


def test_a_draft_of_an_account_opens_for_that_account_alone(client: Client, town: Town) -> None:
    begun_by_account(client, town)
    assert says_the_story(client)
    client.force_login(register_person(now=timezone.now(), name="王五"), backend=BACKEND)
    assert not says_the_story(client)
    assert "您有一份没写完的" not in client.get("/file/").content.decode()


def test_signing_out_leaves_no_draft_to_whoever_comes_next(client: Client, town: Town) -> None:
    begun_by_account(client, town)
    kept = client.cookies["hejie_draft"].value
    answer_of_sign_out = client.post("/accounts/logout/")
    assert client.cookies["hejie_draft"].value == ""
    assert answer_of_sign_out["Clear-Site-Data"] == '"cache"'
    client.cookies["hejie_draft"] = kept
    assert not says_the_story(client)


def test_a_visitors_draft_becomes_the_accounts_that_goes_on_with_it(client: Client, town: Town) -> None:
    begin(client, town)
    client.force_login(consumer(timezone.now()), backend=BACKEND)
    answer(client, {key: COMPLAINT[key] for key in ("what", "story")})
    kept = client.cookies["hejie_draft"].value
    other = Client()
    other.cookies["hejie_draft"] = kept
    assert not says_the_story(other)


def test_a_visitor_leaves_nothing_on_a_shared_device(client: Client, town: Town) -> None:
    begin(client, town)
    answer(client, {key: COMPLAINT[key] for key in ("what", "story")})
    client.post("/file/evidence/", {"kind": "complaint", "files": photo("一.jpg"), "act": "upload"})
    assert File.objects.count() == 1
    assert "删掉草稿" in client.get("/file/leave/").content.decode()
    client.post("/file/leave/")
    assert not Draft.objects.exists()
    assert not File.objects.exists()
    assert not says_the_story(client)


def test_what_was_filed_is_shown_to_its_browser_for_a_while(client: Client, town: Town) -> None:
    fill_in(client, town)
    done = post(client, "check", {"attest": "yes"})["Location"]
    lost_answer = Client()
    lost_answer.cookies["hejie_draft"] = client.cookies["hejie_draft"].value
    assert lost_answer.get(done).status_code == 200
    Draft.objects.update(touched_at=timezone.now() - timedelta(hours=3))
    assert lost_answer.get(done)["Location"] == "/progress/"
    assert client.get(done).status_code == 200


def test_an_anonymous_report_names_nobody_even_where_somebody_is_signed_in(client: Client, town: Town) -> None:
    client.force_login(consumer(timezone.now()), backend=BACKEND)
    begin(client, town, "report")
    answer(client, {**REPORT, "evidence": {"files": photo("一.jpg")}}, "report")
    done = post(client, "check", {"attest": "yes"}, "report")["Location"]
    case = Case.objects.get()
    assert Party.objects.get(case=case, side=Role.COMPLAINANT).person is None
    assert not CaseRecord.objects.filter(case=case).exclude(person_id=None).exists()
    assert Draft.objects.get().person is None
    assert File.objects.get().person_id is None
    assert client.get(done).status_code == 200
    Draft.objects.update(touched_at=timezone.now() - timedelta(hours=3))
    assert client.get(done)["Location"] == "/progress/"
