"""A session from its opening to its end: who comes in, who hears what, and what of it stands in the chain."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from hejie.cases.access import NotFound
from hejie.people.access import link_actor
from hejie.rooms.models import Happening, Session
from hejie.rooms.performers import FORGOTTEN, end_forgotten
from hejie.rooms.queries import heard
from hejie.rules.model import Role
from tests.apps.rooms.sitting import Sitting

CAUCUS_WORDS = "最低八百我就签"


def test_who_enters_waits_until_the_mediator_lets_them_in(sitting: Sitting) -> None:
    sitting.enter("consumer", "林晓")
    waiting = sitting.sees("consumer")
    assert (waiting.place, [one.name for one in waiting.guests], waiting.ice) == ("lobby", ["林晓"], [])
    assert sitting.refusal("consumer", "say", text="您好", to="all").code == "not_open"
    assert sitting.sees("clerk").guests == []
    sitting.do("mediator", "admit", guest=sitting.id("consumer"), identity="asked")
    inside = sitting.sees("consumer")
    assert (inside.place, {one.side for one in inside.guests}) == ("main", {"complainant", "mediator"})
    assert inside.me
    assert inside.me.identity == "asked"


def test_words_reach_their_audience_alone(everybody: Sitting) -> None:
    everybody.do("consumer", "say", text="东西是坏的", to="all")
    everybody.do("法务", "say", text="参考第五十五条", to="staff")
    everybody.do("mediator", "step_aside", side="complainant")
    everybody.do("consumer", "say", text=CAUCUS_WORDS, to="complainant")
    everybody.do("clerk", "say", text="我们等一下", to="all")
    everybody.do("mediator", "come_back")
    everybody.do("mediator", "say", text="继续", to="all")
    assert {who: everybody.hears(who) for who in ("consumer", "clerk", "mediator", "法务", "旁听")} == {
        "consumer": ["东西是坏的", CAUCUS_WORDS, "我们等一下", "继续"],
        "clerk": ["东西是坏的", "我们等一下", "继续"],
        "mediator": ["东西是坏的", "参考第五十五条", CAUCUS_WORDS, "我们等一下", "继续"],
        "法务": ["东西是坏的", "参考第五十五条", "我们等一下", "继续"],
        "旁听": ["东西是坏的", "我们等一下", "继续"],
    }


def test_words_meant_for_the_mediator_never_go_to_all(everybody: Sitting) -> None:
    """The caucus ended while somebody was still typing: nothing is sent, to anybody."""
    everybody.do("mediator", "step_aside", side="complainant")
    assert everybody.refusal("consumer", "say", text=CAUCUS_WORDS, to="all").code == "need:to_is_open"
    everybody.do("mediator", "come_back")
    assert everybody.refusal("consumer", "say", text=CAUCUS_WORDS, to="complainant").code == "need:to_is_open"
    assert everybody.hears("mediator") == []


def test_the_same_key_says_it_once(sitting: Sitting) -> None:
    sitting.let_in("consumer")
    first = sitting.do("consumer", "say", key="k1", text="您好", to="all")
    again = sitting.do("consumer", "say", key="k1", text="您好", to="all")
    other = sitting.do("mediator", "say", key="k1", text="好的", to="all")
    assert first.pk == again.pk != other.pk
    assert sitting.hears("mediator") == ["您好", "好的"]
    numbers = Happening.objects.filter(session=sitting.session).order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, sitting.session.seq + 1))


def test_who_was_removed_hears_nothing_and_stays_out(everybody: Sitting) -> None:
    everybody.do("mediator", "remove", guest=everybody.id("clerk"))
    everybody.do("consumer", "say", text="他走了", to="all")
    assert heard(everybody.seat("clerk")) == []
    assert everybody.refusal("clerk", "enter", name="方青", rules_read=True).code == "need:not_removed"
    assert everybody.sees("clerk").acts == []


def test_a_locked_room_takes_nobody_new(sitting: Sitting) -> None:
    sitting.let_in("consumer")
    sitting.do("consumer", "leave")
    sitting.do("mediator", "lock")
    assert sitting.refusal("clerk", "enter", name="方青", rules_read=True).code == "need:not_locked"


def test_order_is_kept(both_in: Sitting) -> None:
    both_in.do("clerk", "raise_hand")
    both_in.do("mediator", "mute", guest=both_in.id("consumer"))
    assert both_in.refusal("consumer", "say", text="凭什么", to="all").code == "need:not_muted"
    assert [one.is_hand_raised for one in both_in.sees("mediator").guests if one.side == "respondent"] == [True]
    both_in.do("mediator", "lower_hand", guest=both_in.id("clerk"))
    both_in.do("mediator", "unmute", guest=both_in.id("consumer"))
    both_in.do("consumer", "say", text="好了", to="all")
    assert both_in.refusal("clerk", "mute", guest=both_in.id("consumer")).code == "not_yours"


def test_browsers_exchange_signals_in_one_place_only(both_in: Sitting) -> None:
    offer = both_in.do("consumer", "signal", guest=both_in.id("clerk"), payload='{"sdp": "v=0\\r\\n"}')
    assert (offer.audience, offer.body) == (f"guest:{both_in.id('clerk')}", {"payload": '{"sdp": "v=0\\r\\n"}'})
    assert offer.seq in {one["seq"] for one in heard(both_in.seat("clerk"))}
    assert offer.seq not in {one["seq"] for one in heard(both_in.seat("mediator"))}
    both_in.do("mediator", "step_aside", side="respondent")
    assert both_in.refusal("consumer", "signal", guest=both_in.id("clerk"), payload="x").code == "need:somebody"
    both_in.scene.act("mediator", "end_session", outcome="again")
    assert {row.body for row in Happening.objects.filter(kind="signal")} == {None}


def test_somebody_on_the_telephone_is_written_in(sitting: Sitting) -> None:
    sitting.let_in("clerk")
    joined = sitting.do("mediator", "join_by_phone", side="complainant", name="林晓的母亲", identity="asked")
    words = {"guest": str(joined.about_id), "text": "同意退一半", "to": "all"}
    sitting.do("mediator", "note_phone_party", **words)
    assert sitting.hears("clerk") == ["同意退一半"]
    assert sitting.refusal("clerk", "note_phone_party", **words).code == "not_yours"


def test_a_link_of_the_case_and_a_link_to_the_room(sitting: Sitting) -> None:
    """The trader's link of the case gives a seat; a link to the room opens this session and nothing of the case."""
    case = sitting.scene.case
    sitting.let_in(link_actor(case_id=case.pk, side=Role.RESPONDENT, is_proved=True))
    sitting.invite("旁听", "observer")
    [waited_for] = [one.link for one in sitting.sees("mediator").guests if one.link]
    assert waited_for.startswith("/r/")
    sitting.let_in("旁听")
    assert not sitting.sees("旁听").may_open_case
    assert sitting.refusal("旁听", "say", text="我也说一句", to="all").code == "not_yours"
    with pytest.raises(NotFound):
        sitting.seat(link_actor(case_id=sitting.session.pk, side=Role.RESPONDENT))
    sitting.scene.act("mediator", "end_session", outcome="apart")
    with pytest.raises(NotFound):
        sitting.seat("旁听")


def test_what_has_weight_stands_in_the_chain(both_in: Sitting) -> None:
    assert both_in.scene.refusal("mediator", "open_session").code == "need:no_session_open"
    both_in.do("consumer", "agree_recording")
    both_in.do("clerk", "say", text="随便", to="all")
    both_in.scene.act("mediator", "end_session", outcome="settled")
    history = both_in.scene.history
    assert history[-3:] == ["session_opened", "recording_consented", "session_ended"]
    assert both_in.scene.broken_chain() is None
    assert both_in.refusal("clerk", "say", text="还有", to="all").code == "need:in_session"
    assert both_in.hears("clerk") == ["随便"]
    assert both_in.sees("clerk").acts == []
    Session.objects.create(case=both_in.scene.case, number=2, opened_at=both_in.scene.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(case=both_in.scene.case, number=3, opened_at=both_in.scene.now)


def test_a_former_mediator_is_shut_out(sitting: Sitting) -> None:
    sitting.let_in("consumer")
    sitting.do("mediator", "step_aside", side="complainant")
    former = sitting.seat("mediator")
    sitting.scene.act("consumer", "request_recusal", reason="他是店主的亲戚")
    sitting.scene.act("officer", "decide_recusal", granted=True)
    assert heard(former) == []
    assert sitting.session.caucus == ""
    with pytest.raises(NotFound):
        sitting.seat("mediator")


def test_a_session_nobody_ended_ends_by_itself(sitting: Sitting) -> None:
    assert end_forgotten(sitting.scene.now) == 0
    assert end_forgotten(sitting.scene.now + FORGOTTEN) == 1
    assert sitting.session.ended_at == sitting.scene.now + FORGOTTEN
