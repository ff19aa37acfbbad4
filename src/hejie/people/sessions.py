"""Sessions in the database, sealed: a session may hold a phone number and a code on its way."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db.models import QuerySet
from django.utils import timezone

from hejie.base.compiled import A_MOMENT, Compiled
from hejie.base.crypto import InvalidSeal, seal, unseal

PLACE = "django_session:session_data:any"
A_SESSION = "the key of a session"


@Compiled
def _good() -> QuerySet[Any]:
    rows = SessionStore.get_model_class().objects.filter(session_key=A_SESSION, expire_date__gt=A_MOMENT)
    found: QuerySet[Any] = rows.values_list("session_data", "expire_date")
    return found


class SessionStore(DatabaseSessionStore):
    """What Django keeps signed, kept sealed. A session whose key is gone is an empty one: its owner signs in again."""

    @classmethod
    def get_model_class(cls) -> Any:
        from django.contrib.sessions.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        """The row while it is good; asked at every request of whoever is signed in."""
        found = _good({A_SESSION: self.session_key, A_MOMENT: timezone.now()})
        if not found:
            self._session_key = None
            return None
        return self.model(session_key=self.session_key or "", session_data=found[0][0], expire_date=found[0][1])

    def encode(self, session_dict: dict[str, Any]) -> str:
        return base64.b64encode(seal(json.dumps(session_dict).encode(), PLACE)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return dict(json.loads(unseal(base64.b64decode(session_data), PLACE)))
        except (InvalidSeal, ValueError):
            return {}
