"""Who may read which paper of a case; everybody in the case where nothing else is said."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.cases.access import ALL, AMONG_OFFICES, CONFIDED, may_read
from hejie.rules.model import Role

READERS: Mapping[str, str] = {
    "identity_request": CONFIDED,
    "registration_form": CONFIDED,  # says who somebody is and where they live
    "report_registration_form": CONFIDED,
    "report_result_notice": CONFIDED,
    "dispatch_notice": AMONG_OFFICES,
    "return_notice": AMONG_OFFICES,
    "supervision_notice": AMONG_OFFICES,
    "talk_notice": f"{Role.RESPONDENT} {AMONG_OFFICES}",
    "rectification_order": AMONG_OFFICES,  # of a report: the trader gets it by hand, the reporter not at all
}


def readers_of_paper(kind: str) -> str:
    """For whom a paper of this kind is, as `CaseRecord.visible_to` says it."""
    return READERS.get(kind, ALL)


def kinds_hidden_from(roles: frozenset[Role]) -> frozenset[str]:
    """Kinds of paper that are not for a reader with these roles, whether printed yet or not."""
    return frozenset(kind for kind, readers in READERS.items() if not may_read(readers, roles))
