"""Which office handles a complaint or a report, why, and what would change it (Order 121, Articles 13, 14, 29–32, 43).

Pure: places are codes of divisions (GB/T 2260); what lies there is for the caller to know. `venue` answers with the
place whose office is competent, the reason with its article, others that are competent too, and what would change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hejie.rules.citation import cite
from hejie.rules.jurisdiction_rules import find_rule
from hejie.rules.jurisdiction_words import Basis, Level, Medium, Respondent, Rule, Subject
from hejie.rules.model import Article, Text
from hejie.rules.procedures._laws import PENALTY_PROCEDURE
from hejie.rules.procedures.cn_order121 import ORDER

__all__ = ["Alternative", "Basis", "Level", "Medium", "Respondent", "Situation", "Subject", "Venue", "venue"]

FIRST_RECEIVER = Article(ORDER, "第十四条")
FIRST_TO_OPEN = Article(PENALTY_PROCEDURE, "第十二条")
CITY_ENDING, PROVINCE_ENDING = "00", "0000"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a matter. `places` holds the code of each place that is known; a missing one is not known.

    A platform seller without `SHOWN` among the places has published no address. `received_first` is the division of
    the office that received the matter before anybody else. `covers` says, where it is not the division itself, which
    division's office handles a place (a development zone, a city without counties).
    """

    kind: str
    respondent: Respondent = Respondent.SHOP
    places: Mapping[Basis, str] = field(default_factory=dict)
    reachable: bool = True  # at the address shown on the platform
    order_on_platform: bool = True  # what a streamer sells is ordered and paid where it is streamed
    medium: Medium = Medium.INTERNET  # of an advertisement
    self_published: bool = False  # by the advertiser itself, on its own pages or account
    subject: Subject = Subject.ORDINARY
    received_first: str = ""
    covers: Mapping[str, str] = field(default_factory=dict)

    def office_of(self, place: str) -> str:
        """The division whose office handles this place."""
        return self.covers.get(place, place)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another office that is competent: always (Art 14), or only if the matter reached it first."""

    basis: Basis
    place: str
    only_first: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Venue:
    """The answer. `place` is empty while the place that decides is not known: then `changes` says what to find out."""

    basis: Basis
    place: str
    level: Level
    article: Article
    why: Text
    alternatives: tuple[Alternative, ...]
    changes: tuple[Text, ...]

    @property
    def office(self) -> Text:
        """The office by its role: “平台经营者住所地县级市场监督管理部门”."""
        place, level = self.basis.label, self.level.label
        return Text(f"{place.zh}{level.zh}市场监督管理部门", f"{level.en} authority of {place.en}")


def venue(situation: Situation) -> Venue:
    """The competent office. Raises LookupError for a kind that is neither complaint, report nor enquiry."""
    rule = find_rule(
        situation.kind,
        situation.respondent,
        situation.subject,
        has_address=Basis.SHOWN in situation.places,
        reachable=situation.reachable,
        order_on_platform=situation.order_on_platform,
        medium=situation.medium,
        self_published=situation.self_published,
    )
    basis = _received_by(situation, rule) or _known(situation, rule)
    return Venue(
        basis=basis,
        place=situation.places.get(basis, ""),
        level=rule.level,
        article=rule.article,
        why=_why(situation, rule, basis),
        alternatives=_alternatives(situation, rule, basis),
        changes=(*_missing(situation, rule, basis), *rule.changes),
    )


def _known(situation: Situation, rule: Rule) -> Basis:
    """The first of the equally competent places that is known; the first of all while none is."""
    return next((basis for basis in rule.bases if situation.places.get(basis)), rule.bases[0])


def _received_by(situation: Situation, rule: Rule) -> Basis | None:
    """The place of a competent office that received the matter first (Art 14, 31(2), 32(2)), if one did."""
    if not situation.received_first:
        return None
    return next((basis for basis in (*rule.bases, *rule.if_first) if _is_there(situation, rule, basis)), None)


def _is_there(situation: Situation, rule: Rule, basis: Basis) -> bool:
    """Whether the first receiver is competent for this place: its own county, or above it where the law says so."""
    place, receiver = situation.places.get(basis, ""), situation.received_first
    if not place:
        return False
    return situation.office_of(place) == receiver or (rule.level is not Level.COUNTY and is_above(receiver, place))


def is_above(division: str, place: str) -> bool:
    """Whether a city or province holds this place, by their codes; the nation holds all."""
    if division.endswith(PROVINCE_ENDING):
        return division[:2] in ("00", place[:2])
    return division.endswith(CITY_ENDING) and division[:4] == place[:4]


def _why(situation: Situation, rule: Rule, basis: Basis) -> Text:
    said = _cited(rule.why, rule.article)
    if basis is rule.bases[0] or not situation.places.get(basis):
        return said
    if _received_by(situation, rule) is not basis:
        return said  # the place that comes first is not known, and this one is as good
    first = Text(
        f"{basis.label.zh}的部门先收到，由它处理", f"the office of {basis.label.en} received it first and handles it"
    )
    stands_on = rule.article if basis in rule.if_first else _of_first(situation)
    told = _cited(first, stands_on)
    return Text(f"{said.zh}；{told.zh}", f"{said.en}; {told.en}")


def _of_first(situation: Situation) -> Article:
    return FIRST_RECEIVER if situation.kind == "complaint" else FIRST_TO_OPEN


def _cited(said: Text, article: Article) -> Text:
    return Text(f"{said.zh}（{article}）", f"{said.en} ({cite(article).en})")


def _alternatives(situation: Situation, rule: Rule, chosen: Basis) -> tuple[Alternative, ...]:
    """Other competent offices; a place in the area of the chosen office is no alternative to it."""
    office = situation.office_of(situation.places.get(chosen, ""))
    others = [basis for basis in (*rule.bases, *rule.if_first) if basis is not chosen]
    return tuple(
        _alternative(situation, rule, basis)
        for basis in others
        if not situation.places.get(basis) or situation.office_of(situation.places[basis]) != office
    )


def _alternative(situation: Situation, rule: Rule, basis: Basis) -> Alternative:
    only_first = basis in rule.if_first
    place = basis.label
    said = Text(
        f"{place.zh}的部门也有权处理，谁先收到谁处理",
        f"the office of {place.en} is competent too; whichever receives it first handles it",
    )
    if only_first:
        said = Text(
            f"{place.zh}的部门先收到的，也可以处理", f"the office of {place.en} may handle it if it received it first"
        )
    why = _cited(said, rule.article if only_first else _of_first(situation))
    return Alternative(basis, situation.places.get(basis, ""), only_first, why)


def _missing(situation: Situation, rule: Rule, basis: Basis) -> tuple[Text, ...]:
    """What to find out while the place that decides is not known."""
    if situation.places.get(basis):
        return ()
    wanted = [one.label for one in rule.bases]
    zh, en = "或者".join(one.zh for one in wanted), " or ".join(one.en for one in wanted)
    return (Text(f"还不知道{zh}，知道了才能定到具体部门", f"{en} is not known yet: the office follows from it"),)
