"""A dispute played through the pages: one browser for each person, and what they read."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.invitations import invite
from hejie.cases.models import Party
from hejie.messaging.models import Message
from hejie.people.actions import appoint, register_person, set_totp
from hejie.people.models import Person
from hejie.rules.model import Role
from tests.apps.agreements.scene import Scene, set_scene
from tests.tales import Tale
from tests.web.at_desk import keep_signed_in

MOST_QUERIES = 12
LONGEST_SCENE = 15  # minutes
SHOP_PHONE = "13800000933"
SECRET = "HEJIETESTHEJIETESTHEJIETEST23456"


def play(now: datetime) -> Scene:
    """The scene of the agreements' tests, with a head of the county office beside its officer."""
    scene = set_scene(now)
    head = register_person(now=now, name="方局", phone="13800000921", phone_verified=True)
    appoint(person=head, role="head", authority=scene.county, now=now)
    scene.people["head"] = head
    for who in ("clerk", "officer", "mediator", "director", "head"):
        set_totp(person=scene.people[who], secret=SECRET)
    scene.people["stranger"] = register_person(now=now, name="吴归", phone="13800000999", phone_verified=True)
    return scene


def today() -> datetime:
    """Now, or so long before midnight that the minutes of a scene do not lead into a day that the pages do not show."""
    now = timezone.localtime()
    return min(now, now.replace(hour=23, minute=60 - LONGEST_SCENE, second=0))


def play_today(_day: datetime) -> Scene:
    return play(today())


def file_directly(scene: Scene) -> None:
    scene.file()


def file_with_the_office(scene: Scene) -> None:
    scene.file("authority")


def mediate(scene: Scene) -> None:
    scene.mediate()


PLAYED = Tale(play_today)
FILED = PLAYED.then(file_directly)
RECEIVED = PLAYED.then(file_with_the_office)
MEDIATED = PLAYED.then(mediate)


def browser_of(person: Person) -> Client:
    client = Client()
    keep_signed_in(client, person)
    return client


def shop_by_link(scene: Scene) -> Client:
    """The trader without an account: a browser that opened the invitation."""
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    client = Client()
    assert client.post(f"/i/{code}/").status_code == 302
    return client


def give_shop_a_phone(scene: Scene) -> None:
    party = Party.objects.get(case=scene.case, side=Role.RESPONDENT)
    party.phone = SHOP_PHONE
    party.save()


def number(scene: Scene) -> str:
    return show_case_number(scene.case.ref)


def act(client: Client, scene: Scene, move: str, **inputs: Any) -> HttpResponse:
    return client.post(f"/cases/{number(scene)}/moves/{move}/", inputs)


def refund(amount: str, days: int = 3) -> dict[str, str]:
    """One remedy under the names of the form's controls."""
    return {"terms-0-kind": "refund", "terms-0-amount": amount, "terms-0-within_days": str(days)}


def code_sent_to(phone: str) -> str:
    """The six digits of the last text message to this phone."""
    sent = Message.objects.filter(template="code", medium="sms").order_by("-queued_at")
    return re.findall(r"\d{6}", next(one.text for one in sent if one.address == phone) or "")[0]


def queries_of(client: Client, path: str) -> tuple[HttpResponse, int]:
    """The page and what it asked for."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    return response, len(asked)
