"""Help and consultation panels as the pages of those who handle a case show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hejie.knowledge.readings import ReadingShown
from hejie.panels.queries import STAFF, HelpShown, PanelShown, guidance
from hejie.rules.triggers import Fired
from hejie.web.acts import CONSULTING as ACTS
from hejie.web.acts import ActShown
from hejie.web.casepage import CasePage


@dataclass(frozen=True, slots=True)
class ConsultShown:
    """What is known beside (triggers while a panel may be called, readings), what was asked, what may be asked.

    `own`: where the reader answers.
    """

    triggers: Sequence[Fired]
    readings: Sequence[ReadingShown]
    helps: Sequence[HelpShown]
    panels: Sequence[PanelShown]
    acts: Sequence[ActShown]
    own: str


def consult_shown(page: CasePage) -> ConsultShown | None:
    """For those who handle the case; None for everybody else. Two queries while the case runs."""
    found = page.consulted
    if found is None or not page.view.roles & STAFF:
        return None
    acts = [page.act(key) for key in ACTS if key in page.forms]
    told = guidance(page.view.case) if "ask_help" in page.forms else None
    if not (acts or found.helps or found.panels):
        return None
    waiting = [one for one in found.helps if one.is_mine and not one.answered_at]
    sits = [seat for panel in found.panels if panel.is_open for seat in panel.opinions if seat.is_mine]
    return ConsultShown(
        triggers=told.triggers if told and "call_panel" in page.forms else (),
        readings=told.readings if told else (),
        helps=found.helps,
        panels=found.panels,
        acts=acts,
        own=f"/panels/{page.ref}/" if waiting or sits else "",
    )
