"""An agent by power of attorney, named after the filing or called off again (Order 121 Art 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hejie.rules.filing import AGENT
from hejie.rules.model import Field, Kind, Move, State, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, need

NEEDED = frozenset({"agent_name", "agent_id_number", "agent_until"})
SEALED = frozenset({"agent_id_kind", "agent_id_number", "agent_phone"})  # kept with who they are, in no record
POWER_OF_ATTORNEY = Field(
    "document",
    Text("授权委托书", "Power of attorney"),
    Kind.EVIDENCE,
    options="evidence",
    hint=Text("写明事项、权限和期限，有您的签名", "With the matter, the powers, the term and your signature"),
)


def moves(law: Law, states: Mapping[str, State]) -> tuple[Move, ...]:
    """Until the complaint is over; by the complainant, not by an agent."""
    running = frozenset(key for key, state in states.items() if not state.final)
    in_person = need(
        "in_person",
        law.agent,
        "受托人不能再委托别人，请投诉人本人来办。",
        "An agent cannot appoint another one. The complainant has to do this.",
        lambda facts: not facts.is_agent,
    )
    asked = (replace(one, required=one.key in NEEDED, secret=one.key in SEALED) for one in AGENT)
    return (
        Move(
            "appoint_agent",
            Text("委托别人代办", "Appoint an agent"),
            running,
            COMPLAINANT,
            "agent_appointed",
            law.agent,
            fields=(*asked, POWER_OF_ATTORNEY),
            needs=(in_person,),
            is_private=True,
        ),
        Move(
            "revoke_agent",
            Text("不再委托", "End the power of attorney"),
            running,
            COMPLAINANT,
            "agent_revoked",
            law.agent,
            fields=(Field("agent", Text("哪一位受托人", "Which agent"), Kind.REFERENCE, options="agents"),),
            needs=(in_person,),
            is_private=True,
        ),
    )
