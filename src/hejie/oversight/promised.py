"""What an office promises beyond the law, in numbers: the one place where they are read. One query each."""

from __future__ import annotations

from hejie.places.models import Authority
from hejie.places.settings import setting


def first_contact_minutes(office: Authority) -> int:
    """Minutes of office hours from receipt to the first word to whoever filed."""
    return int(setting(office, "first_contact_minutes"))


def call_after_days(office: Authority) -> int:
    """Working days that the one-tap message has; then the case is on the call list."""
    return int(setting(office, "followup_call_days"))


def most_tries(office: Authority) -> int:
    """After so many calls without an answer the follow-up ends as not reached."""
    return int(setting(office, "followup_tries"))


def concentration_of(office: Authority) -> tuple[int, int]:
    """From how many complaints within how many days a trader counts as concentrated."""
    return int(setting(office, "concentrated_complaints")), int(setting(office, "concentrated_window"))
