"""Text as people type it: cleaned, normalised for look-up, masked for the eyes of others, money as it is written."""

from __future__ import annotations

import re
import unicodedata

# C0/C1 controls but newline and tab; zero-width marks; bidirectional embeddings, overrides and isolates; BOM.
# U+200D stays: it holds emoji families together.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_LONE_JOINER = re.compile(
    "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_TO_FOLLOW = re.compile(r"(?i)[a-z]+://\S*|[a-z0-9-]+(?:[.。．][a-z0-9-]+)*[.。．][a-z]{2,}\S*|\d[\d -]{6,}\d(?![\d.])")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def clean(text: str) -> str:
    """Text fit to keep: NFC, no NUL, control, bidirectional or zero-width marks, newlines as \\n, trimmed.

    Rare ideographs and emoji pass unchanged.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _LONE_JOINER.sub("", _UNSEEN.sub("", _SURROGATE.sub("", text)))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Like `clean`, on one line with single spaces: names, titles."""
    return " ".join(clean(text).split())


def quotable(text: str, longest: int = 80) -> str:
    """What somebody wrote, as a message in our name may quote it: one short line, no address and no number to call."""
    line = _TO_FOLLOW.sub("…", clean_line(text))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def normalise(purpose: str, value: str) -> str:
    """The form in which a value is compared: width and case folded, separators dropped where they mean nothing."""
    folded = unicodedata.normalize("NFKC", clean_line(value))
    if purpose == "phone":
        return normal_phone(folded)
    if purpose == "id_number":
        return folded.replace(" ", "").replace("-", "").upper()
    return folded.casefold()


def normal_phone(text: str) -> str:
    """A phone number as digits: `+86 138-0000 0916` and its full-width form are both `13800000916`; others keep +."""
    folded = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", text))
    mobile = _MOBILE.fullmatch(folded)
    return mobile.group(1) if mobile else folded


def is_mobile(text: str) -> bool:
    """True for a mobile number of mainland China, with or without +86."""
    return _MOBILE.fullmatch(normal_phone(text)) is not None


def is_phone(text: str) -> bool:
    """True for a mobile number of mainland China, or any other number written with + and country code."""
    if not re.fullmatch(r"[+\d ().-]+", unicodedata.normalize("NFKC", text).strip()):
        return False
    return is_mobile(text) or re.fullmatch(r"\+(?!86)\d{7,15}", normal_phone(text)) is not None


def mask_phone(phone: str | None) -> str:
    """`13800000916` → `138****0916`."""
    digits = normal_phone(phone or "")
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 7 else "****" if digits else ""  # noqa: PLR2004 - 3 + 4 shown


def mask_name(name: str | None) -> str:
    """`林晓` → `林**`: the family name only (two characters where the family name is a known double one)."""
    name = clean_line(name or "")
    return f"{family_name(name)}**" if name else ""


def salutation(name: str | None, sex: str = "") -> str:
    """How a letter begins: `林女士`, `林先生`, or `林某` when the sex is not known. `sex` is "f", "m" or ""."""
    name = clean_line(name or "")
    return family_name(name) + {"f": "女士", "m": "先生"}.get(sex, "某") if name else ""


def family_name(name: str) -> str:
    """The family name of a Chinese name; the first letter of any other."""
    double = name[:2] in _DOUBLE_NAMES and len(name) > 2  # noqa: PLR2004 - longer than the family name alone
    return name[:2] if double else name[:1]


def mask_id(number: str | None) -> str:
    """`330102199003074514` → `330102********4514`: place and last four; a third of others: `******678`."""
    number = normalise("id_number", number or "")
    if len(number) == 18:  # noqa: PLR2004 - of GB 11643
        return f"{number[:6]}{'*' * 8}{number[-4:]}"
    shown = len(number) // 3  # two thirds stay hidden, however short it is
    return f"{'*' * (len(number) - shown)}{number[-shown:]}" if shown > 1 else "****" if number else ""


def mask_email(address: str | None) -> str:
    """`lin@example.com` → `l***@example.com`."""
    local, at, host = (address or "").partition("@")
    return f"{local[:1]}***@{host}" if at else ""


_DOUBLE_NAMES = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐长孙宇文司徒夏侯轩辕端木百里呼延南宫西门独孤澹台公冶太史申屠闻人钟离",
    )
)
