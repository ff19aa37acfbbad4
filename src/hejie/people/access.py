"""Who is asking. Every access function of the outer apps takes an `Actor`; pages and the API make one per request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from hejie.base.registry import Registry
from hejie.base.together import ANY_KEY, Reading
from hejie.people.models import Person, Post, Token
from hejie.places.models import Authority

Via = Literal["session", "token", "link", "system", "visitor"]
TOKEN_PREFIX = "hj_"  # noqa: S105 - the mark by which a leaked token is recognised, not a secret
USE_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PostInfo:
    """A post held now. `authority_path` is a prefix of the paths of all authorities below."""

    role: str
    authority_id: UUID
    authority_path: str
    authority_name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """What the holder of an invitation link may open: one case, as one side ("complainant" or "respondent")."""

    case_id: UUID
    side: str
    representation_id: UUID | None = None  # the one person of a joint complaint whom it was sent to
    is_proved: bool = False  # its holder gave a code sent to the phone of that side


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking, and by which door. `name` is for display and never logged."""

    person_id: UUID | None = None
    name: str = ""
    posts: tuple[PostInfo, ...] = ()
    trader_ids: frozenset[UUID] = frozenset()
    link: LinkInfo | None = None
    is_system: bool = False
    via: Via = "visitor"
    partner: str = ""  # the partner system whose token this is
    proved_at: datetime | None = None  # when this browser last gave password, passkey or second factor
    advises: UUID | None = None  # the one case they were asked about; only `panels.access` says so
    person: Person | None = field(default=None, compare=False)  # as they were read to let them in

    @property
    def is_staff(self) -> bool:
        """Holds a post, or answers for a trader: signs in with a second factor."""
        return bool(self.posts or self.trader_ids)

    def has_post(self, *roles: str) -> bool:
        return any(post.role in roles for post in self.posts)

    def __repr__(self) -> str:
        who = "system" if self.is_system else self.person_id or (self.link and self.link.case_id)
        return f"<Actor {self.via} {who}>"


ANONYMOUS = Actor()
SYSTEM = Actor(is_system=True, via="system")

# Outer apps say for whom a person answers: rows with a `trader_id`, for a person or a query of one (see traders.apps).
trader_links: Registry[Callable[[Any], QuerySet[Any]]] = Registry("trader link")
NO_HASH = bytes(32)  # stands for the hash while the statement is compiled


@cache
def _standing() -> Reading:
    """Posts held now and traders answered for, of a person."""
    return Reading(_standing_of, ANY_KEY)


@cache
def _known() -> Reading:
    """A person who may come in, and what that person holds."""
    return Reading(known_of, ANY_KEY)


def known_of(person: Any) -> Mapping[str, QuerySet[Any]]:
    """What `actor_of_session` needs to know of a person, or of the one that a query finds."""
    return {"person": Person.objects.filter(pk=person, is_active=True), **_standing_of(person)}


@cache
def _bearer() -> Reading:
    """A token by its hash, its person, and what that person holds."""
    return Reading(_of_token, NO_HASH)


def _of_token(hashed: bytes) -> Mapping[str, QuerySet[Any]]:
    token = Token.objects.filter(hash=hashed)
    person = token.values("person")[:1]
    return {"token": token, "person": Person.objects.filter(pk=person), **_standing_of(person)}


def _standing_of(person: Any) -> Mapping[str, QuerySet[Any]]:
    posts = Post.objects.filter(person=person, until__isnull=True).order_by("id")
    authorities = Authority.objects.filter(pk__in=posts.order_by().values("authority"))
    traders = {f"of {key}": trader_links[key](person) for key in trader_links}
    return {"posts": posts, "authorities": authorities, **traders}


def actor_for_person(person: Person, *, via: Via = "session", partner: str = "") -> Actor:
    """The actor a signed-in person is. One query. Inactive persons are anonymous."""
    return _actor(person, _standing()(person.pk), via, partner) if person.is_active else ANONYMOUS


def actor_of_session(session: SessionBase) -> Actor | None:
    """The actor this session belongs to, as it stands in the database now.

    No query where a session that was read for this request has brought its person along; whose it is says the sealed
    session itself, and nobody else is taken. None where anything is not as it was at signing in: Django's `get_user`
    then says what follows from it.
    """
    key, digest = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    if not (key and digest) or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    found = _beside(session, UUID(key)) or _known()(UUID(key))
    for person in found["person"]:
        if constant_time_compare(digest, person.get_session_auth_hash()):
            return _actor(person, found, "session", "")
    return None


def _beside(session: SessionBase, key: UUID) -> Mapping[str, Sequence[Any]] | None:
    """What was read with the session, if it is of the person that the session names."""
    take: Callable[[], Mapping[str, Sequence[Any]] | None] = getattr(session, "take_whose_it_is", lambda: None)
    found = take()
    return found if found and [person.pk for person in found["person"]] == [key] else None


def _actor(person: Person, standing: Mapping[str, Sequence[Any]], via: Via, partner: str) -> Actor:
    held_at = {authority.pk: authority for authority in standing["authorities"]}
    posts = tuple(_post(post.role, held_at[post.authority_id]) for post in standing["posts"])
    traders = frozenset(link.trader_id for key in trader_links for link in standing[f"of {key}"])
    name = person.name or person.username or ""
    return Actor(person.pk, name, posts, traders, via=via, partner=partner, person=person)


def _post(role: str, authority: Authority) -> PostInfo:
    return PostInfo(role, authority.pk, authority.path, authority.name)


def link_actor(
    *, case_id: UUID, side: str, name: str = "", representation_id: UUID | None = None, is_proved: bool = False
) -> Actor:
    """The holder of an invitation link, who may act for one side of one case without an account."""
    return Actor(name=name, link=LinkInfo(case_id, side, representation_id, is_proved), via="link")


def token_hash(secret: str) -> bytes:
    """Tokens carry 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).digest()


def person_for_token(secret: str, now: datetime) -> Person | None:
    """Who a bearer token stands for; None when it is unknown, expired or revoked."""
    found = _in_force(secret, now)
    return found["person"][0] if found else None


def actor_for_token(secret: str, now: datetime) -> Actor | None:
    """The actor behind a bearer token; None when it is unknown, expired or revoked. One query."""
    found = _in_force(secret, now)
    return _actor(found["person"][0], found, "token", found["token"][0].partner) if found else None


def _in_force(secret: str, now: datetime) -> Mapping[str, Sequence[Any]] | None:
    """What belongs to the token with this secret, if it is in force. Notes its use at most once a minute."""
    found = _bearer()(token_hash(secret)) if secret.startswith(TOKEN_PREFIX) else {}
    token: Token | None = next(iter(found.get("token", ())), None)
    if not token or token.revoked_at or token.expires_at <= now or not found["person"][0].is_active:
        return None
    if token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return found


def people_named(text: str) -> Q:
    """Filter for the one person meant by an id, a user name or a verified phone, as typed by an operator."""
    from hejie.base.crypto import blind_index

    try:
        by_id = Q(pk=UUID(text))
    except ValueError:
        by_id = Q(pk__in=[])
    return by_id | Q(username=text) | Q(phone_index=blind_index("phone", text), phone_verified_at__isnull=False)
