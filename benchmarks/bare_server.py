"""What granian runs for `bench_filing.py`: the platform as in production, and `/bare/` on the same server, without
any middleware."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from hejie.wsgi import application as full

settings.ROOT_URLCONF = "bare_filing"
with override_settings(MIDDLEWARE=[]):
    alone = WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    return (alone if environ["PATH_INFO"] == "/bare/" else full)(environ, start_response)
