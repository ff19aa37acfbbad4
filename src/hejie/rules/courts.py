"""Which court confirms a mediation agreement, why, and what would change it (Civil Procedure Law Art 205).

Pure: places are codes of divisions (GB/T 2260); which building stands there is for the caller to know. `competent`
answers with a court or with the reason why no court confirms this agreement and what may be done instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hejie.rules.citation import cite
from hejie.rules.courts_rules import (
    CHANGES,
    CONCENTRATED,
    INTERNET_CITIES,
    LEVEL,
    NOT_CONFIRMED,
    ORDER,
    SEVERAL_BODIES,
    TO_INVITER,
    TO_MARITIME,
    TO_PLACES,
    Court,
    Ground,
    Level,
    Mediated,
    Place,
    Subject,
)
from hejie.rules.model import Article, Text

__all__ = ["Competent", "Court", "Mediated", "NoCourt", "Option", "Place", "Settled", "Subject", "competent"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of an agreement. `places` holds the code of each place that is known.

    `chosen` is the place both sides name together; `bodies` the places of further mediating bodies that took part.
    `amount` in yuan is what the dispute is about. `cities` are those with an internet court, by prefix of their code.
    """

    mediated: Mediated
    places: Mapping[Place, str] = field(default_factory=dict)
    subject: Subject = Subject.ORDINARY
    chosen: Place | None = None
    invited_by: str = ""  # the court that invited the body to mediate, by the place of its seat
    inviter: Court = Court.BASIC
    bodies: tuple[str, ...] = ()
    amount: Decimal = Decimal(0)
    grave: bool = False  # grave with a foreign side, or of great effect in the district (Art 19)
    cities: Mapping[str, str] = field(default_factory=lambda: INTERNET_CITIES)


@dataclass(frozen=True, slots=True)
class Option:
    """One court the sides may turn to together."""

    court: Court
    place: Place
    code: str

    @property
    def name(self) -> Text:
        """The court by its role: “调解组织所在地基层人民法院”."""
        place, court = self.place.label, self.court.label
        return Text(f"{place.zh}{court.zh}", f"{court.en} of {place.en}")


@dataclass(frozen=True, slots=True)
class Competent:
    """The answer: the court proposed, others that are competent too, why, and what would change it.

    `code` of the first is empty while no place is known: then `changes` says what to find out.
    """

    first: Option
    also: tuple[Option, ...]
    article: Article
    why: Text
    changes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class NoCourt:
    """No court confirms this agreement: the reason with its article, and what may be done instead."""

    article: Article
    why: Text
    instead: Text


def competent(settled: Settled) -> Competent | NoCourt:
    """The court that may confirm the agreement, or why none does."""
    for refused in (NOT_CONFIRMED.get(settled.mediated), NOT_CONFIRMED.get(settled.subject)):
        if refused:
            return NoCourt(refused.article, _cited(refused.why, refused.article), refused.instead)
    if settled.invited_by:
        inviter = Option(settled.inviter, Place.COURT, settled.invited_by)
        return Competent(inviter, (), TO_INVITER.article, _reason(settled, TO_INVITER, inviter), TO_INVITER.changes)
    return _of_the_places(settled)


def _of_the_places(settled: Settled) -> Competent:
    options = _options(settled)
    first = _first(settled, options)
    also = tuple(one for one in options if (one.court, one.code) != (first.court, first.code))
    ground = _ground(settled, first)
    changes = (*_missing(first), *CHANGES, *([SEVERAL_BODIES] if settled.bodies else []))
    return Competent(first, also, ground.article, _reason(settled, ground, first), changes)


def _first(settled: Settled, options: list[Option]) -> Option:
    """What both sides named, else the first that is known in the order of `ORDER`; the body's where none is."""
    named = next((one for one in options if one.place is settled.chosen), None)
    return named or next(iter(options), Option(_court_at(settled, ""), Place.BODY, ""))


def _options(settled: Settled) -> list[Option]:
    """Every competent court once, the preferred first."""
    places = [(place, settled.places[place]) for place in ORDER if settled.places.get(place)]
    places += [(Place.BODY, code) for code in settled.bodies]
    found: dict[tuple[Court, str], Option] = {}
    for place, code in places:
        court = _court_at(settled, code)
        seat = code if court is Court.BASIC else _city(code)
        found.setdefault((court, seat), Option(court, place, seat))
    named = [one for one in places if one[0] is settled.chosen]
    return _named_first([*found.values()], named)


def _named_first(options: list[Option], named: list[tuple[Place, str]]) -> list[Option]:
    """A place in the district of a court already listed is that court: the sides' choice gives it its name."""
    for place, code in named:
        options = [
            Option(one.court, place, one.code) if one.code in (code, _city(code)) and one.place is not place else one
            for one in options
        ]
    return options


def _court_at(settled: Settled, code: str) -> Court:
    if settled.subject is Subject.MARITIME:
        return Court.MARITIME
    if _level(settled) is Level.INTERMEDIATE:
        return Court.INTERMEDIATE
    is_internet = settled.subject in CONCENTRATED and any(code.startswith(city) for city in settled.cities)
    return Court.INTERNET if is_internet else Court.BASIC


def _level(settled: Settled) -> Level:
    """Intermediate for what is grave, and from five hundred million yuan; one hundred where the provinces differ."""
    sides = [settled.places.get(place, "")[:2] for place in (Place.COMPLAINANT, Place.RESPONDENT)]
    apart = all(sides) and sides[0] != sides[1]
    is_large = settled.amount >= (LEVEL.apart if apart else LEVEL.together)
    return Level.INTERMEDIATE if settled.grave or is_large else Level.BASIC


def _city(code: str) -> str:
    return f"{code[:4]}00" if code else ""


def _ground(settled: Settled, first: Option) -> Ground:
    grounds = {
        Court.MARITIME: TO_MARITIME,
        Court.INTERNET: CONCENTRATED.get(settled.subject, TO_PLACES),
        Court.INTERMEDIATE: LEVEL.ground,
    }
    return grounds.get(first.court, TO_PLACES)


def _reason(settled: Settled, ground: Ground, first: Option) -> Text:
    said = _cited(ground.why, ground.article)
    if first.place is not settled.chosen:
        return said
    together = Text(f"双方一起选了{first.place.label.zh}", f"the sides chose {first.place.label.en} together")
    return Text(f"{said.zh}；{together.zh}", f"{said.en}; {together.en}")


def _missing(first: Option) -> tuple[Text, ...]:
    if first.code:
        return ()
    return (
        Text(
            "还不知道调解组织在哪里、双方住在哪里，知道一处就能定到具体法院",
            "Neither the seat of the mediating body nor a home of the sides is known: one of them names the court",
        ),
    )


def _cited(said: Text, article: Article) -> Text:
    return Text(f"{said.zh}（{article}）", f"{said.en} ({cite(article).en})")
