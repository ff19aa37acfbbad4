"""What moves do to agreements, signatures and ratings. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hejie.agreements.codes import send_signature_code, use_signature_code
from hejie.agreements.models import CODE, CURRENT, DEVICE, PHONE, PROOF, SIDES, Agreement, Promise, Rating, Signature
from hejie.agreements.text import body_hash, png_of
from hejie.base import together
from hejie.base.written import change_later, write_later
from hejie.cases.actions import Act, Refused, performs
from hejie.cases.models import Party
from hejie.documents.render import BadDrawing, clean_drawing
from hejie.drafting.queries import draft_of
from hejie.mediation.delegation import delegated
from hejie.negotiation.blind import terms_agreed_in
from hejie.negotiation.queries import terms_accepted_in
from hejie.rules import remedies
from hejie.rules.agreement_contents import ADMINISTRATIVE
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Problem, Refusal, Role, Text
from hejie.rules.procedures._peoples import ACCOUNT


@performs("accept_offer")
def settle_on_offer(act: Act) -> None:
    """An accepted offer is an agreement to be signed: nothing is added to it."""
    _draw_up(act, terms_accepted_in(act.case.pk, act.record.pk))


@performs("settle_proposal")
def settle_unseen(act: Act) -> None:
    """What both said yes to, each without the other's knowledge: nothing is added to it."""
    _draw_up(act, terms_agreed_in(act.record.pk))


@performs("propose_agreement", "propose_peoples_agreement")
def settle_on_proposal(act: Act) -> None:
    """The draft that both sides agreed to, word for word; what the mediator adds to it stands behind."""
    draft, terms, account = draft_of(act.case.pk), act.inputs["terms"], _account(act)
    if not draft or not draft.clauses:
        _draw_up(act, terms, account=account)
        return
    more = [remedy for remedy in terms if remedy not in draft.terms]
    text = "\n".join([draft.text, *(remedies.describe(remedy).zh for remedy in more)])
    _draw_up(act, [*draft.terms, *more], clauses=text, draft_version=draft.version, account=account)


def _account(act: Act) -> dict[str, str] | None:
    """What stands in a people's mediation agreement beside the terms."""
    given = {field.key: act.inputs[field.key] for field in ACCOUNT if field.key in act.inputs}
    return given or None


@performs("record_oral")
def settle_by_word(act: Act) -> None:
    """What was said and read out: each side is asked for a yes."""
    _draw_up(act, act.inputs["terms"], is_oral=True)


def _draw_up(act: Act, terms: Sequence[Any], **more: Any) -> None:
    agreement = Agreement(
        case=act.case,
        kind="mediation" if act.case.received_at else "settlement",
        terms=list(terms),
        made_at=act.now,
        record=act.record,
        **_conducted(act),
        **more,
    )
    agreement.body_sha256 = body_hash(agreement)
    write_later(agreement)


def _conducted(act: Act) -> dict[str, Any]:
    """By whom: a body to which it was delegated, else the office; nobody where the sides settle alone."""
    if not act.case.received_at:
        return {}
    delegation = delegated(act.case.pk)
    if delegation is None or not delegation.since:
        return {"road": ADMINISTRATIVE}
    return {"road": delegation.road, "body": delegation.body}


@performs("decline_signing", "decline_oral", "withdraw", "terminate", "decline_mediation", "expire_negotiation")
def void_agreement(act: Act) -> None:
    """Not signed by all: it never was one."""
    _leave(act, "signing", "void")


@performs("turn_to_authority", "close_unperformed")
def give_up_agreement(act: Act) -> None:
    """The sides go on without it. It still binds, and may be sued upon."""
    _leave(act, "effective", "unkept")


def _leave(act: Act, before: str, after: str) -> None:
    for agreement in together.before("agreements", act.case.pk):
        if agreement.state == before:
            agreement.state = after
            change_later(agreement, "state")


@performs("request_code")
def request_code(act: Act) -> None:
    send_signature_code(act, _current(act))


@performs("sign")
def sign(act: Act) -> None:
    """The code is used up with the signature or not at all; a wrong one stays counted although nothing else does.

    Whoever signed in again a moment ago needs none.
    """
    agreement = _current(act)
    drawing = act.inputs.get("drawing")
    _check_drawing(act, drawing)
    signature = Signature(
        agreement=agreement,
        role=act.role,
        person_id=act.actor.person_id,
        name=_name_of(act),
        signed_at=act.now,
        drawing=drawing,
        **_shown_by(act, agreement),
        body_sha256=agreement.body_sha256,
    )
    _add(act, agreement, signature)


@performs("confirm_oral")
def say_yes(act: Act) -> None:
    _note_yes(act, act.role, DEVICE)


@performs("note_oral_yes")
def say_yes_by_phone(act: Act) -> None:
    """As the mediator heard it; the words stand in the record."""
    _note_yes(act, Role(act.inputs["side"]), PHONE)


def _note_yes(act: Act, role: Role, by: str) -> None:
    agreement = _current(act)
    signature = Signature(
        agreement=agreement,
        role=role,
        person_id=act.actor.person_id if by == DEVICE else None,
        name=_name_of(act) if by == DEVICE else _side(act, role).name,
        signed_at=act.now,
        by=by,
        body_sha256=agreement.body_sha256,
    )
    _add(act, agreement, signature)


def _add(act: Act, agreement: Agreement, signature: Signature) -> None:
    """The last of them makes the agreement. What stands then is held for whoever asks within the move."""
    write_later(signature)
    signatures = [*together.before("signatures", act.case.pk), signature]
    said = {one.role for one in signatures if one.agreement_id == agreement.pk}
    promises = _take_effect(act, agreement) if said == agreement.signers else []
    together.hold(
        act.case.pk,
        agreements=together.before("agreements", act.case.pk),
        signatures=signatures,
        promises=[*together.before("promises", act.case.pk), *promises],
    )


def _shown_by(act: Act, agreement: Agreement) -> dict[str, Any]:
    """How the signer shows who they are."""
    if "code" in act.inputs:
        return {"by": CODE, "challenge": use_signature_code(act, agreement)}
    if act.facts.is_proved:
        return {"by": PROOF}
    problem = Problem("code", Text("请填写短信验证码。", "Please enter the code from the text message."))
    raise Refused(Refusal("inputs", problem.text, act.decision.move.article, (problem,)))


def _current(act: Act) -> Agreement:
    return next(row for row in together.before("agreements", act.case.pk) if row.state in CURRENT)


def _check_drawing(act: Act, drawing: str | None) -> None:
    try:
        if drawing:
            clean_drawing(png_of(drawing))
    except BadDrawing:
        text = Text(
            "签名图片打不开，请清除后重新签名。", "The signature cannot be read. Please clear it and sign again."
        )
        problem = Problem("drawing", text)
        raise Refused(Refusal("inputs", text, act.decision.move.article, (problem,))) from None


def _name_of(act: Act) -> str:
    """The consumer under the name the case was filed with; a clerk, a mediator under their own; else the trader's."""
    party = _side(act, act.role) if act.role in SIDES else None
    is_agent = party is None or act.role is Role.RESPONDENT
    return (is_agent and act.actor.name) or (party and party.name) or act.actor.name


def _side(act: Act, side: Role) -> Party:
    return next(party for party in together.rows("parties", act.case.pk) if party.side == side)


def _take_effect(act: Act, agreement: Agreement) -> list[Promise]:
    """Days run from the day of the last signature."""
    agreement.state, agreement.effective_at = "effective", act.now
    change_later(agreement, "state", "effective_at")
    made: list[Promise] = []
    for one in remedies.promises(agreement.terms, shanghai_date(act.now)):
        made.append(
            Promise(
                agreement=agreement,
                index=one.index,
                debtor=one.debtor,
                receiver=one.receiver,
                what={"zh": one.what.zh, "en": one.what.en},
                amount=one.amount,
                due_on=one.due_on,
                after=None if one.needs_first is None else made[one.needs_first],
            )
        )
    write_later(*made)
    return made


@performs("rate")
def rate(act: Act) -> None:
    Rating.objects.create(
        case=act.case,
        role=act.role,
        solved=act.inputs["solved"] == "solved",
        score=act.inputs["score"],
        comment=act.inputs.get("comment", ""),
        at=act.now,
    )
