"""Which page an address is: the signpost sends everybody where the tables themselves would."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import Resolver404, ResolverMatch, URLResolver, path
from django.urls.resolvers import RoutePattern

from hejie.web.signpost import Signpost
from tests.house.routes import patterns_of

TABLES = "hejie.web.urls"
AN_ID = "0198c9d2-0000-7000-8000-000000000001"
IN_PLACE = {"uuid": AN_ID, "int": "2026", "slug": "say", "str": "2611-0000-0008", "": "x"}


def at(table: URLResolver, address: str) -> tuple[object, dict[str, object]] | None:
    try:
        found: ResolverMatch = table.resolve(address)
    except Resolver404:
        return None
    return found.func, found.kwargs


def addresses() -> list[str]:
    """Every address of the tables, and each with one step less, one more, and without its last stroke."""
    routes = patterns_of(Signpost(TABLES), "")
    whole = [re.sub(r"<(?:(\w+):)?\w+>", lambda found: IN_PLACE[found[1] or ""], one) for one in routes]
    return [*whole, *(one.rstrip("/") for one in whole), *(f"{one}more/" for one in whole), "nowhere/", "office//", "/"]


def test_it_sends_where_the_tables_do() -> None:
    signpost, tables = Signpost(TABLES), URLResolver(RoutePattern(""), TABLES)
    found = {address: at(signpost, address) for address in addresses()}
    assert found == {address: at(tables, address) for address in found}
    assert len([one for one in found.values() if one]) > 100


def test_it_knows_no_address_that_it_could_send_astray() -> None:
    def view(*_args: object) -> HttpResponse:
        return HttpResponse()

    for route in ("<str:anything>/", "files/<path:name>"):
        table = Signpost([path(route, view)])
        with pytest.raises(ImproperlyConfigured, match="one step"):
            table.resolve("files/a/b")
