"""Secrets of authenticator apps and recovery codes: sealed inside rows that django-allauth owns."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from hejie.base import keys
from hejie.base.crypto import key_of, seal, unseal

PLACE = "mfa_authenticator:data:any"
SEALED = ("secret", "seed")  # what django-allauth hands to its adapter's encrypt


def seal_secret(text: str) -> str:
    return base64.b64encode(seal(text.encode(), PLACE)).decode()


def open_secret(sealed: str) -> str:
    return unseal(base64.b64decode(sealed), PLACE).decode()


class AuthenticatorSecrets:
    """Takes part in key rotation, see base.reseal."""

    def count(self) -> Counter[str]:
        return Counter(key for _, _, key in _values())

    def reseal(self) -> int:
        """Staff are few: one transaction a row."""
        current = keys.ring().current
        return sum(_reseal(pk, name) for pk, name, key in _values() if key != current)


def _values() -> Iterator[tuple[int, str, str]]:
    for pk, data in Authenticator.objects.order_by("pk").values_list("pk", "data").iterator():
        yield from ((pk, name, key_of(base64.b64decode(data[name]))) for name in SEALED if name in data)


@transaction.atomic
def _reseal(pk: int, name: str) -> int:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return 0
    row.data[name] = seal_secret(open_secret(row.data[name]))
    row.save(update_fields=["data"])
    return 1
