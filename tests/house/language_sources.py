"""Every sentence the pages and the Python of the house hand to gettext, found by reading the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hejie"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")  # characters and their punctuation
QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
INLINE = re.compile(rf"^(?:trans|translate)\s+{QUOTED}")
INSIDE = re.compile(rf"_\({QUOTED}\)")
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to translate and where it stands; `plural` where it depends on a number."""

    text: str
    plural: str
    place: str


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


@cache
def messages() -> tuple[Message, ...]:
    """Chinese sentences of all sources; sentences of libraries are their own business."""
    found = [
        *(m for path in templates() for m in of_template(path)),
        *(m for path in modules() for m in of_module(path)),
    ]
    return tuple(message for message in found if CHINESE.search(message.text))


def of_module(path: Path) -> Iterator[Message]:
    text = path.read_text()
    may_speak = CHINESE.search(text) or "\\u" in text
    for node in ast.walk(ast.parse(text)) if may_speak else ():
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        place = f"{path.relative_to(SOURCE)}:{node.lineno}"
        if name in SINGULAR and words:
            yield Message(words[0], "", place)
        elif name in PLURAL and len(words) == 2:
            yield Message(words[0], words[1], place)


def of_template(path: Path) -> Iterator[Message]:
    tokens = iter(Lexer(path.read_text()).tokenize())
    for token in tokens:
        place = f"{path.relative_to(SOURCE)}:{token.lineno}"
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        if found := INLINE.match(token.contents):
            yield Message(ast.literal_eval(found[1]).replace("%", "%%"), "", place)
        elif token.contents.startswith(("blocktrans ", "blocktranslate ")) or token.contents == "blocktranslate":
            yield block(token, tokens, place)
        for quoted in INSIDE.findall(token.contents):
            yield Message(ast.literal_eval(quoted), "", place)


def block(opening: Token, tokens: Iterator[Token], place: str) -> Message:
    """The sentence between blocktranslate and its end, with variables as gettext knows them."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.startswith("endblocktrans"):
            break
        if token.token_type == TokenType.BLOCK and token.contents == "plural":
            parts.append([])
        elif token.token_type == TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        else:
            parts[-1].append(token.contents.replace("%", "%%"))
    words = ["".join(part) for part in parts]
    if "trimmed" in opening.split_contents():
        words = [trim_whitespace(text) for text in words]
    return Message(words[0], words[1] if len(words) > 1 else "", place)


def untranslated_text(path: Path) -> Iterator[str]:
    """Chinese that a template prints past gettext: text and attributes outside comments and translate tags."""
    hidden = 0
    for token in Lexer(path.read_text()).tokenize():
        first = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        hidden += first in ("comment", "blocktranslate", "blocktrans")
        hidden -= first in ("endcomment", "endblocktranslate", "endblocktrans")
        if token.token_type == TokenType.TEXT and not hidden and CHINESE.search(token.contents):
            yield f"{path.relative_to(SOURCE)}:{token.lineno} {token.contents.strip()[:60]}"
