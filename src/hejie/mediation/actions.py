"""What moves do to mediators, consents and the shared draft. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from uuid import UUID

from hejie.cases.actions import Act, Refused, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.mediation.consents import MEDIATION, NO_PAPER, agree
from hejie.mediation.delegation import take_back
from hejie.mediation.models import Draft
from hejie.rules.machine import ROLE_NAMES
from hejie.rules.model import Problem, Refusal, Role, Text

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)


@performs("assign_mediator")
def assign_mediator(act: Act) -> None:
    act.case.mediator_id = UUID(act.inputs["mediator"])
    act.case.officer_id = act.case.officer_id or act.actor.person_id
    take_back(act.case, act.now)


@performs("decide_recusal")
def decide_recusal(act: Act) -> None:
    """Granted: the mediator leaves, and the new one, if named at once, takes over (Order 121 Art 21)."""
    if act.inputs["granted"]:
        successor = act.inputs.get("mediator")
        act.case.mediator_id = UUID(successor) if successor else None
        take_back(act.case, act.now)


@performs("return_case", "turn_to_authority")
def leave_mediator(act: Act) -> None:
    """Whoever mediated elsewhere has no part in what begins now."""
    act.case.mediator_id = None
    take_back(act.case, act.now)


@performs("consent_mediation")
def consent_mediation(act: Act) -> None:
    agree(act, act.role, MEDIATION)


@performs("make_offer", "accept_offer", "edit_draft")
def consent_by_taking_part(act: Act) -> None:
    """Offers made or taken before a mediator, and words in the draft, are consent to mediation (Order 121 Art 18)."""
    if act.case.mediator_id and act.role in SIDES:
        agree(act, act.role, MEDIATION)


@performs("waive_paper")
def waive_paper(act: Act) -> None:
    """Both may do without the mediation agreement (Order 121 Art 24)."""
    agree(act, act.role, NO_PAPER)


@performs("edit_draft")
def edit_draft(act: Act) -> None:
    """Save the whole text. Who names the version they started from is not overwriting a newer one unawares."""
    draft = Draft.objects.filter(case=act.case).first() or Draft(case=act.case, version=0)
    if act.inputs.get("version", draft.version) != draft.version:
        raise Refused(_stale(act, draft))
    draft.text, draft.version = act.inputs["text"], draft.version + 1
    draft.edited_by, draft.edited_at = act.role, act.now
    draft.save()


def _stale(act: Act, draft: Draft) -> Refusal:
    who = ROLE_NAMES[Role(draft.edited_by)] if draft.edited_by else Text("别人", "someone")
    text = Text(
        f"{who.zh}刚刚改过草稿，现在是第 {draft.version} 版。您写的还在，请对照新的一版改好，再保存一次。",
        f"The draft was just changed by {who.en}; it is now version {draft.version}. Your text is still here: "
        "compare it with the new version, then save again.",
    )
    return Refusal("inputs", text, act.decision.move.article, (Problem("version", text),))


@erases
def erase_draft(case: Case) -> None:
    for draft in Draft.objects.filter(case=case):
        draft.text = ""
        draft.save(update_fields=["text"])
