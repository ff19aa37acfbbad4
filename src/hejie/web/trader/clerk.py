"""Who may sit at the desk: those who answer for a trader. To anyone else the desk does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest

from hejie.people.access import Actor
from hejie.traders.queries import names_of
from hejie.web.moves import actor_of


def clerk_of(request: HttpRequest) -> Actor:
    """The reader, who answers for at least one trader; else 404."""
    actor = actor_of(request)
    if not actor.trader_ids:
        raise Http404
    return actor


def traders_of(actor: Actor) -> Mapping[UUID, str]:
    """The traders this clerk answers for, by name. One query."""
    return names_of(actor.trader_ids)


def chosen_trader(request: HttpRequest, names: Mapping[UUID, str]) -> UUID:
    """The trader named in the address, if it is one of theirs; else the first."""
    asked = request.GET.get("trader") or request.POST.get("trader")
    return next((pk for pk in names if str(pk) == asked), next(iter(names)))
