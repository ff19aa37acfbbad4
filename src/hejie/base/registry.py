"""One way to extend: a folder of modules, each with one entry, found at start-up."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries by key. A key is taken once; a missing one is an error that lists what there is."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, T] = {}

    def add(self, key: str, entry: T) -> T:
        """Register an entry. Raises ValueError when the key is taken by another."""
        if self._entries.setdefault(key, entry) is not entry:
            raise ValueError(f"{self.what} {key!r} is registered twice")
        return entry

    def register(self, key: str) -> Callable[[T], T]:
        """The same as a decorator."""
        return lambda entry: self.add(key, entry)

    def get(self, key: str) -> T | None:
        return self._entries.get(key)

    def __getitem__(self, key: str) -> T:
        try:
            return self._entries[key]
        except KeyError:
            raise KeyError(f"no {self.what} {key!r}; there are: {', '.join(sorted(self._entries))}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def values(self) -> list[T]:
        return list(self._entries.values())


@cache
def discover(package: str) -> None:
    """Import every module of a package once, so that its entries register, by name; names with `_` are skipped."""
    module = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(module.__path__), key=lambda m: m.name):
        if not found.name.startswith("_"):
            importlib.import_module(f"{package}.{found.name}")
