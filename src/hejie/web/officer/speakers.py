"""Who speaks for a complainant, for the office that handles the case and for those above (Order 121 Art 11 and 12)."""

from __future__ import annotations

from dataclasses import dataclass

from hejie.base.text import mask_name, mask_phone
from hejie.cases.queries import CaseView
from hejie.cases.representing import SpeakerShown, speakers_of
from hejie.rules.model import Role, Text
from hejie.rules.representing import KINDS, POWERS, REPRESENTED


@dataclass(frozen=True, slots=True)
class Speaker:
    """One line: what somebody is, who, and how far that goes."""

    kind: Text
    name: str
    phone: str
    about: tuple[Text, ...]


def speakers_shown(view: CaseView, *, in_full: bool) -> list[Speaker]:
    """In full for the office that handles the case, masked above; nobody where the complainant is not shown either."""
    if Role.COMPLAINANT not in view.parties:
        return []
    return [_shown(one, in_full=in_full) for one in speakers_of(view.case)]


def _shown(one: SpeakerShown, *, in_full: bool) -> Speaker:
    name, phone = (one.name, one.phone) if in_full else (mask_name(one.name), mask_phone(one.phone))
    return Speaker(one.kind, name, phone, tuple(_about(one)))


def _about(one: SpeakerShown) -> list[Text]:
    """What they are to the complainant, what they may do and until when; of the represented, whether they agree."""
    found = [Text(one.relation, one.relation)] if one.relation else []
    found += [POWERS[power] for power in one.powers if power in POWERS]
    if one.valid_until:
        found.append(Text(f"授权到 {one.valid_until:%Y-%m-%d} 为止", f"power until {one.valid_until:%Y-%m-%d}"))
    if one.kind == KINDS[REPRESENTED]:
        found.append(AGREED if one.has_agreed else NOT_YET)
    return found


AGREED = Text("同意现在的方案", "Agrees to the terms now on the table")
NOT_YET = Text("还没有同意现在的方案", "Has not agreed to terms yet")
