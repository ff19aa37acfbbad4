"""Every address × everybody: allowed, or refused without a hint that the thing exists."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from hejie.cases.invitations import invite
from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.documents.queries import papers_of
from hejie.evidence.models import File
from hejie.intake.imports import begin_import
from hejie.intake.models import ImportBatch
from hejie.intake.tables import template
from hejie.jobs import tasks
from hejie.knowledge.models import Reading
from hejie.knowledge.readings import agree_reading
from hejie.messaging.models import Message
from hejie.people.access import actor_for_person
from hejie.rules.model import Role
from hejie.traders.queries import templates_of
from tests.house.routes import MEANT_FOR, PEOPLE, PUBLIC, Route, all_routes
from tests.stage import Stage, Story
from tests.web.at_desk import keep_signed_in


def a_photo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    return data.getvalue()


NO_SUCH_CASE = "261100000008"
EVERYBODY = ("anonymous", *sorted(PEOPLE))
METHODS = ("GET", "POST")
PHOTO = a_photo()
ROUTES = [route for route in all_routes() if not route.public]


@pytest.fixture
def stage(world: World, settings: Settings) -> Stage:
    settings.DEMO = True
    return Stage(world, Client(raise_request_exception=False))


@pytest.fixture
def story(stage: Stage) -> Story:
    """A mediated case with a file, a finished paper and an agreement to be signed."""
    story = stage.file()
    stage.upload("consumer", f"/cases/{story.ref}/evidence", file=SimpleUploadedFile("a.jpg", PHOTO))
    story.mediate()
    [paper] = papers_of(Case.objects.get(ref=story.ref).pk)
    tasks.finish_paper(paper_id=str(paper.id))
    a_panel(stage, story)
    on = (timezone.localdate() + timedelta(days=8)).isoformat()
    story.do("mediator", "call_meeting", on=on, at="09:00", place="青禾区局二楼调解室", recusal_days=3)
    story.settle()
    an_import(stage)
    return story


def a_panel(stage: Stage, story: Story) -> None:
    """With the head, the city's officer and whoever calls it; and a reading that was agreed."""
    cast, case = stage.world.cast, Case.objects.select_related("office").get(ref=story.ref)
    members = [str(cast[who].pk) for who in ("mediator", "county_head", "city_officer")]
    called = {"triggers": ["novel_law"], "question": "按什么价退", "proposal": "按实付价款退"}
    story.do("mediator", "call_panel", **called, members=members)
    agree_reading(case=case, title="退款", text="按实付价款退。", by_id=cast["county_head"].pk, now=timezone.now())


def an_import(stage: Stage) -> None:
    officer = actor_for_person(stage.world.cast["county_officer"])
    begin_import(stream=io.BytesIO(template()), name="a.xlsx", actor=officer, now=timezone.now())


def browser_of(stage: Stage, story: Story, who: str) -> Client:
    """A browser of somebody, and their token for the API."""
    if who in ("anonymous", "link"):
        client = Client(raise_request_exception=False)
    else:
        headers = {"Authorization": f"Bearer {stage.token(who)}"}
        client = Client(raise_request_exception=False, headers=headers)
        keep_signed_in(client, stage.world.cast[who])
    if who == "link":
        case = Case.objects.get(ref=story.ref)
        client.post(f"/i/{invite(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now())}/")
        prove(client, f"/cases/{story.ref}/moves/say/")
    return client


def prove(client: Client, path: str) -> None:
    """Whoever came by the link has shown the trader's phone."""
    proof = {"proof": "yes", "proof_looked": "yes", "proof_phone": "13900000001"}
    client.post(path, proof)
    [code] = re.findall(r"\d{6}", Message.objects.filter(template="code").latest("queued_at").text or "")
    client.post(path, {**proof, "proof_code": code})


def addresses(story: Story) -> Callable[[Route, str], str]:
    """Writes the address of a route about the case, or about one there is not; its files and papers go with it."""
    case = Case.objects.get(ref=story.ref)
    values = {
        "move": "say",
        "claim": "distress",
        "act": "say",
        "file_id": str(File.objects.get(case=case).pk),
        "paper_id": str(papers_of(case.pk)[0].id),
        "template_id": str(templates_of([case.trader_id])[0].pk),
        "year": "2026",
        "kind": "complaint",
        "channel": "counter",
        "person_id": str(story.stage.world.cast["county_officer"].pk),
        "reading_id": str(Reading.objects.get().pk),
        "mediator_id": str(story.stage.world.cast["mediator"].pk),
        "batch_id": str(ImportBatch.objects.get().pk),
    }

    def address(route: Route, ref: str) -> str:
        known = values | {"ref": ref}
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known[found[1]], route.pattern)

    return address


def is_refused(response: HttpResponse) -> bool:
    """Not there, not signed in, or sent to sign in."""
    sent_away = response.status_code == 302 and response.headers["Location"].startswith("/accounts/")
    return sent_away or response.status_code in (401, 403, 404)


def asked(client: Client, path: str, method: str) -> HttpResponse:
    if method == "GET":
        return client.get(path)
    if path.startswith("/api/") and not path.endswith("/evidence"):
        return client.post(path, {"text": "您好"}, content_type="application/json")
    return client.post(path, {"file": SimpleUploadedFile("a.jpg", PHOTO)})


@dataclass
class Taken:
    """Which methods an address takes. One that it takes neither from a visitor nor from somebody who may come in, it
    takes from nobody, and nobody else need send it.
    """

    turned_away: dict[tuple[Route, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def at(self, route: Route) -> list[str]:
        return [method for method in METHODS if not self._from_nobody(self.turned_away[route, method], route)]

    def note(self, who: str, route: Route, answers: Mapping[str, HttpResponse]) -> None:
        for method, answer in answers.items():
            if answer.status_code == 405:
                self.turned_away[route, method].add(who)

    @staticmethod
    def _from_nobody(these: set[str], route: Route) -> bool:
        return "anonymous" in these and not these.isdisjoint(route.allowed)


@pytest.mark.long
def test_everybody_at_every_address(stage: Stage, story: Story) -> None:
    """And a case of others looks like no case: where somebody may not go, the answer is the same for both."""
    address, taken = addresses(story), Taken()
    wrong = [row for who in EVERYBODY for row in wrong_rows(browser_of(stage, story, who), who, story, address, taken)]
    assert not wrong, "\n".join(wrong)


def wrong_rows(
    client: Client, who: str, story: Story, address: Callable[[Route, str], str], taken: Taken
) -> Iterator[str]:
    """Where this person gets in and should not, or should and does not, or learns that the case exists."""
    for route in ROUTES:
        answers = {method: asked(client, address(route, story.ref), method) for method in taken.at(route)}
        taken.note(who, route, answers)
        yield from (row for method, answer in answers.items() if (row := wrong(who, route, method, answer)))
        if route.is_about_a_case and who not in route.allowed:
            for method, answer in answers.items():
                none = asked(client, address(route, NO_SUCH_CASE), method)
                if likeness(answer, story.ref) != likeness(none, NO_SUCH_CASE):
                    yield f"{who}: {method} {route.pattern} tells that there is such a case"


def wrong(who: str, route: Route, method: str, response: HttpResponse) -> str:
    """What is wrong with this answer to this person; empty when it is right."""
    row = f"{who}: {method} {route.pattern} {response.status_code}"
    if response.status_code >= 500:
        return f"{row} breaks"
    if response.status_code != 405 and not is_refused(response) and who not in route.allowed:
        return f"{row} allowed"
    if method == "GET" and is_refused(response) and who in route.allowed:
        return f"{row} refused"
    return ""


def likeness(response: HttpResponse | StreamingHttpResponse, ref: str) -> tuple[int, str, bytes]:
    """What an answer gives away, streamed or not, without the number asked for and what differs each time."""
    shown = f"{ref[:4]}-{ref[4:8]}-{ref[8:]}"
    body = response.getvalue().replace(shown.encode(), b"").replace(ref.encode(), b"")
    body = re.sub(rb'(csrf[^>]*value|nonce)="[^"]*"|content="[^"]{40,}"|"[A-Za-z0-9]{64}"', b"", body)
    return response.status_code, response.headers.get("Location", "").replace(ref, "").replace(shown, ""), body


def test_an_answer_that_is_streamed_is_compared_like_any_other() -> None:
    """A file of a case that came out is told as such, and does not break the comparison."""
    streamed, plain = StreamingHttpResponse([b"a case", b" file"]), HttpResponse(b"a case file")
    assert likeness(streamed, NO_SUCH_CASE)[2] == likeness(plain, NO_SUCH_CASE)[2] == b"a case file"


def test_every_address_is_public_for_a_reason_or_meant_for_somebody() -> None:
    for route in all_routes():
        assert route.public or route.allowed, f"nobody has said who may open {route.pattern}"
    patterns = [route.pattern for route in all_routes()]
    assert [key for key in (*PUBLIC, *MEANT_FOR) if not any(one.startswith(key) for one in patterns)] == []
