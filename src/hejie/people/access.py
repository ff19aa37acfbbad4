"""Who is asking. Every access function of the outer apps takes an `Actor`; pages and the API make one per request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q

from hejie.base.registry import Registry
from hejie.people.models import Person, Post, Token

Via = Literal["session", "token", "link", "system", "visitor"]
TOKEN_PREFIX = "hj_"  # noqa: S105 - the mark by which a leaked token is recognised, not a secret
USE_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PostInfo:
    """A post held now. `authority_path` is a prefix of the paths of all authorities below."""

    role: str
    authority_id: UUID
    authority_path: str


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """What the holder of an invitation link may open: one case, as one side ("complainant" or "respondent")."""

    case_id: UUID
    side: str


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

# Outer apps say for whom a person answers: functions from a person's id to trader ids (see traders.apps).
trader_links: Registry[Callable[[UUID], frozenset[UUID]]] = Registry("trader link")


def actor_for_person(person: Person, *, via: Via = "session", partner: str = "") -> Actor:
    """The actor a signed-in person is. Two queries: posts, and traders answered for. Inactive persons are anonymous."""
    if not person.is_active:
        return ANONYMOUS
    held = Post.objects.filter(person=person, until__isnull=True)
    posts = tuple(PostInfo(*row) for row in held.values_list("role", "authority_id", "authority__path"))
    traders = frozenset[UUID]().union(*(linked(person.pk) for linked in trader_links.values()))
    name = person.name or person.username or ""
    return Actor(person.pk, name, posts, traders, via=via, partner=partner)


def link_actor(*, case_id: UUID, side: str, name: str = "") -> Actor:
    """The holder of an invitation link, who may act for one side of one case without an account."""
    return Actor(name=name, link=LinkInfo(case_id, side), via="link")


def token_hash(secret: str) -> bytes:
    """Tokens carry 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).digest()


def valid_token(secret: str, now: datetime) -> Token | None:
    """The token with this secret, with its person, if it is in force. Notes its use at most once a minute."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    in_force = Token.objects.filter(revoked_at__isnull=True, expires_at__gt=now, person__is_active=True)
    token = in_force.select_related("person").filter(hash=token_hash(secret)).first()
    if token and (token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def person_for_token(secret: str, now: datetime) -> Person | None:
    """Who a bearer token stands for; None when it is unknown, expired or revoked."""
    token = valid_token(secret, now)
    return token.person if token else None


def actor_for_token(secret: str, now: datetime) -> Actor | None:
    """The actor behind a bearer token; None when it is unknown, expired or revoked."""
    token = valid_token(secret, now)
    return actor_for_person(token.person, via="token", partner=token.partner) if token else None


def people_named(text: str) -> Q:
    """Filter for the one person meant by an id, a user name or a verified phone, as typed by an operator."""
    from hejie.base.crypto import blind_index

    try:
        by_id = Q(pk=UUID(text))
    except ValueError:
        by_id = Q(pk__in=[])
    return by_id | Q(username=text) | Q(phone_index=blind_index("phone", text), phone_verified_at__isnull=False)
