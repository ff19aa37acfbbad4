"""Two languages, complete: every Chinese sentence has its English, and none slips past the catalogue."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from babel.messages.mofile import read_mo

from hejie.operate.assets import compile_messages
from tests.house.language_sources import CHINESE, SOURCE, messages, templates, untranslated_text

CATALOGUES = sorted((SOURCE / "locale").glob("*/en/LC_MESSAGES/django.po"))
HOLES = re.compile(r"%\(\w+\)[sd]")


@cache
def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path))


def entries() -> list[tuple[Path, polib.POEntry]]:
    return [(path, entry) for path in CATALOGUES for entry in catalogue(path)]


def english_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_sentence_has_its_english() -> None:
    translated = {entry.msgid for _, entry in entries() if all(english_of(entry)) and not entry.fuzzy}
    missing = [f"{message.place} {message.text}" for message in messages() if message.text not in translated]
    assert missing == []


def test_plural_sentences_have_both_forms() -> None:
    plural = {entry.msgid for _, entry in entries() if len(entry.msgstr_plural) == 2}
    missing = [
        f"{message.place} {message.text}" for message in messages() if message.plural and message.text not in plural
    ]
    assert missing == []


def test_no_template_prints_chinese_past_the_catalogue() -> None:
    assert [line for path in templates() for line in untranslated_text(path)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[2].name)
def test_english_keeps_the_holes_and_leaves_no_chinese(path: Path) -> None:
    wrong = []
    for entry in catalogue(path):
        for english in english_of(entry):
            if set(HOLES.findall(english)) != set(HOLES.findall(entry.msgid)):
                wrong.append(f"holes: {entry.msgid}")
            if CHINESE.search(english.replace("和解", "").replace("定金", "").replace("订金", "")):
                wrong.append(f"Chinese left: {entry.msgid}")
    assert wrong == []


def test_one_sentence_has_one_english() -> None:
    """Areas are merged at run time, so two wordings of one sentence would depend on the order of folders."""
    seen: dict[str, set[str]] = {}
    for _, entry in entries():
        seen.setdefault(entry.msgid, set()).add("|".join(english_of(entry)))
    assert {msgid: english for msgid, english in seen.items() if len(english) > 1} == {}


def test_catalogues_compile() -> None:
    compile_messages()
    for path in CATALOGUES:
        with path.with_suffix(".mo").open("rb") as compiled:
            assert len(read_mo(compiled)) == len(catalogue(path).translated_entries())
