"""Which page an address is: by its first word and the number of its steps, not by trying every page of the house.

The tables of the audiences stay as they are; what is tried is what could be meant, in the order of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.core.exceptions import ImproperlyConfigured
from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Shape = tuple[str, int]


class Signpost(URLResolver):
    """A table of addresses that all begin with a word of their own. No part of one stands for several steps."""

    def __init__(self, table: str | Sequence[URLPattern]) -> None:
        super().__init__(RoutePattern(""), table)

    def resolve(self, path: str) -> ResolverMatch:
        for one in self._by_shape.get(_shape(path), ()):
            if found := one.resolve(path):
                return found
        raise Resolver404({"path": path})

    @cached_property
    def _by_shape(self) -> Mapping[Shape, Sequence[URLPattern]]:
        found = defaultdict(list)
        for one in _leaves(self.url_patterns):
            route = str(one.pattern)
            if "<" in route.partition("/")[0] or "<path:" in route:
                raise ImproperlyConfigured(f"{route}: an address begins with a word, each part of it is one step")
            found[_shape(route)].append(one)
        return found


def _shape(path: str) -> Shape:
    return path.partition("/")[0], path.count("/")


def _leaves(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        elif str(one.pattern):
            raise ImproperlyConfigured(f"{one.pattern}: tables stand side by side, each address is written out")
        else:
            yield from _leaves(one.url_patterns)
