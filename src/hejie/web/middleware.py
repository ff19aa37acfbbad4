"""Who is asking, in which language, and the headers the framework does not set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from hejie.cases.invitations import is_good
from hejie.people.access import ANONYMOUS, Actor, LinkInfo, actor_for_person, actor_of_session
from hejie.web.errors import bad_request, broken_request, not_allowed

PROOFS = frozenset({"password", "mfa"})  # mfa: passkey, second factor, recovery code
LINK = "hejie_link"  # session key of the case an invitation link opened
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ContentPolicyMiddleware:
    """What a page may load and where it may send: the same for every page, so it is put into words once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person, or the holder of an invitation link, or a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        speak_as_asked(request, actor)
        if has_null(request):
            return broken_request() if is_api(request) else bad_request(request)
        response = with_headers(said_in_words(request, self.get_response(request)), actor)
        if is_api(request) and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)
        return response


def said_in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page where the framework answers with nothing: the address takes no request of this kind."""
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or is_api(request) or response.content:
        return response
    page = not_allowed(request)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def has_null(request: HttpRequest) -> bool:
    """Whether the address carries the character that no text here may have and that the database refuses."""
    return "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def actor_of(request: HttpRequest) -> Actor:
    """No query for visitors without a session; otherwise the session, and the person with posts and traders."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ANONYMOUS
    actor = _signed_in(request)
    if actor.person_id:
        actor = replace(actor, proved_at=_proved_at(request))
    link = held_link(request, timezone.now())
    if link is None:
        return actor
    if actor is ANONYMOUS:
        return replace(ANONYMOUS, link=link, via="link")
    return replace(actor, link=link)


def _signed_in(request: HttpRequest) -> Actor:
    actor = actor_of_session(request.session)
    if actor is None or actor.person is None:
        return actor_for_person(request.user) if request.user.is_authenticated else ANONYMOUS
    request.user = request._cached_user = actor.person  # type: ignore[attr-defined] # so nobody reads them once more
    return actor


def _proved_at(request: HttpRequest) -> datetime | None:
    """When the person of this session last gave a password, a passkey or a second factor."""
    moments = [one["at"] for one in get_authentication_records(request) if one["method"] in PROOFS]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def hold_link(request: HttpRequest, invitation_id: UUID, link: LinkInfo) -> None:
    """Remember that this browser opened an invitation link: it may act for one side of one case while it is good."""
    kept = {"case": str(link.case_id), "side": link.side, "invitation": str(invitation_id)}
    kept |= {"person": str(link.representation_id)} if link.representation_id else {}
    request.session[LINK] = kept | ({"proved": "yes"} if link.is_proved else {})


def note_proof(request: HttpRequest) -> None:
    """This browser gave the code sent to the phone of that side: remembered with the link, as long as it is good."""
    request.session[LINK] = request.session[LINK] | {"proved": "yes"}
    request.session.cycle_key()


def held_link(request: HttpRequest, now: datetime) -> LinkInfo | None:
    """The invitation this browser opened, while it is good; one query for whoever holds one."""
    kept = request.session.get(LINK)
    if not kept or "invitation" not in kept or not is_good(UUID(kept["invitation"]), now):
        return None
    person = UUID(kept["person"]) if "person" in kept else None
    return LinkInfo(UUID(kept["case"]), kept["side"], person, "proved" in kept)


def speak_as_asked(request: HttpRequest, actor: Actor) -> None:
    """The cookie says the language; without one, the language a signed-in person has set."""
    if actor.person_id and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(request.user.language)  # type: ignore[union-attr]
        request.LANGUAGE_CODE = translation.get_language()


def with_headers(response: HttpResponse, actor: Actor) -> HttpResponse:
    """Device permissions, and no shared cache for pages made for one reader."""
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    if actor is not ANONYMOUS and "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_cache=True)
    return response
