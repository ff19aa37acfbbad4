"""The draft that several write at once: what it says, who agrees to which version, and what is signed in the end."""

from __future__ import annotations

import hashlib

from hejie.agreements.models import Agreement
from hejie.agreements.queries import latest_agreement
from hejie.agreements.text import sentences
from hejie.cases.erasure import erase_case
from hejie.cases.queries import view_case
from hejie.drafting.clauses import CLAUSES, first_draft, library
from hejie.drafting.queries import between, clauses_at, comments_of, draft_of, versions_of
from hejie.rules import remedies
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, REFUND, Scene
from tests.surfaces import columns, surfaces

NOTE = "商家上次也是这样，金额要再核对"


def draft_text(room: Scene) -> str:
    draft = draft_of(room.case.pk)
    assert draft
    return draft.text


def test_three_write_at_once_and_nothing_is_overwritten(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=first_draft([REFUND]))
    first = draft_of(room.case.pk)
    assert first
    refund, done = first.clauses[0], first.clauses[1]
    room.act("consumer", "edit_draft", version=1, clauses=[{"id": refund.id, "text": refund.text + "原路退回。"}])
    room.act("clerk", "edit_draft", version=1, clauses=[{"id": refund.id, "text": refund.text.replace("7", "10")}])
    room.act("mediator", "edit_draft", version=1, clauses=[{"id": done.id, "removed": True}, {"text": "当面道歉。"}])
    now = draft_of(room.case.pk)
    assert now
    assert now.clauses[0].line == "退款：商家在协议生效后 10 天内退还货款 1,299 元。原路退回。"
    assert (now.clauses[-1].text, now.version, now.edited_by, now.points) == ("当面道歉。", 4, Role.MEDIATOR, 0)
    assert done.id not in [one.id for one in now.clauses]
    assert [(one.number, one.by) for one in versions_of(room.case.pk)][:2] == [(4, "mediator"), (3, "respondent")]
    assert room.history.count("draft_edited") == 4


def test_two_wordings_of_the_same_words_wait_for_a_person(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
    [clause] = clauses_at(room.case.pk, 1)
    room.act("consumer", "edit_draft", version=1, clauses=[{"id": clause.id, "text": "商家赔偿 300 元。"}])
    room.act("clerk", "edit_draft", version=1, clauses=[{"id": clause.id, "text": "商家赔偿 200 元。"}])
    assert draft_text(room) == "商家赔偿 〖300｜200〗 元。"
    assert room.refusal("consumer", "agree_draft", version="3").code == "need:no_open_point"
    room.act("mediator", "edit_draft", version=3, clauses=[{"id": clause.id, "text": "商家赔偿 250 元。"}])
    room.agree_on_the_draft()
    assert room.facts.draft_agreed_by == {Role.COMPLAINANT, Role.RESPONDENT}


def test_an_edit_takes_every_consent_away_and_shows_what_it_changed(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
    room.agree_on_the_draft()
    [clause] = clauses_at(room.case.pk, 1)
    room.act("clerk", "edit_draft", version=1, clauses=[{"id": clause.id, "text": "商家赔偿 90 元。"}])
    assert room.refusal("mediator", "propose_agreement", terms=[REFUND]).code == "need:draft_agreed"
    draft = draft_of(room.case.pk)
    assert draft
    assert (draft.agreed, draft.agreed_before) == ({}, {Role.COMPLAINANT: 1, Role.RESPONDENT: 1})
    [change] = between(room.case.pk, 1, 2)
    assert [(one.before, one.after) for one in change.pieces if one.is_changed] == [("100", "90")]
    room.act("consumer", "agree_draft", version="2")
    room.act("consumer", "retract_draft")
    assert room.facts.draft_agreed_by == frozenset()


def test_what_is_signed_is_the_agreed_version_word_for_word(room: Scene) -> None:
    room.act("clerk", "make_offer", terms=[LESS])
    room.act("mediator", "edit_draft", clauses=first_draft([LESS]))
    room.agree_on_the_draft()
    draft = draft_of(room.case.pk)
    assert draft
    room.act("mediator", "propose_agreement", terms=draft.terms)
    agreement = latest_agreement(room.case.pk)
    assert agreement
    assert "\n".join(line.zh for line in agreement.lines) == draft.text
    assert hashlib.sha256(draft.text.encode()).hexdigest() == draft.sha256
    room.sign("consumer", "clerk", "mediator")
    assert "\n".join(sentences(Agreement.objects.get(pk=agreement.id))) == draft.text
    signed = latest_agreement(room.case.pk)
    assert signed
    assert [(one.amount, one.debtor) for one in signed.promises] == [(900, Role.RESPONDENT)]


def test_whoever_declines_to_sign_no_longer_agrees_to_the_draft(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=first_draft([LESS]))
    room.agree_on_the_draft()
    room.act("mediator", "propose_agreement", terms=[LESS])
    room.act("clerk", "decline_signing", reason="财务没批")
    assert room.facts.draft_agreed_by == {Role.COMPLAINANT}


def test_remarks_are_for_all_and_notes_for_staff_alone(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
    [clause] = clauses_at(room.case.pk, 1)
    room.act("clerk", "comment_draft", clause=clause.id, text="能不能月底付？")
    room.act("mediator", "note_on_draft", clause=clause.id, text=NOTE)
    sides = comments_of(room.case.pk, frozenset({Role.COMPLAINANT}))
    staff = comments_of(room.case.pk, frozenset({Role.OFFICER}))
    assert [one.text for one in sides] == ["能不能月底付？"]
    assert [(one.text, one.is_for_staff) for one in staff][1] == (NOTE, True)
    for who, reads in (("consumer", False), ("clerk", False), ("mediator", True), ("officer", True)):
        assert (NOTE in str(view_case(room.actor(who), room.case.ref, room.now).records)) is reads, who
    assert room.refusal("consumer", "resolve_comment", comment=str(staff[1].id)).problems[0].field == "comment"
    room.act("consumer", "resolve_comment", comment=str(sides[0].id))
    assert not comments_of(room.case.pk, frozenset({Role.COMPLAINANT}))[0].is_open


def test_a_note_for_staff_is_on_no_surface_of_the_sides_and_in_no_open_column(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
    room.act("mediator", "note_on_draft", clause=clauses_at(room.case.pk, 1)[0].id, text=NOTE)
    for place, text in (*surfaces(room, "consumer"), *surfaces(room, "clerk"), *columns()):
        assert NOTE not in text, place
    assert any(NOTE in text for _, text in surfaces(room, "mediator"))


def test_erasing_leaves_who_agreed_to_what_and_takes_the_words(room: Scene) -> None:
    room.act("mediator", "edit_draft", clauses=[{"text": "商家赔偿 100 元。"}])
    room.act("clerk", "comment_draft", clause=clauses_at(room.case.pk, 1)[0].id, text="太多了")
    room.agree_on_the_draft()
    room.act("consumer", "withdraw")
    erase_case(case_id=room.case.pk, now=room.now)
    draft = draft_of(room.case.pk)
    assert draft
    assert (draft.text, set(draft.agreed)) == ("", {Role.COMPLAINANT, Role.RESPONDENT})
    assert [one.text for one in comments_of(room.case.pk, frozenset({Role.RESPONDENT}))] == [""]
    assert room.broken_chain() is None


def test_the_library_fills_itself_from_an_offer_and_leaves_blanks_that_must_be_written() -> None:
    parts = [{"amount": "300.00", "by_date": "2026-12-01"}, {"amount": "300.00", "by_date": "2027-01-01"}]
    terms = [{"kind": "instalments", "parts": parts}, LESS]
    written = first_draft(terms)
    assert [one["heading"] for one in written] == ["退款", "分期付款", "了结", "违约", "司法确认", "生效"]
    assert written[1]["text"] == remedies.describe(terms[0]).zh
    assert {one.remedy for one in library() if one.remedy} == set(remedies.KINDS)
    [blank] = CLAUSES["repair"].filled(terms)
    assert "〖请填日期〗" in blank["text"]


def test_that_all_falls_due_joins_the_promise_and_leaves_it_with_its_words(room: Scene) -> None:
    """Without instalments in the draft it is a clause of its own, which nothing follows."""
    parts = [{"amount": "300.00", "by_date": "2026-12-01"}, {"amount": "300.00", "by_date": "2027-01-01"}]
    instalments = {"kind": "instalments", "parts": parts}
    room.act("mediator", "edit_draft", clauses=CLAUSES["instalments"].filled([instalments]))
    [plain] = clauses_at(room.case.pk, 1)
    room.act("mediator", "edit_draft", clauses=CLAUSES["all_due"].filled([], [plain]))
    [agreed] = clauses_at(room.case.pk, 2)
    assert (agreed.id, agreed.remedy) == (plain.id, {**instalments, "all_due": True})
    said, article = agreed.text.removeprefix(plain.text).split("（")
    assert said == "有一期没按时付，剩下的一次付清"
    assert article.startswith("《中华人民共和国民法典》第五百零九条第一款")
    [alone] = CLAUSES["all_due"].filled([instalments], [agreed])
    assert "remedy" not in alone
    room.act("mediator", "edit_draft", clauses=[{"id": plain.id, "text": plain.text}])
    assert clauses_at(room.case.pk, 3)[0].remedy == instalments
