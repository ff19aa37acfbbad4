"""Kinds of paper: one module and one typst template of the same name each, found at start-up.

To add a kind see docs/howto/add-a-document-kind.md; the contract test runs over every entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hejie.base.registry import Registry
from hejie.rules.model import Article, Text
from hejie.rules.switches import ORDER_121

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    number_word stands in the number between the office's seal code and the year: 云青市监**投受**〔2026〕第12号.
    required names the keys `data` must have; the law's name, its articles and its grounds come in with the data, as a
    case keeps the edition it began under. official_phrases are sentences of the official form: the contract test
    renders `sample` and looks for each of them.
    """

    key: str
    title: Text
    number_word: str
    article: Article
    required: frozenset[str]
    official_phrases: tuple[str, ...]
    sample: Mapping[str, Any]

    @property
    def template(self) -> Path:
        return FOLDER / f"{self.key}.typ"

    def missing(self, data: Mapping[str, Any]) -> frozenset[str]:
        """Required keys that `data` lacks."""
        return self.required - data.keys()


KINDS: Registry[Kind] = Registry("kind of paper")


def add_kind(
    *,
    key: str,
    title: Text,
    number_word: str,
    clause: str,
    required: Iterable[str],
    official_phrases: tuple[str, ...],
    sample: Mapping[str, Any],
    law: Text = ORDER_121,
) -> Kind:
    """Register a kind of paper; `clause` of `law` is why the paper exists, e.g. 第十五条第一款."""
    kind = Kind(key, title, number_word, Article(law, clause), frozenset(required), official_phrases, sample)
    return KINDS.add(key, kind)
