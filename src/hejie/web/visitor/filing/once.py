"""What was wrong with a post and cannot be read again from its answers: a wrong code, a file that was not taken.

Every post of the wizard is answered by an address: a page that is itself the answer to a post makes the browser ask,
on the way back to it, whether to send everything again. What the next page has to say lies in the draft until then, not
in the session: the words may name a file or repeat what was typed, and the draft is sealed.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponseRedirect

from hejie.rules.model import Problem, Text
from hejie.web.visitor.filing.visit import Visit

ONCE = "once"


class SeeOther(HttpResponseRedirect):
    """The same page once more: something on it is wrong."""

    status_code = 303


def say_once(visit: Visit, key: str, problems: Sequence[Problem]) -> None:
    """Keep problems for the next page that is shown, if it is the one of this key."""
    said = [(problem.field, problem.text.zh, problem.text.en) for problem in problems]
    visit.keep({ONCE: {"page": key, "problems": said}})


def said_once(visit: Visit, key: str) -> tuple[Problem, ...]:
    """What was kept for this page; whichever page is shown, it is gone then."""
    kept = visit.answers.get(ONCE)
    if not kept:
        return ()
    visit.keep({ONCE: None})
    return tuple(Problem(field, Text(zh, en)) for field, zh, en in kept["problems"] if kept["page"] == key)
