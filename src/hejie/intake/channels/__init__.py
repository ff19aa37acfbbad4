"""Ways in: one file per channel, found at start-up, each saying who may use it and what it asks in addition.

The filing itself is the same for all: `intake.actions.file_case`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hejie.base.registry import Registry, discover
from hejie.people.access import Actor
from hejie.rules.filing import FIELDS, SPEAKERS
from hejie.rules.model import Field, Role, Text


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in.

    `posts`: whose holders enter filings of others in this way; empty where people file for themselves. `fields` are
    asked beside those of the filing, `optional` lists fields of the filing that may stay empty here. `needs_pages`: the
    papers that came in must be kept as evidence.
    """

    key: str
    label: Text
    says: Text
    posts: frozenset[str] = frozenset()
    role: Role = Role.COMPLAINANT
    fields: tuple[Field, ...] = ()
    optional: frozenset[str] = frozenset()
    needs_pages: bool = False

    @property
    def is_for_others(self) -> bool:
        """Whether somebody else than the complainant enters the filing."""
        return bool(self.posts)

    def may_be_used_by(self, actor: Actor) -> bool:
        return actor.is_system or not self.posts or actor.has_post(*self.posts)

    def asks(self, kind: str) -> tuple[Field, ...]:
        """Everything a filing of this kind may say when it comes in this way."""
        fields = [replace(one, required=False) if one.key in self.optional else one for one in FIELDS[kind]]
        return (*fields, *SPEAKERS[kind], *self.fields)


channels: Registry[Channel] = Registry("intake channel")


def channel(key: str) -> Channel:
    """Raises KeyError listing the channels there are."""
    return all_channels()[key]


def all_channels() -> Mapping[str, Channel]:
    """Every channel by key."""
    discover(__name__)
    return {key: channels[key] for key in channels}
