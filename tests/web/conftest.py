"""Pages are tested with the English compiled and without the network."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from hejie.operate.assets import compile_messages


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    compile_messages()
    translation.trans_real._translations.clear()


@pytest.fixture
def english(client: Client) -> Client:
    """A browser whose reader chose English."""
    client.cookies["hejie_language"] = "en"
    return client


def words(response: HttpResponse) -> str:
    """What a reader reads: no tags, no-break spaces as spaces."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " "))
