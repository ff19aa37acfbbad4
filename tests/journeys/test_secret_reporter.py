"""A report whose reporter stays unknown (Order 121 Art 37): the respondent's side reads all it can, and finds nothing.

Planted are words that stand nowhere else: who reported, and what was said, in a report, in the report that came out of
a mixed paper, and in a clue found in mediation. Then everybody on the trader's side goes through every address of the
house, every link they find, every paper, export and search; and what was sent to them, and what their open pages hear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from hejie.base.ids import show_case_number
from hejie.cases.beside import CaseLink
from hejie.cases.invitations import invite
from hejie.cases.models import Case, CaseRecord
from hejie.demo.cast import id_number
from hejie.demo.world import TOTP_SECRET, World
from hejie.documents.models import Paper
from hejie.evidence.models import File
from hejie.jobs import tasks
from hejie.messaging.models import Message
from hejie.people.actions import appoint, register_person, set_totp
from hejie.people.models import Person
from hejie.rules.model import Role
from hejie.traders.actions import add_clerk
from hejie.web.live.watcher import TOPICS
from tests.apps.law.test_secrecy import TINY
from tests.databases import built_once, connected_to, undone
from tests.journeys.reader import Reader, asking
from tests.stage import REFUND, Stage, Story, yesterday
from tests.web.at_desk import sit_down

NAME, PHONE, ADDRESS = "欧阳夜莺", "13911770077", "青禾区槲寄生巷 9 号半"
STORY = "冷库第三道门后面换标的是穿蓝围裙的人"
SPLIT_STORY = "他们把退回来的机器喷漆再卖，喷漆房在锅炉间隔壁"
CLUE = "检测报告上的骑缝章是彩色打印的"
SAID = "举报人补充：夜里两点有人搬机器"
DECIDED = "经核查锅炉间隔壁确有喷漆设备一台"
ID_NUMBER = id_number(date(1905, 5, 5), 77)
PHOTO = "喷漆房照片.png"
SHORT = (
    "欧阳夜",
    "139117700",
    "槲寄生",
    "穿蓝围",
    "喷漆房",
    "骑缝章",
)  # to search with: a page may repeat the question
MOVES = ("say", "accept", "split_case", "make_offer", "add_evidence", "claim_reward", "rate", "note_contact")


pytestmark = pytest.mark.walk


@dataclass
class Secrets:
    """Three secret reports, the two complaints they came out of or lie beside, and all that must not be found."""

    complaints: list[Story]
    reports: list[Story]
    words: list[str] = field(default_factory=lambda: [NAME, PHONE, STORY, SPLIT_STORY, CLUE, SAID, DECIDED, PHOTO])

    @property
    def phrases(self) -> list[str]:
        addresses = [ADDRESS, ADDRESS.replace(" ", "")]
        cases = Case.objects.filter(ref__in=[one.ref for one in self.reports])
        return [*self.words, *addresses, *(str(one.pk) for one in cases), ID_NUMBER]

    @property
    def numbers(self) -> list[str]:
        return [shown for one in self.reports for shown in (one.ref, show_case_number(one.ref))]

    def leads_to(self, link: str) -> bool:
        """Whether this is an address of one of the reports."""
        return any(one in link for one in self.numbers)


@pytest.fixture(scope="module")
def secrets_told(
    world_built: tuple[str, World], django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, tuple[Stage, Secrets]]]:
    template, world = world_built

    @override_settings(DEMO=True)
    def tell() -> tuple[Stage, Secrets]:
        stage = Stage(replace(world, cast={**world.cast}))
        return stage, tell_secrets(stage)

    with built_once(django_db_blocker, tell, template) as built:
        yield built


@pytest.fixture
def told(
    secrets_told: tuple[str, tuple[Stage, Secrets]], django_db_blocker: DjangoDbBlocker, settings: Settings
) -> Iterator[tuple[Stage, Secrets]]:
    settings.DEMO = True
    name, built = secrets_told
    with django_db_blocker.unblock(), connected_to(name), undone():
        yield built


@pytest.fixture
def stage(told: tuple[Stage, Secrets]) -> Stage:
    return told[0]


@pytest.fixture
def secrets(told: tuple[Stage, Secrets]) -> Secrets:
    return told[1]


def tell_secrets(stage: Stage) -> Secrets:
    now = timezone.now()
    stage.world.cast["reporter"] = register_person(
        now=now, name=NAME, phone=PHONE, phone_verified=True, id_number=ID_NUMBER, address=ADDRESS
    )
    report = _report(stage)
    divided, split = _divided(stage)
    mediated, clue = _with_clue(stage)
    for paper in Paper.objects.all():
        tasks.finish_paper(paper_id=str(paper.pk))
    return Secrets([divided, mediated], [report, split, clue])


def _report(stage: Stage) -> Story:
    body = {"kind": "report", "category": "food", "problem": "food_safety", "story": STORY, "happened_on": yesterday()}
    trader = str(stage.world.traders["qinghe"].pk)
    answer = stage.post("reporter", "/cases", {**body, "trader_id": trader, "address": ADDRESS, "name": NAME})
    assert answer.status == 201, answer.json
    report = Story(stage, answer.json["ref"])
    report.do("county_officer", "say", text=SAID)
    report.do("county_head", "open_case", reasons=DECIDED)
    report.do("county_head", "decide_case", result="penalty", summary=DECIDED)
    law = {"basis_law": "中华人民共和国食品安全法", "basis_article": "第一百一十五条"}
    report.do("county_officer", "tell_result", text=DECIDED, **law)
    return report


def _divided(stage: Stage) -> tuple[Story, Story]:
    """A mixed paper with a picture that belongs to the report alone."""
    story = stage.file(story=f"除湿机漏水，要求退款。{SPLIT_STORY}")
    stage.upload("consumer", f"/cases/{story.ref}/evidence", file=SimpleUploadedFile(PHOTO, TINY))
    told = {"complaint_part": "除湿机漏水，要求退款。", "report_part": SPLIT_STORY, "problem": "quality"}
    story.do("county_officer", "split_case", **told, evidence=[])
    report = Story(stage, CaseLink.objects.get(case__ref=story.ref).other.ref)
    report.do("county_head", "not_open_case", ground="minor", reasons=DECIDED)
    story.do("county_officer", "accept")
    return story, report


def _with_clue(stage: Stage) -> tuple[Story, Story]:
    """A clue the mediator noted, in a case that goes on to an agreement."""
    story = stage.file()
    story.mediate()
    story.do("mediator", "record_clue", problem="quality", clue=CLUE)
    report = Story(stage, CaseLink.objects.get(case__ref=story.ref).other.ref)
    story.do("clerk", "make_offer", terms=[REFUND])
    story.do("consumer", "accept_offer")
    return story, report


def of_the_trader(stage: Stage, secrets: Secrets) -> Iterator[tuple[str, Client]]:
    """Everybody on the trader's side, each with a browser and their token for the API."""
    colleague, mediator_too = _clerk(stage, "岳小满", "13911770099"), _clerk(stage, "云无心", "13911770098")
    appoint(person=mediator_too, role="mediator", authority=stage.world.offices["chengxi"], now=timezone.now())
    people = {"clerk": stage.world.cast["clerk"], "colleague": colleague, "clerk who mediates": mediator_too}
    for who, person in people.items():
        yield who, sit_down(person, stage.token(person))
    for one in secrets.complaints:
        yield "by invitation", _invited(one)
    yield "visitor", Client()


def _clerk(stage: Stage, name: str, phone: str) -> Person:
    person = register_person(now=timezone.now(), name=name, phone=phone, phone_verified=True)
    set_totp(person=person, secret=TOTP_SECRET)
    add_clerk(trader=stage.world.traders["qinghe"], person=person, now=timezone.now())
    return person


def _invited(story: Story) -> Client:
    client = Client()
    case = Case.objects.get(ref=story.ref)
    client.post(f"/i/{invite(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now())}/")
    return client


def test_the_trader_s_side_finds_nothing_anywhere(stage: Stage, secrets: Secrets) -> None:
    for who, client in of_the_trader(stage, secrets):
        reader = Reader(asking(client))
        reader.read_everything(everything_known(stage, secrets.complaints, who), extra=searches())
        assert reader.finds([*secrets.phrases, *secrets.numbers]) == [], who
        assert reader.topics.isdisjoint(topics_of(secrets.reports)), who
        assert who == "visitor" or "除湿机" in "".join(reader.shown.values()), f"{who} has read nothing"
        assert who in ("visitor", "by invitation") or "除湿机" in reader.shown["/api/v1/cases"], f"{who} has no token"


def test_who_knows_the_number_learns_nothing_from_it(stage: Stage, secrets: Secrets) -> None:
    """The report's own addresses: whatever is asked of them answers without a word of it.

    Where else their answers lead to is read above.
    """
    for who, client in of_the_trader(stage, secrets):
        reader = Reader(asking(client))
        reader.read_everything(everything_known(stage, secrets.reports, who), about="ref", follows=secrets.leads_to)
        assert reader.finds(secrets.phrases) == [], who


def test_nothing_was_sent_to_the_trader(stage: Stage, secrets: Secrets) -> None:
    reporter = stage.world.cast["reporter"]
    sent = Message.objects.exclude(person=reporter).exclude(person=stage.world.cast["consumer"])
    outside = [one for one in sent if not one.person_id or not _is_of_an_office(one.person_id)]
    told = "\n".join(f"{one.text} {one.address}" for one in outside)
    assert [one for one in [*secrets.phrases, *secrets.numbers] if one in told] == []
    assert outside, "the trader was told of its complaints"


def test_the_same_reader_finds_it_all_where_it_may_be_read(stage: Stage, secrets: Secrets) -> None:
    """Or the others' finding nothing would show nothing."""
    person = stage.world.cast["county_officer"]
    office = Reader(asking(sit_down(person)))
    known = {"ref": [show_case_number(one.ref) for one in secrets.reports]}
    office.read_everything(known, about="ref", follows=secrets.leads_to)
    found = {phrase for _address, phrase in office.finds([*secrets.words, *secrets.numbers])}
    assert found >= {NAME, PHONE, STORY, SPLIT_STORY, CLUE, SAID, DECIDED, *secrets.numbers[1::2]}
    assert not office.topics.isdisjoint(topics_of(secrets.reports))


def everything_known(stage: Stage, stories: list[Story], who: str) -> dict[str, list[str]]:
    """What may stand in an address: the numbers, every file and paper there is, any move.

    The clerk tries the numbers in both spellings; what a spelling means does not depend on who writes it.
    """
    spelled = [show_case_number(one.ref) for one in stories]
    return {
        "ref": [*spelled, *(one.ref for one in stories)] if who == "clerk" else spelled,
        "file_id": [str(pk) for pk in File.objects.values_list("pk", flat=True)],
        "paper_id": [str(pk) for pk in Paper.objects.values_list("pk", flat=True)],
        "trader_id": [str(stage.world.traders["qinghe"].pk)],
        "move": list(MOVES),
        "kind": ["complaint", "report"],
        "year": ["2026"],
        "channel": ["counter"],
    }


def searches() -> list[str]:
    pages = ("/traders/", "/desk/", "/my/", "/office/search/", "/notices/", "/api/v1/traders", "/api/v1/cases", "/")
    return [f"{page}?q={one}" for page in pages for one in SHORT]


def topics_of(stories: list[Story]) -> set[str]:
    """Whom the live process tells that something happened in these cases, offices apart."""
    rows = CaseRecord.objects.filter(case__ref__in=[one.ref for one in stories])
    with connection.cursor() as cursor:
        cursor.execute(TOPICS, [list(rows.values_list("pk", flat=True))])
        return {topic for _id, _at, topics in cursor.fetchall() for topic in topics if topic}


def _is_of_an_office(person_id: object) -> bool:
    return Person.objects.filter(pk=person_id, posts__until=None, posts__isnull=False).exists()
