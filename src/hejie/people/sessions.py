"""Sessions in the database, sealed: a session may hold a phone number and a code on its way."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from hejie.base.crypto import InvalidSeal, seal, unseal

PLACE = "django_session:session_data:any"


class SessionStore(DatabaseSessionStore):
    """What Django keeps signed, kept sealed. A session whose key is gone is an empty one: its owner signs in again."""

    @classmethod
    def get_model_class(cls) -> Any:
        from django.contrib.sessions.models import Session

        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        return base64.b64encode(seal(json.dumps(session_dict).encode(), PLACE)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return dict(json.loads(unseal(base64.b64decode(session_data), PLACE)))
        except (InvalidSeal, ValueError):
            return {}
