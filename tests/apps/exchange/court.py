"""A court beside the scene: the simulator behind a real socket, its clock the scene's."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from hejie.agreements.models import Agreement
from hejie.cases.models import Case
from hejie.cases.papers import office_of
from hejie.documents.actions import issue_paper
from hejie.documents.kinds import KINDS
from hejie.documents.models import Paper, file_key
from hejie.exchange.inbox import take
from hejie.exchange.outbox import send_due
from hejie.exchange.simulator import CourtServer, SimulatedCourt

SECRET = "shared-with-the-court"
ANY_PDF = b"%PDF-1.7 a paper"


@dataclass
class Beside:
    """The court, and the two directions of the wire."""

    court: SimulatedCourt
    now: datetime

    def carry(self, now: datetime) -> int:
        """What waits goes to the court, over HTTP."""
        self.now = now
        return send_due(now)

    def hear(self, now: datetime) -> list[int]:
        """Everything the court has to say comes in; what it was answered."""
        answers: list[int] = []

        def post(body: bytes, headers: Mapping[str, str]) -> int:
            answers.append(take(key="court", headers=headers, body=body, now=now).status)
            return answers[-1]

        while self.court.say_next(post, now):
            pass
        return answers


@contextmanager
def running_court(settings: Settings, now: datetime) -> Iterator[Beside]:
    beside = Beside(SimulatedCourt(SECRET), now)
    server = CourtServer(beside.court, clock=lambda: beside.now)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.COURT_URL, settings.COURT_SECRET = server.url, SECRET
    try:
        yield beside
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def lay(*kinds: str, case: Case) -> None:
    """Any PDF under the numbers of these papers, in a moment, as the worker would have printed them."""
    digest = hashlib.sha256(ANY_PDF).hexdigest()
    if not default_storage.exists(file_key(digest)):
        default_storage.save(file_key(digest), ContentFile(ANY_PDF))
    rows = Paper.objects.filter(subject=case.pk, kind__in=kinds)
    rows.update(version=1, sha256=digest, state=Paper.SIGNED)


def lay_application(case: Case, now: datetime) -> None:
    """The agreement and the application for its confirmation."""
    kind, office = KINDS["mediation_agreement"], office_of(Case.objects.get(pk=case.pk).office)
    paper = issue_paper(kind=kind.key, subject=case.pk, office=office, data=kind.sample, now=now)
    Agreement.objects.filter(case=case).update(paper_id=paper.pk)
    lay(kind.key, "confirmation_application", case=case)
