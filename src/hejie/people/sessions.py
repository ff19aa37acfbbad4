"""Sessions in the database, sealed: a session may hold a phone number and a code on its way."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db.models import QuerySet
from django.utils import timezone

from hejie.base.compiled import A_MOMENT
from hejie.base.crypto import InvalidSeal, seal, unseal
from hejie.base.together import Reading
from hejie.people.access import known_of

PLACE = "django_session:session_data:any"
A_SESSION = "the key of a session"


@cache
def _good() -> Reading:
    """A session while it is good, and who signed in with it as they are now, if anybody did."""
    return Reading(_with_whose_it_is, A_SESSION)


def _with_whose_it_is(key: str) -> Mapping[str, QuerySet[Any]]:
    from allauth.usersessions.models import UserSession

    rows = SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=A_MOMENT)
    return {"session": rows, **known_of(UserSession.objects.filter(session_key=key).values("user")[:1])}


class SessionStore(DatabaseSessionStore):
    """What Django keeps signed, kept sealed. A session whose key is gone is an empty one: its owner signs in again."""

    _beside: Mapping[str, Sequence[Any]] | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        from django.contrib.sessions.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        """The row while it is good; asked at every request of whoever is signed in."""
        found = _good().of({A_SESSION: self.session_key, A_MOMENT: timezone.now()})
        if not found["session"]:
            self._session_key = None
            return None
        self._beside = found
        return found["session"][0]

    def take_whose_it_is(self) -> Mapping[str, Sequence[Any]] | None:
        """Who signed in with it, with what they hold, as it was read with the session; once, for it grows old."""
        found, self._beside = self._beside, None
        return found

    def cycle_key(self) -> None:
        """Under another key it is still the session of that device: listed there, and ended from there."""
        from allauth.usersessions.models import UserSession

        before = self.session_key
        super().cycle_key()
        if before:
            UserSession.objects.filter(session_key=before).update(session_key=self.session_key)

    def encode(self, session_dict: dict[str, Any]) -> str:
        return base64.b64encode(seal(json.dumps(session_dict).encode(), PLACE)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return dict(json.loads(unseal(base64.b64decode(session_data), PLACE)))
        except (InvalidSeal, ValueError):
            return {}
