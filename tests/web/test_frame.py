"""Head and foot of pages: filled in, they are what their templates would have said to this very reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, product
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import override

from hejie.messaging.models import Message
from hejie.people.access import ANONYMOUS, Actor, PostInfo
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.rules.model import Text
from hejie.web import frame
from hejie.web.homes import SEARCH, SEARCH_HINT

NAME, ORG, ADDRESS = "林<晓>&", '青禾区局 "一所"', "/office/search/?q=<b>&page=2"
WORK, PUBLIC, FOOT = "components/header_work.html", "components/header_public.html", "components/footer.html"
PLACES = ("/", "/office/", "/office/cases/2611-0000-0008/", "/desk/templates/", "/accounts/login/", "/my/", "/nowhere/")
OWN: tuple[dict[str, Any], ...] = (
    {},
    {"org": ORG, "q": "<除湿机>"},
    {"org": Text("一所", "Office one"), "search_url": SEARCH, "search_hint": SEARCH_HINT},
    {"search_url": "/rooms/", "q": 0},
)


@pytest.fixture
def person(db: None, now: datetime) -> Person:
    person = register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)
    Message.objects.create(
        person=person, medium="inapp", template="code", language="zh-hans", queued_at=now, sent_at=now
    )
    return person


def readers(person: Person) -> Iterator[Actor]:
    yield ANONYMOUS
    yield Actor(person.pk, NAME)
    yield Actor(person.pk, NAME, trader_ids=frozenset({uuid4()}))
    for roles in (["officer"], ["head", "officer"], ["mediator"], ["operator"], ["supervisor", "mediator"]):
        yield Actor(person.pk, "", tuple(PostInfo(role, uuid4(), "a/") for role in roles))


def ui(here: str, actor: Actor, lang: str) -> SimpleNamespace:
    other = "中文" if lang == "en" else "English"
    look = {"lang": lang, "other_language": other, "theme": "hejie-dark", "mode": "standard", "demo": here == "/"}
    return SimpleNamespace(here=here, path=ADDRESS, name=actor.name, **look)


def plainly(template: str, given: dict[str, Any], actor: Actor) -> str:
    """The template as it stands, with everything looked up for this reader alone."""
    shown, who = (
        given["ui"],
        frame.Standing(bool(actor.person_id), frozenset(p.role for p in actor.posts), bool(actor.trader_ids)),
    )
    nav = frame._items(frame._nearest(shown.here, frame._nav(who, shown.lang)), frame._nav(who, shown.lang))
    account = frame._items(frame._nearest(shown.here, frame._account(who, shown.lang)), frame._account(who, shown.lang))
    said = [
        SimpleNamespace(href=one.href, is_current=one.is_current, label=frame._notices(actor.person_id))
        if one.href == "/notices/" and actor.person_id
        else one
        for one in account
    ]
    whole = SimpleNamespace(**vars(shown), nav=nav, menus=frame._menus(nav), account=said)
    return str(get_template(template).template.render(Context({**given, "ui": whole})))  # type: ignore[attr-defined]


def test_a_frame_filled_in_is_what_the_template_says(person: Person) -> None:
    for language, actor in product(("zh-hans", "en"), readers(person)):
        lang, head = ("en" if language == "en" else "zh-CN"), WORK if actor.is_staff else PUBLIC
        for (here, own), template in product(zip(PLACES, cycle(OWN), strict=False), (head, FOOT)):
            quiet = here == "/my/"
            given = {**own, "ui": ui(here, actor, lang), "actor": actor, "csrf_token": "a" * 64, "quiet": quiet}
            with override(language):
                framed = frame.framed(Context(given), template, quiet=quiet)
                assert framed == plainly(template, given, actor), (language, actor.posts, template, here)


def test_two_readers_of_one_standing_see_each_their_own(person: Person, now: datetime) -> None:
    other = register_person(now=now, name="别人", phone="13800000917", phone_verified=True)
    heads = [
        frame.framed(
            Context({"ui": ui("/help/", actor, "zh-CN"), "actor": actor, "csrf_token": str(actor.person_id)}),
            PUBLIC,
        )
        for actor in (Actor(person.pk, "林晓"), Actor(other.pk, "别人"), ANONYMOUS)
    ]
    found = [("林晓" in head, "别人" in head, "消息（1 条新的）" in head, "/notices/" in head) for head in heads]
    assert found == [(True, False, True, True), (False, True, False, True), (False, False, False, False)]
    assert [str(one) in head for one, head in zip((person.pk, other.pk), heads, strict=False)] == [True, True]
