"""Recording: only with everybody's consent, ended by the room as soon as that is no longer so, kept with its hash."""

from __future__ import annotations

import hashlib
import io
import wave

import pytest
from django.db import IntegrityError, transaction

from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.cases.models import CaseRecord
from hejie.evidence.models import File
from hejie.rooms.actions import keep_recording
from hejie.rooms.models import Happening, Recording, RecordingConsent, Session
from tests.apps.rooms.conftest import EVERYBODY
from tests.apps.rooms.sitting import Sitting


def sound(seconds: int = 1) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000 * seconds))
    return held.getvalue()


def keep(sitting: Sitting, who: str = "mediator", seconds: int = 1) -> Recording:
    seat, stream = sitting.seat(who), io.BytesIO(sound(seconds))
    return keep_recording(seat=seat, stream=stream, name="调解.wav", now=sitting.scene.now)


def record_with_consent(sitting: Sitting) -> None:
    """Everybody is in and has agreed, and the recording runs."""
    sitting.do("mediator", "ask_recording")
    for who in ("mediator", "consumer", "clerk", "法务"):
        sitting.do(who, "agree_recording")
    assert sitting.refusal("mediator", "start_recording").code == "need:all_agreed"
    sitting.do("旁听", "agree_recording")
    sitting.do("mediator", "start_recording")


agreed = EVERYBODY.then(record_with_consent).fixture()


def stopped_by_the_room(sitting: Sitting) -> bool:
    last = Happening.objects.filter(session=sitting.session).latest("seq")
    return (last.kind, last.guest_id) == ("stop_recording", None) and not sitting.session.is_recording


def test_consent_of_the_sides_stands_in_the_chain_of_others_in_the_session(agreed: Sitting) -> None:
    assert agreed.scene.history.count("recording_consented") == 3
    by_record = RecordingConsent.objects.filter(guest__session=agreed.session).values_list("guest__side", "record")
    assert {side for side, record in by_record if record} == {"mediator", "complainant", "respondent"}
    assert {side for side, record in by_record if not record} == {"support", "observer"}


def test_who_was_not_asked_ends_it_by_coming_in(agreed: Sitting) -> None:
    agreed.invite("同事", "respondent")
    agreed.let_in("同事")
    assert stopped_by_the_room(agreed)
    assert agreed.refusal("mediator", "start_recording").code == "need:all_agreed"


def test_who_takes_consent_back_ends_it_and_nothing_is_kept(agreed: Sitting) -> None:
    agreed.do("clerk", "refuse_recording")
    assert stopped_by_the_room(agreed)
    with pytest.raises(Refused) as refused:
        keep(agreed)
    assert refused.value.refusal.code == "need:consent"
    assert "recording_refused" in agreed.scene.history
    assert not File.objects.filter(case=agreed.scene.case).exists()


def test_a_caucus_ends_it_and_is_never_recorded(agreed: Sitting) -> None:
    agreed.do("mediator", "step_aside", side="complainant")
    assert stopped_by_the_room(agreed)
    assert agreed.refusal("mediator", "start_recording").code == "not_open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=agreed.session.pk).update(is_recording=True)


def test_what_was_recorded_is_evidence_with_its_hash(agreed: Sitting) -> None:
    with pytest.raises(Refused) as refused:
        keep(agreed)
    assert refused.value.refusal.code == "need:recorded"
    agreed.do("mediator", "stop_recording")
    agreed.do("clerk", "refuse_recording")
    with pytest.raises(Refused):
        keep(agreed)
    agreed.do("clerk", "agree_recording")
    agreed.do("mediator", "start_recording")
    agreed.scene.act("mediator", "end_session", outcome="again")
    Recording.objects.filter(session=agreed.session).earliest("started_at").delete()
    kept = keep(agreed, seconds=2)
    assert kept.sha256 == hashlib.sha256(sound(2)).hexdigest()
    laid = CaseRecord.objects.get(case=agreed.scene.case, fact="files_received")
    assert kept.sha256 in str(laid.data)
    assert agreed.scene.broken_chain() is None
    with pytest.raises(NotFound):
        keep(agreed, "clerk")


def test_the_mediator_answers_for_somebody_on_the_telephone(sitting: Sitting) -> None:
    sitting.do("mediator", "agree_recording")
    caller = sitting.do("mediator", "join_by_phone", side="complainant", name="林晓的母亲", identity="asked")
    assert sitting.refusal("mediator", "start_recording").code == "need:all_agreed"
    said = sitting.do("mediator", "agree_recording", guest=str(caller.about_id))
    assert (said.guest_id, said.about_id) == (sitting.guest("mediator").pk, caller.about_id)
    sitting.do("mediator", "start_recording")
    assert sitting.session.is_recording


def test_consent_is_also_given_on_the_page_of_the_case(sitting: Sitting) -> None:
    """The same move, wherever it is made; and only by who sits in the room."""
    assert sitting.scene.refusal("consumer", "consent_recording").code == "need:in_room"
    sitting.let_in("consumer")
    sitting.scene.act("consumer", "consent_recording")
    assert sitting.guest("consumer").has_agreed
    assert Happening.objects.filter(session=sitting.session, kind="agree_recording").count() == 1
