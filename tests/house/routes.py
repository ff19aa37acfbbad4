"""Every address of the house, read from its tables, and who is meant to get in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Open to everybody, and why. Keys are the beginnings of addresses; `""` alone is the front page.
PUBLIC: Mapping[str, str] = {
    "api/v1/openapi.json": "a description, no data",
    "api/": "the description to read; whatever is no address is a 404 for everybody",
    "accounts/": "signing in; allauth asks for the rest itself",
    "account/sessions/": "a redirection to the page of own sessions",
    "healthz": "says whether the process lives",
    "readyz": "says whether its parts do",
    "preferences/": "language and size of type, kept in the visitor's own browser",
    "demo/": "who is who in the demonstration; nothing at all where no demonstration runs",
    "guide/": "rights in plain words",
    "traders/": "what is publicly known of traders",
    "file/": "filing needs no account; a draft opens by the key in the visitor's own session",
    "progress/": "number and phone are asked for, and throttled",
    "verify/": "checks papers; shows kind, number, office and hash",
    "r/": "the signed text in the address is the key",
    "t/": "the signed text in the address is the key: one meeting, and nothing else of the case",
    "i/": "the code in the address is the key, and throttled",
    "help/": "a text",
    "privacy/": "a text",
    "accessibility/": "a text",
    "about/": "a text",
    "field/offline/": "says that a page is not kept on the phone, no data",
    "field/manifest.webmanifest": "name and icon of the app, no data",
    "field/worker.js": "a script, no data",
    "exchange/": "messages of partners, each signed by its sender; anything else is turned away unread",
    "go/": "a redirection to the reader's own desk",
    "": "the front page",
}
PEOPLE = frozenset(
    [
        "consumer",
        "second_consumer",
        "clerk",
        "other_clerk",
        "mediator",
        "station_officer",
        "county_officer",
        "county_head",
        "city_officer",
        "province_officer",
        "nation_officer",
        "operator",
        "outsider",
        "link",
    ]
)
SIGNED_IN = PEOPLE - {"link"}
# Who may read the case of these tests: its sides, its mediator, its office and those above.
READERS = frozenset(
    [
        "consumer",
        "clerk",
        "link",
        "mediator",
        "county_officer",
        "county_head",
        "city_officer",
        "province_officer",
        "nation_officer",
    ]
)
OFFICIALS = frozenset(who for who in PEOPLE if who.endswith(("_officer", "_head")))
CLERKS = frozenset({"clerk", "other_clerk"})

# Who has a seat in its mediation room: the sides, the mediator, and the office that handles it.
SEATED = frozenset(["consumer", "clerk", "link", "mediator", "county_officer", "county_head"])
ROOM_DOORS = ("in", "state", "act", "happenings", "ice", "table", "recording")

# Who gets in elsewhere, by the beginning of the address; the longest that fits counts.
MEANT_FOR: Mapping[str, frozenset[str]] = {
    "api/v1/me": SIGNED_IN,
    "api/v1/filing/": SIGNED_IN,
    "api/v1/traders": SIGNED_IN,
    "api/v1/sums": SIGNED_IN,
    "api/v1/cases": SIGNED_IN,
    "api/v1/cases/<ref>": READERS - {"link"},
    "api/v1/cases/<ref>/triggers": frozenset({"mediator", "county_officer", "county_head"}),
    "notices/": SIGNED_IN,
    "my/": SIGNED_IN,
    "desk/": CLERKS,
    "desk/cases/<str:ref>/": frozenset({"clerk", "link"}),
    "desk/templates/<uuid:template_id>/": frozenset({"clerk"}),
    "rooms/": frozenset({"mediator"}),
    **{f"rooms/<str:ref>/{door}/": SEATED for door in ROOM_DOORS},
    "api/v1/rooms/": SEATED - {"link"},
    "hotline/": OFFICIALS | {"operator"},
    "office/entry/": OFFICIALS,
    "office/repeats/": frozenset({"county_head"}),
    "office/import/": OFFICIALS,
    "office/import/<uuid:batch_id>/": frozenset({"county_officer"}),
    "office/": OFFICIALS | {"operator"},
    "office/cases/<str:ref>/": OFFICIALS & READERS,
    "office/sent/": OFFICIALS,
    "office/today/": OFFICIALS,
    "office/today/mine/": OFFICIALS,
    "office/supervision/": OFFICIALS,
    "office/followups/": OFFICIALS,
    "office/traders/": OFFICIALS,
    "office/cases/<str:ref>/factors/": frozenset({"county_officer", "county_head"}),
    "field/": OFFICIALS | {"operator"},
    "field/cases/<str:ref>/": frozenset({"county_officer", "county_head"}),
    "panels/": OFFICIALS | {"mediator"},
    "panels/<str:ref>/": frozenset({"county_head", "city_officer", "mediator"}),
    "office/readings/": OFFICIALS | {"mediator", "operator"},
    "office/people/": frozenset({"county_head"}),
    "office/mediators/": frozenset({"county_head"}),
    "office/cases/<str:ref>/mediators/": frozenset({"county_officer", "county_head"}),
    "office/bodies/": frozenset({"county_head"}),
    "office/settings/": frozenset({"county_head"}),
    "cases/<str:ref>/": READERS,
    "cases/<str:ref>/ways/": frozenset({"consumer", "clerk", "link"}),
    "cases/<str:ref>/ways/claim.pdf": frozenset({"consumer"}),
    "cases/<str:ref>/ways/arbitration.pdf": frozenset({"consumer"}),
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address as its table writes it."""

    pattern: str

    @property
    def public(self) -> str:
        """Why everybody may come here; empty when not everybody may."""
        return PUBLIC.get(self._rule, "")

    @property
    def allowed(self) -> frozenset[str]:
        return MEANT_FOR.get(self._rule, frozenset())

    @property
    def _rule(self) -> str:
        """The longest beginning of the address that one of the two tables knows."""
        known = [key for key in (*PUBLIC, *MEANT_FOR) if key and self.pattern.startswith(key)]
        return max(known, key=len) if known else "" if not self.pattern else "unknown"

    @property
    def is_about_a_case(self) -> bool:
        return "ref>" in self.pattern and "file/done" not in self.pattern


def all_routes() -> list[Route]:
    return [Route(pattern) for pattern in dict.fromkeys(patterns_of(get_resolver(), ""))]


def patterns_of(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here
        else:
            yield from patterns_of(one, here)
