from __future__ import annotations

from tests.apps.agreements.scene import MEDIATED

# A case in mediation: consumer, clerk and mediator at one table.
room = MEDIATED.fixture()
