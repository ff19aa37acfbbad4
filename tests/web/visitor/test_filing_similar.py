"""While the story is written: own earlier cases that may be the same, with the reason; never those of others."""

from __future__ import annotations

from django.test import Client

from hejie.demo.world import World
from tests.stage import MATTER, Stage
from tests.web.at_desk import keep_signed_in
from tests.web.conftest import words
from tests.web.visitor.walk import post


def at_the_story(world: World, who: str) -> Client:
    client = Client()
    keep_signed_in(client, world.cast[who])
    trader = str(world.traders["qinghe"].pk)
    post(client, "trader", {"q": "晴禾", "trader": trader})
    post(client, "what", {"category": "appliances", "goods": "除湿机", "problem": "quality"})
    return client


def test_the_same_matter_again_is_shown_with_its_reasons(world: World) -> None:
    earlier = Stage(world).file(how="authority")
    client = at_the_story(world, "consumer")
    page = words(client.post("/file/similar/", {"kind": "complaint", "story": MATTER["story"]}))
    assert earlier.ref[-4:] in page
    assert all(reason in page for reason in ("同一个人", "同一家商家", "写的内容很像"))
    post(client, "story", {"story": MATTER["story"]})
    assert earlier.ref[-4:] in words(client.get("/file/story/"))
    assert earlier.ref[-4:] in words(client.get("/file/check/"))


def test_nobody_learns_of_the_cases_of_others(world: World) -> None:
    earlier = Stage(world).file(how="authority")
    for client in (at_the_story(world, "second_consumer"), Client()):
        page = client.post("/file/similar/", {"kind": "complaint", "story": MATTER["story"]})
        assert page.status_code == 200
        assert earlier.ref[-4:] not in words(page)
