"""One case in the mediator's room: what each side offers and how far apart they are, the draft, the talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie.agreements.queries import AgreementShown
from hejie.negotiation.queries import OfferShown as Offer
from hejie.rules import remedies
from hejie.rules.citation import cite
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.casepage import CasePage, case_page
from hejie.web.consulting import consult_shown
from hejie.web.draftpage import draft_shown
from hejie.web.forms import MoveForm
from hejie.web.meetingcard import ARRANGED, staff_card
from hejie.web.prooflist import proofs_shown
from hejie.web.reached import Fact, facts_of
from hejie.web.settling import tools_shown

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)
PROPOSALS = frozenset({"propose_agreement", "propose_peoples_agreement"})
ORAL = frozenset({"record_oral", "note_oral_yes", "decline_oral"})
APART = PROPOSALS | ARRANGED | ORAL | {"recuse"}  # have places of their own
STEPS = (
    Text("问双方意愿", "Asking both sides"),
    Text("谈方案", "Finding terms"),
    Text("签协议", "Signing"),
    Text("履行", "Performing"),
)


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side in the room: what is known of it, whether it agreed to mediation, and what it stands for now.

    `total` is the money in that, in yuan; None where it is not about money.
    """

    party: show.PartyShown
    facts: Sequence[Fact]
    consented: bool
    stands_for: Text
    lines: Sequence[Text]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the mediation: done, now or to come."""

    label: Text
    state: str


@dataclass(frozen=True, slots=True)
class SignerShown:
    """One of those who have to sign; `at` when they have."""

    party: show.PartyShown
    drawing: str
    at: datetime | None


@require_GET
def room(request: HttpRequest, ref: str) -> HttpResponse:
    """For the mediator of the case alone; 404 to anyone else."""
    page = case_page(request, ref)
    if Role.MEDIATOR not in page.view.roles:
        raise Http404
    sides = [_side(page, role) for role in SIDES]
    context = {
        "page": page,
        "live": page.live,
        "step": page.step,
        "steps": _steps(page),
        "sides": sides,
        "gap": _gap(sides),
        "draft": draft_shown(page),
        "settling": tools_shown(page),
        "consult": consult_shown(page),
        "proofs": proofs_shown(page),
        "meeting": staff_card(page.view, page.now, address=page.address),
        "others": [act for act in page.other_acts if act.key not in APART],
        "recuse_form": page.forms.get("recuse"),
        "recuse_law": next((cite(one.article) for one in page.view.moves if one.key == "recuse"), ""),
        "propose_form": _propose_form(page),
        "oral_form": page.forms.get("record_oral"),
        "signers": _signers(page, page.agreement) if page.view.case.state == "signing" and page.agreement else (),
    }
    return render(request, "mediator/room.html", context)


def _side(page: CasePage, role: Role) -> SideShown:
    """Its last offer; for the consumer, before any, what was asked in the filing."""
    last = next((one for one in reversed(page.offers) if one.by is role), None)
    stands_for, lines, total = _position(page, role, last)
    return SideShown(
        party=page.names.party(role),
        facts=facts_of(page.view, page.offers, role),
        consented=role in page.view.facts.mediation_consents,
        stands_for=stands_for,
        lines=lines,
        total=total,
    )


def _position(page: CasePage, role: Role, last: Offer | None) -> tuple[Text, Sequence[Text], Decimal | None]:
    if last:
        label = OFFERED_LIVE if last.is_live else OFFERED
        return label, last.lines, last.total or None
    wanted = page.view.case.wanted
    if role is Role.COMPLAINANT and wanted:
        return ASKED, tuple(map(remedies.describe, wanted)), remedies.total(wanted) or None
    return NOTHING, (), None


OFFERED_LIVE = Text("提出的方案，等对方答复", "On the table, awaiting an answer")
OFFERED = Text("最后一次提的方案", "Last offer")
ASKED = Text("投诉时要求的", "Asked for in the complaint")
NOTHING = Text("还没提过方案", "No offer yet")


def _gap(sides: Sequence[SideShown]) -> Decimal | None:
    """What the consumer stands for, less what the trader does, in yuan; None while one names no money."""
    consumer, trader = (side.total for side in sides)
    return None if consumer is None or trader is None else consumer - trader


def _steps(page: CasePage) -> list[Step]:
    """Where the mediation stands, as the head of the room shows it."""
    state, agreed = page.view.case.state, page.view.facts.mediation_consents >= set(SIDES)
    at = {"signing": 2, "agreeing": 2, "performing": 3, "closed": 4, "unperformed": 4}.get(
        state, 1 if agreed or page.offers else 0
    )
    states = ["done" if place < at else "now" if place == at else "next" for place in range(len(STEPS))]
    if page.view.state.final and at < len(STEPS):
        states = ["done" if one == "done" else "next" for one in states]
    return [Step(label, one) for label, one in zip(STEPS, states, strict=True)]


def _propose_form(page: CasePage) -> MoveForm | None:
    """Settling by a paper that both sign; it begins with what the draft promises, see `web.prefilled`."""
    return next((page.forms[key] for key in page.forms if key in PROPOSALS), None)


def _signers(page: CasePage, agreement: AgreementShown) -> list[SignerShown]:
    roles = sorted({one.role for one in agreement.signatures} | agreement.missing, key=list(Role).index)
    return [_signer(page, agreement, role) for role in roles]


def _signer(page: CasePage, agreement: AgreementShown, role: Role) -> SignerShown:
    signed = agreement.signature_of(role)
    return SignerShown(page.names.party(role), signed.drawing if signed else "", signed.signed_at if signed else None)
