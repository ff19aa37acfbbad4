"""What a guide says, in both languages, with the article behind every right; and entries of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hejie.base.registry import Registry
from hejie.rules.model import Article, Role, Text


@dataclass(frozen=True, slots=True)
class Right:
    """One right: the plain sentence first, then where it stands."""

    text: Text
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that proves something: what it is, what it is good for, and which side has it as a rule."""

    what: Text
    why: Text
    by: Role = Role.COMPLAINANT

    @property
    def key(self) -> str:
        """By which records name it: the English words, so a proof that is worded anew is another one."""
        return re.sub(r"[^a-z0-9]+", "_", self.what.en.lower()).strip("_")[:60]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to ask for: `remedy` is a key of rules.remedies.KINDS, `when` says when it fits."""

    remedy: str
    when: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """One kind of problem. `category` and `problem` are keys of rules.catalogue, to fill in a filing beforehand."""

    key: str
    order: int
    icon: str
    title: Text
    summary: Text
    category: str
    problem: str
    rights: tuple[Right, ...]
    asks: tuple[Ask, ...]
    proofs: tuple[Proof, ...]
    first: tuple[Text, ...]  # what to do first, in order
    mind: tuple[Text, ...]  # what often goes wrong, and the limits of the right


LENIENT, NEGATIVE = "lenient", "negative"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: `kind` is LENIENT (need not be punished) or NEGATIVE (never minor)."""

    key: str
    kind: str
    title: Text
    condition: Text
    basis: Article


registry: Registry[Guide] = Registry("guide")
entries: Registry[Listed] = Registry("entry of a list")
