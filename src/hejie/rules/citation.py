"""Articles as both languages cite them: 《…办法》第十五条第一款 / Measures …, Article 15(1)."""

from __future__ import annotations

import re

from hejie.rules.headings import HEADINGS
from hejie.rules.model import Article, Text

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_CLAUSE = re.compile(
    r"第([零一二三四五六七八九十百千]+)条(?:第([一二三四五六七八九十]+)款)?(?:第([一二三四五六七八九十]+)项)?$"
)


def cite(article: Article) -> Text:
    """The citation in both languages. What is no number is a heading of the platform's own rules, see `headings`."""
    found = _CLAUSE.match(article.clause)
    if not found:
        return Text(str(article), f"{article.law.en}, {HEADINGS.get(article.clause, article.clause)}")
    number, paragraph, item = (number_of(part) if part else 0 for part in found.groups())
    clause = f"Article {number}" + (f"({paragraph})" if paragraph else "") + (f", item {item}" if item else "")
    return Text(str(article), f"{article.law.en}, {clause}")


def number_of(words: str) -> int:
    """A Chinese number below ten thousand: 一百零八 → 108, 十五 → 15."""
    total, digit = 0, 0
    for word in words:
        if word in _PLACES:
            total += (digit or 1) * _PLACES[word]
            digit = 0
        else:
            digit = _DIGITS[word]
    return total + digit
