"""An agent appointed after the filing, and called off (Order 121 Art 11)."""

from __future__ import annotations

from uuid import UUID

from hejie.cases.actions import Act, Refused, performs
from hejie.cases.models import Case, Representation
from hejie.cases.speakers import rows_of
from hejie.intake.speaking import read_agent
from hejie.rules.model import Refusal
from hejie.rules.representing import AGENT


@performs("appoint_agent")
def appoint_agent(act: Act) -> None:
    """The same is asked of them as in a filing. Raises Refused with what is wrong."""
    [document, *_] = act.inputs["document"]
    found = read_agent(act.inputs, act.now, UUID(document))
    if found.problems:
        raise Refused(Refusal("inputs", found.problems[0].text, act.decision.move.article, found.problems))
    Representation.objects.bulk_create(rows_of(act.case, found.speakers))
    Case.objects.filter(pk=act.case.pk).update(is_represented=True)
    act.case.is_represented = True


@performs("revoke_agent")
def revoke_agent(act: Act) -> None:
    """From this moment they have no part in the case; that they had stays in the chain."""
    Representation.objects.filter(pk=act.inputs["agent"], case=act.case, kind=AGENT).delete()
