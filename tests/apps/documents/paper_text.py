"""Reads the words off a printed paper: content streams of the pages, decoded by the fonts' ToUnicode maps."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

INNER = rb"(?:\\.|[^()\\])*"
for _level in range(3):  # brackets inside a string literal need no escape while they balance
    INNER = rb"(?:\\.|[^()\\]|\(" + INNER + rb"\))*"
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\((" + INNER + rb")\)|<([0-9A-Fa-f]+)>(?!>)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> list[Any]:
    """The page dictionaries, in reading order."""
    return list(_leaves(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]))


def paper_text(pdf: bytes) -> str:
    """All words without white space, as the pages show them."""
    return "".join(page_texts(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page without white space."""
    return ["".join(_page_words(page)).replace(" ", "").replace("\u3000", "") for page in pages(pdf)]


def metadata(pdf: bytes) -> str:
    """The XMP packet, which says what standard the file claims to meet."""
    return PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data.decode()


def _leaves(node: Any) -> Iterator[Any]:
    if node["/Type"] == "/Page":
        yield node
    else:
        for child in node["/Kids"]:
            yield from _leaves(child.get_object())


def _page_words(page: Any) -> Iterator[str]:
    fonts = page["/Resources"]["/Font"]
    maps = {name[1:]: _letters(fonts[name]["/ToUnicode"].data) for name in fonts}
    letters: dict[bytes, str] = {}
    for font, literal, hexed in SHOWN.findall(page["/Contents"].data):
        if font:
            letters = maps[font.decode()]
            continue
        glyphs = bytes.fromhex(hexed.decode()) if hexed else _unescape(literal)
        yield "".join(letters.get(glyphs[i : i + 2], "") for i in range(0, len(glyphs), 2))


def _letters(cmap: bytes) -> dict[bytes, str]:
    """Glyph id (two bytes) to text, from a ToUnicode map."""
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _unescape(literal: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code.isdigit() else ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.DOTALL)
