"""docs/law.md names every article of Order 121, and what it points at exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from hejie.rules import machine
from hejie.rules.citation import number_of
from hejie.rules.grounds import REFUSAL_ORDER_121, TERMINATION_ORDER_121
from hejie.rules.model import Article

ROOT = Path(__file__).resolve().parents[2]
ROWS = [line.strip("| ").split(" | ") for line in (ROOT / "docs" / "law.md").read_text().splitlines()]
TABLE = {int(row[0]): row[2] for row in ROWS if row[0].isdigit()}
ARTICLES = 46


def cited(part: object) -> Iterator[Article]:
    """Every article anywhere inside a value of the rules."""
    if isinstance(part, Article):
        yield part
    elif isinstance(part, dict):
        yield from (article for value in part.values() for article in cited(value))
    elif isinstance(part, tuple):
        yield from (article for value in part for article in cited(value))
    elif is_dataclass(part):
        yield from (article for field in fields(part) for article in cited(getattr(part, field.name)))


def test_every_article_has_its_row() -> None:
    assert list(TABLE) == list(range(1, ARTICLES + 1))


def test_every_article_the_rules_cite_is_said_to_live_somewhere() -> None:
    edition = machine.edition("cn_order121")
    clauses = {article.clause for article in cited(edition) if article.law.zh == "市场监督管理投诉举报处理办法"}
    numbers = {number_of(clause[1 : clause.index("条")]) for clause in clauses}
    assert numbers
    assert [number for number in sorted(numbers) if TABLE[number].startswith("not built yet")] == []


def test_files_moves_and_terms_of_the_table_exist() -> None:
    edition = machine.edition("cn_order121")
    known = {*edition.terms, *REFUSAL_ORDER_121, *TERMINATION_ORDER_121}
    for procedure in edition.procedures.values():
        known |= {*procedure.moves, *procedure.states}
    named = {name for place in TABLE.values() for name in re.findall(r"`([^`]+)`", place)}
    paths = {name for name in named if "/" in name}
    assert [path for path in sorted(paths) if not (ROOT / "src" / "hejie" / path).exists()] == []
    source = b"".join(path.read_bytes() for path in (ROOT / "src" / "hejie").rglob("*.py"))
    others = named - paths - known - words(source)
    beside = [name for name in others if not re.search(rf"\b{name.removesuffix('.py')}\b", source.decode())]
    assert beside == []


def words(source: bytes) -> set[str]:
    """Every name in it. Twice as quick as a pattern."""
    apart = bytes(byte if chr(byte).isalnum() or byte in b"_" else 32 for byte in range(128)) + b" " * 128
    return {word.decode() for word in set(source.translate(apart).split())}
