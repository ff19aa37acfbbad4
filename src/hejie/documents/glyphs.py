"""Which characters can be printed. PDF/A refuses a missing glyph, so what no font has is replaced beforehand.

The last font of every stack in kinds/_paper.typ is Noto Sans CJK; what it has can always be printed. Its character map
(table `cmap`, format 12: ranges of code points) is read here directly, which saves a font library.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

import noto_cjk_sans_otc
import pylopdf_fonts_zh_cn

FALLBACK = Path(str(noto_cjk_sans_otc.FONT_PATH))
FOLDERS = (Path(pylopdf_fonts_zh_cn.serif_path()).parent, FALLBACK.parent)
GETA = "〓"  # the printer's mark for a character that is not in the case
UNSEEN = {"Cc", "Cf", "Cs"}  # controls, joiners and direction marks, lone surrogates: nothing to print
NEVER = {"Cn", "Co"}  # unassigned and private: they mean nothing to the reader


def printable(text: str) -> str:
    """The text with unseen marks dropped and every character that no font has replaced by 〓."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")).splitlines()
    return "\n".join("".join(_printed(letter) for letter in line) for line in lines)


def printable_all(value: Any) -> Any:
    """The same for every text inside JSON values."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_all(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable_all(inner) for inner in value]
    return value


def _printed(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in UNSEEN or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef":
        return ""
    if category == "Zs":
        return letter if letter == "\u3000" else " "
    return letter if category not in NEVER and _has_glyph(ord(letter)) else GETA


def _has_glyph(point: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, point) - 1
    return place >= 0 and point <= ends[place]


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Starts and ends of the code point ranges of the fallback font, ascending."""
    font = FALLBACK.read_bytes()
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, table + 2)
    for entry in range(count):
        (offset,) = struct.unpack_from(">I", font, table + 4 + 8 * entry + 4)
        if struct.unpack_from(">H", font, table + offset) == (12,):
            (groups,) = struct.unpack_from(">I", font, table + offset + 12)
            numbers = struct.unpack_from(f">{3 * groups}I", font, table + offset + 16)
            return numbers[0::3], numbers[1::3]
    raise ValueError(f"{FALLBACK.name} has no character map of format 12")


def _table(font: bytes, name: bytes) -> int:
    """Offset of a table in the first face of a font file or collection (OpenType, `ttcf` header)."""
    face = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", font, face + 4)
    for entry in range(tables):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", font, face + 12 + 16 * entry)
        if tag == name:
            return int(offset)
    raise ValueError(f"{FALLBACK.name} has no table {name!r}")
