"""One request to the wizard: the draft this browser holds, what it says so far, and who is asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.intake.actions import DRAFTS_KEPT, begin_draft, save_draft
from hejie.intake.queries import DraftShown, draft_shown
from hejie.people.access import Actor
from hejie.rules.filing import KINDS
from hejie.web.moves import actor_of

COOKIE, SALT, PATH = "hejie_draft", "hejie.filing", "/file/"
GIVEN = ("trader", "category", "problem")  # what another page may have filled in already, in the address
PHONE_GOOD_FOR = timedelta(hours=2)
OWN, ANONYMOUS_REPORT = "own", "anonymous"


@dataclass
class Visit:
    """What a page of the wizard works with. `draft` is None until something was posted."""

    request: HttpRequest
    now: datetime
    actor: Actor
    kind: str
    draft: DraftShown | None = None
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def draft_id(self) -> UUID:
        """The draft's id, once there is one. Raises LookupError before."""
        if self.draft is None:
            raise LookupError("nothing was posted yet")
        return self.draft.id

    @property
    def is_own_trader(self) -> bool:
        """The trader was not found and is typed in."""
        return self.kind != "enquiry" and self.answers.get("trader") == OWN

    @property
    def trader_id(self) -> UUID | None:
        return as_uuid(self.answers.get("trader"))

    @property
    def is_anonymous(self) -> bool:
        return self.kind == "report" and self.answers.get("who") == ANONYMOUS_REPORT

    @cached_property
    def account_phone(self) -> str:
        """Not asked for again."""
        return account_phone(self.request)

    @property
    def phone(self) -> str:
        """The phone this visitor has proved to hold; empty when not proved, or too long ago."""
        if self.account_phone:
            return self.account_phone
        proved_at = self.answers.get("phone_proved_at")
        is_fresh = proved_at and self.now - datetime.fromisoformat(proved_at) <= PHONE_GOOD_FOR
        return str(self.answers.get("phone_proved", "")) if is_fresh else ""

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Lay answers over the draft, beginning it when this is the first post."""
        self.answers |= answers
        if self.draft:
            save_draft(draft_id=self.draft.id, answers=answers, now=self.now, person_id=self.actor.person_id)
            return
        key = begin_draft(kind=self.kind, person_id=self.actor.person_id, answers=self.answers, now=self.now)
        self.draft = DraftShown(key, self.kind, self.answers, self.now, self.now, None, "")


def visit_of(request: HttpRequest) -> Visit:
    """The draft of this browser; or, without one, a beginning as the address (or the posted page) names it."""
    now, actor, draft = timezone.now(), actor_of(request), held_draft(request)
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    if draft and not _begins_anew(request, draft, asked):
        return Visit(request, now, actor, draft.kind, draft, dict(draft.answers))
    given = {name: value for name in GIVEN if (value := request.GET.get(name, ""))}
    return Visit(request, now, actor, asked if asked in KINDS else "", None, given)


def account_phone(request: HttpRequest) -> str:
    """The verified phone of a signed-in person; empty for everybody else."""
    user: Any = request.user
    return (user.phone or "") if actor_of(request).person_id and user.phone_verified_at else ""


def _begins_anew(request: HttpRequest, draft: DraftShown, asked: str) -> bool:
    """Another kind than the draft's; a draft to be replaced (named by its age, so that going back finds the new one);
    or an address that begins a filing, when the last one is filed."""
    if asked in KINDS and asked != draft.kind:
        return True
    if draft.ref:
        return request.GET.get("kind", "") in KINDS
    return request.GET.get("new") == age_mark(draft)


def age_mark(draft: DraftShown) -> str:
    """Names this draft in a link that replaces it, without telling its secret."""
    return str(int(draft.begun_at.timestamp() * 1_000_000))


def done_address(ref: str) -> str:
    return f"{PATH}done/{show_case_number(ref)}/"


def held_draft(request: HttpRequest) -> DraftShown | None:
    """The draft that the cookie names, filed or not; None when the cookie is old, forged or missing, or another's."""
    try:
        text = request.get_signed_cookie(COOKIE, salt=SALT, max_age=int(DRAFTS_KEPT.total_seconds()))
    except (KeyError, BadSignature):
        return None
    key = as_uuid(text)
    draft = draft_shown(key) if key else None
    return draft if draft and draft.is_for(actor_of(request).person_id, timezone.now()) else None


def hold_draft(response: HttpResponse, draft_id: UUID) -> None:
    """Remember the draft in this browser for as long as drafts are kept."""
    response.set_signed_cookie(
        COOKIE,
        str(draft_id),
        salt=SALT,
        max_age=int(DRAFTS_KEPT.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def let_go_of_draft(response: HttpResponse) -> None:
    """This browser holds no draft any more; an account's is kept for its owner."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def as_uuid(text: Any) -> UUID | None:
    """The UUID a text writes, or None."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
