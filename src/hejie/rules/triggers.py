"""When a case is for a consultation panel (会商): six triggers, each with the facts that fire it.

No law lists them: a working definition of the platform (docs/decisions/0122); the thresholds are the office's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hejie.rules.model import Text
from hejie.rules.money import in_figures

__all__ = ["MOST_COUNTED", "TRIGGERS", "Circumstances", "Fired", "Thresholds", "Trigger", "fired"]

MOST_COUNTED = 1000  # complainants: whoever counts them may stop here, unless a threshold lies beyond


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a case as far as a panel depends on it. Counted by the platform or ticked by an officer."""

    injured: int = 0  # people hurt in body or health
    is_grave_harm: bool = False  # death, disability, treatment in hospital
    claimed: Decimal = Decimal(0)  # what the complainant asks for, in yuan
    complainants: int = 1  # with the same dispute about the same trader, joint or apart
    is_law_unsettled: bool = False  # no agreed reading covers it, or two contradict each other
    is_in_media: bool = False  # reported, or widely shared
    failed: int = 0  # mediations of this dispute that ended without an agreement


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a trigger fires, as the office set it."""

    claim: Decimal = Decimal(50_000)  # yuan
    people: int = 10
    failures: int = 2


@dataclass(frozen=True, slots=True)
class Fired:
    """A trigger that fired, and the facts that did it."""

    key: str
    label: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: `why` says what fires it in these circumstances, None when nothing does."""

    key: str
    label: Text
    why: Callable[[Circumstances, Thresholds], Text | None]


def fired(facts: Circumstances, limits: Thresholds) -> tuple[Fired, ...]:
    """The triggers that fire, in their fixed order. One is enough to call a panel; none obliges anybody."""
    told = [(trigger, trigger.why(facts, limits)) for trigger in TRIGGERS]
    return tuple(Fired(trigger.key, trigger.label, why) for trigger, why in told if why)


def _injury(facts: Circumstances, limits: Thresholds) -> Text | None:
    if facts.is_grave_harm:
        return Text("造成死亡、残疾或者住院治疗", "Death, disability or treatment in hospital")
    return Text(f"{facts.injured} 人受伤", f"{facts.injured} hurt") if facts.injured > 0 else None


def _large(facts: Circumstances, limits: Thresholds) -> Text | None:
    if facts.claimed < limits.claim:
        return None
    return Text(
        f"要求 {in_figures(facts.claimed)} 元，达到 {in_figures(limits.claim)} 元",
        f"{in_figures(facts.claimed)} yuan are asked for, from {in_figures(limits.claim)} on it is large",
    )


def _group(facts: Circumstances, limits: Thresholds) -> Text | None:
    if facts.complainants < limits.people:
        return None
    many = facts.complainants
    zh, en = (f"{many} 人", f"{many}") if many != MOST_COUNTED else (f"{many} 人以上", f"{many} or more")
    return Text(
        f"{zh}为同一件事投诉同一商家，达到 {limits.people} 人",
        f"{en} complain of the same trader for the same matter, from {limits.people} on it is a group",
    )


def _novel(facts: Circumstances, limits: Thresholds) -> Text | None:
    said = Text("没有现成的办案指引，或者指引互相矛盾", "No agreed reading covers it, or two contradict each other")
    return said if facts.is_law_unsettled else None


def _media(facts: Circumstances, limits: Thresholds) -> Text | None:
    return Text("媒体报道了，或者在网上广泛传播", "Reported, or widely shared") if facts.is_in_media else None


def _failed(facts: Circumstances, limits: Thresholds) -> Text | None:
    if facts.failed < limits.failures:
        return None
    return Text(
        f"已经 {facts.failed} 次调解不成，达到 {limits.failures} 次",
        f"Mediation failed {facts.failed} times, from {limits.failures} on it is repeated",
    )


TRIGGERS = (
    Trigger("injury", Text("人身伤害", "Personal injury"), _injury),
    Trigger("large_claim", Text("金额较大", "Large claim"), _large),
    Trigger("group", Text("群体性纠纷", "Group case"), _group),
    Trigger("novel_law", Text("法律适用疑难", "Novel question of law"), _novel),
    Trigger("media", Text("媒体关注", "Media attention"), _media),
    Trigger("repeated_failure", Text("多次调解不成", "Repeated failure"), _failed),
)
