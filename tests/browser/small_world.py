"""A process that fills the database of the journeys: the demonstration's people, and the cases on the cast's desks."""

from __future__ import annotations

from datetime import datetime, timedelta

import django

django.setup()

from hejie.demo import offices  # noqa: E402
from hejie.demo.history import play_history  # noqa: E402 - models need the set-up
from hejie.demo.programme import LIN, OF_THE_CAST, Route  # noqa: E402
from hejie.demo.stage import Part  # noqa: E402
from hejie.demo.world import make_world  # noqa: E402
from hejie.people.actions import register_person  # noqa: E402
from hejie.rules.clock import SHANGHAI  # noqa: E402

# A day's work for whoever clears a list, and something to look at for the station.
TO_DECIDE = (Route(offices.received, 12, (0.5, 5), Part("", "qinghe")),)
# For the mediation room: disputes of two people of the cast.
TO_MEDIATE = (Route(offices.mediating, 3, (3, 5), Part(LIN, "qinghe")),)
# Accounts that nobody came back to: some numbers are their owner's still, some went to somebody else.
LONG_AGO = [f"1390000{n:04}" for n in range(501, 505)]

if __name__ == "__main__":
    now = datetime.now(SHANGHAI)
    play_history(make_world(now), (*OF_THE_CAST, *TO_DECIDE, *TO_MEDIATE), now)
    for phone in LONG_AGO:
        register_person(now=now - timedelta(days=100), name="岑远归", phone=phone, phone_verified=True)
