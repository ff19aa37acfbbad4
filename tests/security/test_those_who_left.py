"""Whoever had a part and has it no more: a mediator whose post ended, one account's key used by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from hejie.cases.access import roles_of, visible_cases
from hejie.cases.chain import own_key
from hejie.people.access import link_actor
from hejie.people.actions import end_post
from hejie.people.models import Post
from hejie.rules.model import Role
from tests.apps.agreements.scene import Scene
from tests.security.browsing import browser_of


def test_a_mediator_whose_post_ended_opens_nothing_any_more(scene: Scene) -> None:
    scene.file("authority")
    scene.mediate()
    scene.case.refresh_from_db()
    mediator = scene.actor("mediator")
    assert roles_of(mediator, scene.case) == {Role.MEDIATOR}
    assert visible_cases(mediator).filter(pk=scene.case.pk).exists()
    for post in Post.objects.filter(person=scene.people["mediator"]):
        end_post(post=post, now=scene.now + timedelta(days=1))
    gone = scene.actor("mediator")
    assert roles_of(gone, scene.case) == set()
    assert not visible_cases(gone).filter(pk=scene.case.pk).exists()
    assert browser_of(scene.people["mediator"]).get(f"/rooms/{scene.case.ref}/").status_code in (302, 403, 404)


def test_a_mediator_of_another_office_is_none_here(scene: Scene) -> None:
    scene.file("authority")
    scene.mediate()
    scene.case.refresh_from_db()
    mediator = scene.actor("mediator")
    elsewhere = [replace(post, authority_path=f"/{uuid4()}/") for post in mediator.posts]
    assert roles_of(replace(mediator, posts=tuple(elsewhere)), scene.case) == set()


def test_a_key_of_one_person_finds_no_record_of_another() -> None:
    case_id = uuid4()
    people = [uuid4(), uuid4()]
    by_link = [link_actor(case_id=case_id, side=Role.REPRESENTED, representation_id=one) for one in people]
    by_link.append(link_actor(case_id=case_id, side=Role.RESPONDENT))
    assert len({own_key(actor, "1") for actor in by_link}) == len(by_link)
