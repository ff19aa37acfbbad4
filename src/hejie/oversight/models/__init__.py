"""Figures for the public, and the closed loop: days, supervision and follow-ups, talks.

Rows here say where a matter stands, so that boards read an index; the words stand in the records of the cases.
"""

from __future__ import annotations

from hejie.oversight.models.days import DayClosing, Done, Escalation, FirstContact, LeftOver
from hejie.oversight.models.figures import PublicFigure
from hejie.oversight.models.loop import FollowUp, Rectification, Supervision
from hejie.oversight.models.talks import Concentration, Talk, TalkPromise

__all__ = [
    "Concentration",
    "DayClosing",
    "Done",
    "Escalation",
    "FirstContact",
    "FollowUp",
    "LeftOver",
    "PublicFigure",
    "Rectification",
    "Supervision",
    "Talk",
    "TalkPromise",
]
