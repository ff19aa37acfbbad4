"""What moves do to agreements, signatures, promises and ratings. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hejie.agreements.codes import send_signature_code, use_signature_code
from hejie.agreements.models import CURRENT, SIGNERS, Agreement, Promise, Rating, Signature
from hejie.agreements.text import body_hash, png_of
from hejie.cases.actions import Act, Refused, performs
from hejie.cases.models import Party
from hejie.documents.render import BadDrawing, clean_drawing
from hejie.drafting.queries import draft_of
from hejie.negotiation.blind import terms_agreed_in
from hejie.negotiation.queries import terms_accepted_in
from hejie.rules import remedies
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Problem, Refusal, Role, Text


@performs("accept_offer")
def settle_on_offer(act: Act) -> None:
    """An accepted offer is an agreement to be signed: nothing is added to it."""
    _draw_up(act, terms_accepted_in(act.record.pk))


@performs("settle_proposal")
def settle_unseen(act: Act) -> None:
    """What both said yes to, each without the other's knowledge: nothing is added to it."""
    _draw_up(act, terms_agreed_in(act.record.pk))


@performs("propose_agreement")
def settle_on_proposal(act: Act) -> None:
    """The draft that both sides agreed to, word for word; what the mediator adds to it stands behind."""
    draft, terms = draft_of(act.case.pk), act.inputs["terms"]
    if not draft or not draft.clauses:
        _draw_up(act, terms)
        return
    more = [remedy for remedy in terms if remedy not in draft.terms]
    text = "\n".join([draft.text, *(remedies.describe(remedy).zh for remedy in more)])
    _draw_up(act, [*draft.terms, *more], clauses=text, draft_version=draft.version)


def _draw_up(act: Act, terms: Sequence[Any], *, clauses: str = "", draft_version: int | None = None) -> None:
    agreement = Agreement(
        case=act.case,
        kind="mediation" if act.case.received_at else "settlement",
        terms=list(terms),
        clauses=clauses,
        draft_version=draft_version,
        made_at=act.now,
        record=act.record,
    )
    agreement.body_sha256 = body_hash(agreement)
    agreement.save()


@performs("decline_signing", "withdraw", "terminate", "decline_mediation", "expire_negotiation")
def void_agreement(act: Act) -> None:
    """Not signed by all: it never was one."""
    Agreement.objects.filter(case=act.case, state="signing").update(state="void")


@performs("turn_to_authority", "close_unperformed")
def give_up_agreement(act: Act) -> None:
    """The sides go on without it. It still binds, and may be sued upon."""
    Agreement.objects.filter(case=act.case, state="effective").update(state="unkept")


@performs("request_code")
def request_code(act: Act) -> None:
    send_signature_code(act, _current(act))


@performs("sign")
def sign(act: Act) -> None:
    """The code is used up with the signature or not at all; a wrong one stays counted although nothing else does."""
    agreement = _current(act)
    drawing = act.inputs.get("drawing")
    _check_drawing(act, drawing)
    Signature.objects.create(
        agreement=agreement,
        role=act.role,
        person_id=act.actor.person_id,
        name=_name_of(act),
        signed_at=act.now,
        drawing=drawing,
        challenge=use_signature_code(act, agreement),
        body_sha256=agreement.body_sha256,
    )
    signed = set(Signature.objects.filter(agreement=agreement).values_list("role", flat=True))
    if signed == SIGNERS[agreement.kind]:
        _take_effect(act, agreement)


def _current(act: Act) -> Agreement:
    return Agreement.objects.get(case=act.case, state__in=CURRENT)


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
    party = Party.objects.filter(case=act.case, side=act.role).first()
    is_agent = party is None or act.role is Role.RESPONDENT
    return (is_agent and act.actor.name) or (party and party.name) or act.actor.name


def _take_effect(act: Act, agreement: Agreement) -> None:
    """Days run from the day of the last signature."""
    agreement.state, agreement.effective_at = "effective", act.now
    agreement.save(update_fields=["state", "effective_at"])
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
    Promise.objects.bulk_create(made)


@performs("confirm_promise")
def confirm_promise(act: Act) -> None:
    """Goods that came back set the day for the refund: seven days on (Measures on Seven-Day Returns Art 13)."""
    promise = _promise(act)
    promise.done_at, promise.confirmed_by = act.now, act.record
    promise.save(update_fields=["done_at", "confirmed_by"])
    due_on = shanghai_date(act.now) + timedelta(days=remedies.DEFAULT_DAYS)
    Promise.objects.filter(after=promise, done_at=None).update(due_on=due_on, reminded_at=None, missed_at=None)


@performs("report_missed")
def report_missed(act: Act) -> None:
    promise = _promise(act)
    promise.reported_at = promise.reported_at or act.now
    promise.save(update_fields=["reported_at"])


@performs("promise_missed")
def miss_promise(act: Act) -> None:
    promise = _promise(act)
    promise.missed_at = act.now
    promise.save(update_fields=["missed_at"])


def _promise(act: Act) -> Promise:
    return Promise.objects.get(agreement=_current(act), index=int(act.inputs["promise"]))


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
