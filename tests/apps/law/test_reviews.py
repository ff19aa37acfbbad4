"""A refusal looked at again by another person (decision 0040), and what an officer sees of the factors of Art 17."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hejie.cases.beside import Review
from hejie.cases.factors import factors_of
from hejie.cases.models import Case, Deadline, Party
from hejie.documents.models import Paper
from hejie.messaging.models import Message
from hejie.oversight.queries import refusals_overturned
from tests.stage import STAGE, Stage, Story

GROUND = {"ground": "no_consumer_dispute", "reasons": "三个月里为同一商品投诉二十一次，每次一件。"}
WHY = "我只买过这一次，付款记录都在。"
SEEN = "付款记录和收货信息能证明真实消费。"


def refused(stage: Stage, **more: object) -> Story:
    story = stage.file()
    story.do("county_officer", "refuse", **GROUND, **more)
    return story


def under_review(stage: Stage) -> Story:
    story = refused(stage)
    story.do("consumer", "request_review", reason=WHY)
    return story


waiting = STAGE.then(under_review).fixture()


def case_of(story: Story) -> Case:
    return Case.objects.select_related("office").get(ref=story.ref)


def told(story: Story, who: str) -> list[str]:
    person = story.stage.world.cast[who].pk
    rows = Message.objects.filter(case_id=case_of(story).pk, person=person, medium="inapp").order_by("id")
    return list(rows.values_list("template", flat=True))


def test_the_factors_an_officer_ticked_stand_in_the_decision_as_the_law_words_them(stage: Stage) -> None:
    story = refused(stage, factors=["many_complaints", "no_real_consumption"])
    content = Paper.objects.get(subject=case_of(story).pk).content
    reasons = content["data"]["reasons"]
    assert reasons.startswith(GROUND["reasons"])
    assert "同一投诉人对同一经营者" in reasons
    assert "不能证明存在已实际购买商品" in reasons


def test_who_refused_does_not_review_and_another_sets_the_refusal_aside(waiting: Story) -> None:
    story = waiting
    assert "request_review" not in story.moves("consumer")
    assert "decide_review" not in story.moves("county_officer")
    own = story.try_to("county_officer", "decide_review", outcome="upheld", reasons=SEEN)
    assert (own.status, own.json["code"]) == (409, "need:another_person")
    assert told(story, "county_head")[-1] == "office_to_do"
    story.do("county_head", "decide_review", outcome="overturned", reasons=SEEN)
    case = case_of(story)
    assert (case.state, case.closed_at, case.officer_id) == ("received", None, None)
    assert told(story, "consumer")[-1] == "review_decided"
    first, again = Deadline.objects.filter(case=case, rule="acceptance").order_by("id")
    assert (first.closed_as, again.closed_as) == ("met", "")
    assert again.started_at > first.started_at
    story.do("county_officer", "accept")


def test_a_refusal_that_stands_is_over_and_reviewed_once(waiting: Story) -> None:
    story = waiting
    story.do("county_head", "decide_review", outcome="upheld", reasons=SEEN)
    case = case_of(story)
    assert case.state == "refused"
    assert case.closed_at is not None
    again = story.try_to("consumer", "request_review", reason=WHY)
    assert again.json["code"] == "need:not_reviewed_yet"


def test_a_review_is_asked_for_within_sixty_days(stage: Stage) -> None:
    story = refused(stage)
    Case.objects.filter(ref=story.ref).update(state_since=timezone.now() - timedelta(days=61))
    assert story.try_to("consumer", "request_review", reason=WHY).json["code"] == "need:review_in_time"


def test_the_trader_is_not_told_of_a_review_and_reads_nothing_of_it(waiting: Story) -> None:
    story = waiting
    assert told(story, "clerk") == []
    facts = [one["fact"] for one in story.stage.get("clerk", f"/cases/{story.ref}/records").json["items"]]
    assert "review_requested" not in facts
    assert WHY not in str(story.seen_by("clerk"))


def test_the_database_too_keeps_the_reviewer_apart(waiting: Story) -> None:
    story = waiting
    review = Review.objects.get(case=case_of(story))
    with pytest.raises(IntegrityError, match="review_by_another_person"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(
            decided_by=review.refused_by_id, decided_at=timezone.now(), outcome="upheld"
        )


def test_the_rate_of_refusals_set_aside_has_both_numbers(stage: Stage) -> None:
    for outcome in ("overturned", "upheld", "upheld"):
        under_review(stage).do("county_head", "decide_review", outcome=outcome, reasons=SEEN)
    under_review(stage)  # not decided: counts nowhere
    now = timezone.now()
    city = stage.world.offices["yunting"]
    rate = refusals_overturned(city, now - timedelta(days=30), now + timedelta(minutes=1))
    assert (rate.numerator, rate.denominator, rate.percent) == (1, 3, 33.3)
    elsewhere = refusals_overturned(stage.world.offices["chengxi"], now - timedelta(days=30), now)
    assert elsewhere.percent is None


def test_the_figures_beside_the_form_are_counts_of_others_and_of_one_year(stage: Stage) -> None:
    """Order 121 Art 17: frequency, phones and addresses that several people use, proof of purchase."""
    old, same, again, other = stage.file(), stage.file(), stage.file(), stage.file(trader="yuedong")
    Case.objects.filter(ref=old.ref).update(filed_at=timezone.now() - timedelta(days=366))
    stranger = stage.file("second_consumer")
    mine = Party.objects.get(case__ref=same.ref, side="complainant")
    theirs = Party.objects.get(case__ref=stranger.ref, side="complainant")
    for party in (mine, theirs):
        party.address = "云青省云汀市青禾区柳河路 6 号"
        party.save()
    theirs.phone = mine.phone
    theirs.save()
    found = factors_of(case_of(same), timezone.now())
    assert (found.complaints, found.against_trader, found.same_problem) == (2, 1, 2)
    assert (found.others_on_phone, found.others_at_address) == (1, 1)
    assert (found.has_order_number, found.files) == (False, 0)
    assert factors_of(case_of(other), timezone.now()).against_trader == 0
    assert factors_of(case_of(again), timezone.now()).against_trader == 1


def test_what_the_complainant_wrote_is_for_the_office_that_handles_the_case_alone(waiting: Story) -> None:
    story = waiting
    assert WHY in str(story.stage.get("county_head", f"/cases/{story.ref}/records").json)
    assert WHY not in str(story.stage.get("city_officer", f"/cases/{story.ref}/records").json)
