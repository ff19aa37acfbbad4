"""How a paper went out, with the proof: by message, opened, returned, by letter."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from hejie.base.ids import show_case_number
from hejie.cases.models import CaseRecord
from hejie.documents.models import Delivery
from hejie.messaging.channels import DeliveryFailed, channels
from tests.apps.documents.acts import case_of, everything, paper, print_all
from tests.stage import Stage, Story
from tests.web.at_desk import keep_signed_in


def ways(stage: Stage, story: Story, who: str) -> dict[str, str]:
    [one] = stage.get(who, f"/cases/{story.ref}/papers").json["items"]
    return {f"{way['addressee']} {way['way']}": way["state"] for way in one["deliveries"]}


def test_a_paper_goes_by_every_channel_and_its_first_opening_is_proof(stage: Stage) -> None:
    story = stage.file()
    story.do("county_officer", "accept")
    print_all()
    by_channel = {"complainant inapp": "delivered", "complainant sms": "delivered"}
    assert ways(stage, story, "county_officer") == ways(stage, story, "consumer") == by_channel
    accepted = paper(story, "acceptance_decision")
    stage.get("county_officer", f"/cases/{story.ref}/papers/{accepted.pk}.pdf")
    assert ways(stage, story, "county_officer") == by_channel  # that the office looked proves nothing
    stage.get("consumer", f"/cases/{story.ref}/papers/{accepted.pk}.pdf")
    opened = Delivery.objects.filter(paper=accepted).values_list("opened_at", flat=True)
    stage.get("consumer", f"/cases/{story.ref}/papers/{accepted.pk}.pdf")
    assert list(opened) == list(Delivery.objects.filter(paper=accepted).values_list("opened_at", flat=True))
    assert set(ways(stage, story, "county_officer").values()) == {"opened"}
    assert ways(stage, story, "clerk") == {}


def test_what_did_not_arrive_is_shown_and_then_sent_by_letter(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    class NoSuchNumber:
        def deliver(self, parcel: object) -> None:
            raise DeliveryFailed("no_such_number", is_final=True)

    monkeypatch.setitem(channels._entries, "no_such_number", NoSuchNumber())
    settings.MESSAGE_CHANNELS = {**settings.MESSAGE_CHANNELS, "sms": "no_such_number"}
    story = stage.file()
    story.do("county_officer", "accept")
    print_all()
    assert ways(stage, story, "county_officer")["complainant sms"] == "returned"
    browser = Client()
    keep_signed_in(browser, stage.world.cast["county_officer"])
    address = f"/office/cases/{show_case_number(story.ref)}/"
    assert "请改用信函或者当面送达" in browser.get(address).content.decode()
    letter = {"to": "complainant", "how": "letter", "outcome": "sent", "proof": "挂号信 1048 2210 3301"}
    accepted = paper(story, "acceptance_decision")
    story.do("county_officer", "record_delivery", paper=str(accepted.pk), on=timezone.localdate().isoformat(), **letter)
    assert ways(stage, story, "county_officer")["complainant letter"] == "sent"
    assert "1048 2210 3301" in browser.get(address).content.decode()
    assert "1048 2210 3301" not in everything(stage, story, "clerk")
    record = CaseRecord.objects.get(case=case_of(story), fact="delivery_recorded")
    assert "1048" not in str(record.data)


def test_a_paper_of_another_case_cannot_be_recorded_here(stage: Stage) -> None:
    one, other = stage.file(), stage.file()
    for story in (one, other):
        story.do("county_officer", "accept")
    wrong = {"to": "complainant", "how": "counter", "outcome": "delivered", "proof": "本人签收"}
    answer = one.try_to(
        "county_officer",
        "record_delivery",
        paper=str(paper(other, "acceptance_decision").pk),
        on=timezone.localdate().isoformat(),
        **wrong,
    )
    assert answer.status == 422
