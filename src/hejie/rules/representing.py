"""Who may speak for a complainant and how far: agents (Order 121 Art 11), joint complaints (Art 12), guardians."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Text

# What somebody is to the complainant.
AGENT, GUARDIAN, REPRESENTATIVE, REPRESENTED = "agent", "guardian", "representative", "represented"
KINDS: Mapping[str, Text] = {
    AGENT: Text("委托代理人", "Agent by power of attorney"),
    GUARDIAN: Text("监护人或代办家属", "Guardian or helping relative"),
    REPRESENTATIVE: Text("另一名代表人", "Second representative"),
    REPRESENTED: Text("被代表的投诉人", "Represented complainant"),
}
SPEAKING = frozenset({AGENT, GUARDIAN, REPRESENTATIVE})  # these act as the complainant does
MOST_PERSONS = 50  # of one joint complaint; more are a group case
REPRESENTATIVES = 2  # Art 12: the first is the complainant of the case

# What a power of attorney must name to cover an act. Everything else an agent does as the complainant would.
SETTLE, WITHDRAW = "settle", "withdraw"
POWERS: Mapping[str, Text] = {
    SETTLE: Text("代为和解、调解、签协议", "Settle, mediate and sign the agreement"),
    WITHDRAW: Text("代为变更或者撤回投诉", "Change or withdraw the complaint"),
}
# What those who are represented consent to, each for themselves.
SETTLEMENT, WITHDRAWAL = "settlement", "withdrawal"
MATTERS: Mapping[str, Text] = {
    SETTLEMENT: Text("同意按现在的方案和解", "I agree to settle on the terms now on the table"),
    WITHDRAWAL: Text("同意撤回投诉", "I agree to withdraw the complaint"),
}
