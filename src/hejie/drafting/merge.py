"""Words compared and merged: what one text changed of another, and two changes of one text put together.

A text is taken apart into words: a number or a Latin word is one, and so is every other character, so that a sum is
never mixed out of two. Where two people changed the same words both versions stay, as an open point for a person to
settle: `〖7 天｜10 天〗`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"〖[^〖〗]*〗|[0-9A-Za-z]+(?:[.,:/-][0-9A-Za-z]+)*|.", re.DOTALL)
POINT = re.compile(r"〖([^〖〗]*)〗")
PLAIN = str.maketrans("〖〗｜", "（）／")
SENTENCE = re.compile(r"[^〖〗]*[。！？；\n]\s*", re.DOTALL)
LEAST_COMMON = 2  # words between two changes; fewer are an accident, and belong to the change

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as it was and as it is: the same twice, or changed."""

    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class _Edit:
    """These words of the base, from `start` up to `end`, became `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def changes(before: str, after: str) -> list[Piece]:
    """The whole text in pieces, in order: what stayed, and what became what."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces, at = [], 0
    for edit in _edits(old, new):
        pieces.append(_same(old[at : edit.start]))
        pieces.append(Piece("".join(old[edit.start : edit.end]), "".join(edit.words)))
        at = edit.end
    return [piece for piece in (*pieces, _same(old[at:])) if piece.before or piece.after]


def merge(base: str, ours: str, theirs: str) -> str:
    """Both changes of `base` in one text. Nothing that either side wrote is left out."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    words = WORD.findall(base)
    mine, yours = _edits(words, WORD.findall(ours)), _edits(words, WORD.findall(theirs))
    merged, at = [], 0
    for start, end, left, right in _regions(mine, yours):
        merged += words[at:start]
        merged.append(_together(words, (start, end), left, right))
        at = end
    return "".join((*merged, *words[at:]))


def points(text: str) -> list[tuple[str, ...]]:
    """The open points of a text, each with its versions, the one that stood there first."""
    return [tuple(found.split("｜")) for found in POINT.findall(text)]


def settle(text: str, place: int, chosen: int) -> str:
    """The text with one version taken at one open point. Raises IndexError where there is none."""
    found = list(POINT.finditer(text))[place]
    return text[: found.start()] + found[1].split("｜")[chosen] + text[found.end() :]


def open_point(*versions: str) -> str:
    """Several versions of the same words as an open point; equal ones once, points among them taken apart."""
    apart = [one for version in versions for one in _versions(version)]
    known = list(dict.fromkeys(apart))
    return known[0] if len(known) == 1 else f"〖{'｜'.join(known)}〗"


def _versions(text: str) -> Sequence[str]:
    if found := POINT.fullmatch(text):
        return found[1].split("｜")
    return (text.translate(PLAIN),)


def _same(words: Words) -> Piece:
    text = "".join(words)
    return Piece(text, text)


def _edits(old: Words, new: Words) -> list[_Edit]:
    """What changed, with at least LEAST_COMMON unchanged words between two edits."""
    blocks = SequenceMatcher(None, old, new).get_matching_blocks()
    edits, at, there = [], 0, 0
    for block in blocks:
        if not _is_common(old, new, block.a, block.b, block.size):
            continue
        if (at, there) != (block.a, block.b):
            edits.append(_Edit(at, block.a, tuple(new[there : block.b])))
        at, there = block.a + block.size, block.b + block.size
    return edits


def _is_common(old: Words, new: Words, here: int, there: int, size: int) -> bool:
    """Whether equal words are the same words: enough of them, at an end of both texts, or an open point."""
    at_begin = here == there == 0
    at_end = here + size == len(old) and there + size == len(new)
    return at_begin or at_end or size >= LEAST_COMMON or (size == 1 and old[here].startswith("〖"))


def _regions(mine: Sequence[_Edit], yours: Sequence[_Edit]) -> Iterator[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Stretches of the base that were changed, with the edits of either side that touch each other there."""
    waiting = sorted([(one, True) for one in mine] + [(one, False) for one in yours], key=lambda each: each[0].start)
    while waiting:
        first, _ = waiting[0]
        end, count = first.end, 1
        while count < len(waiting) and waiting[count][0].start <= end:
            end, count = max(end, waiting[count][0].end), count + 1
        here, waiting = waiting[:count], waiting[count:]
        yield first.start, end, [one for one, own in here if own], [one for one, own in here if not own]


def _together(words: Words, span: tuple[int, int], left: Sequence[_Edit], right: Sequence[_Edit]) -> str:
    was = "".join(words[span[0] : span[1]])
    ours, theirs = _applied(words, span, left), _applied(words, span, right)
    if ours == theirs or not right:
        return ours
    if not left:
        return theirs
    both_added = not was and bool(SENTENCE.fullmatch(ours)) and bool(SENTENCE.fullmatch(theirs))
    return ours + theirs if both_added else open_point(ours, theirs)


def _applied(words: Words, span: tuple[int, int], edits: Sequence[_Edit]) -> str:
    done, at = [], span[0]
    for edit in edits:
        done += [*words[at : edit.start], *edit.words]
        at = edit.end
    return "".join((*done, *words[at : span[1]]))
