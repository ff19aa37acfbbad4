"""Tasks of the worker: each loads the time, calls one action, and nothing else.

A task of the periodic table waits at most once in the queue, so a slow run never piles up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from hejie.agreements import actions as agreements
from hejie.agreements import promises
from hejie.agreements.queries import agreements_without_paper, made
from hejie.base import cache, throttle
from hejie.cases import erasure, papers, sweep
from hejie.dispatch import assignment
from hejie.documents import actions as documents
from hejie.documents.queries import issued, papers_to_render
from hejie.evidence import actions as evidence
from hejie.evidence.contents import drop_unused_contents
from hejie.exchange import outbox
from hejie.intake import actions as intake
from hejie.intake import imports, team
from hejie.jobs.schedule import PERIODIC
from hejie.mediation import meeting_news
from hejie.messaging import actions as messaging
from hejie.oversight import actions as oversight
from hejie.oversight import concentrated, contacts, followups, ledger
from hejie.people import codes
from hejie.places.actions import following_moves
from hejie.rooms.performers import end_forgotten
from hejie.search import actions as search

MAX_ATTEMPTS = 5
KEEP_FAILED_HOURS = 14 * 24
FIRST = 10

log = logging.getLogger("hejie.jobs")


def periodic(function: Callable[..., Any]) -> Any:
    """A task of the periodic table, named and timed by the function's name. It goes ahead of papers that wait."""
    name = function.__name__
    task = app.task(name=f"hejie.{name}", queueing_lock=name, pass_context=True, priority=FIRST)(function)
    return app.periodic(cron=PERIODIC[name])(task)


@periodic
def deliver_messages(context: JobContext, timestamp: int) -> None:
    """Send the messages that wait."""
    messaging.deliver_due(timezone.now())


@periodic
def send_to_partners(context: JobContext, timestamp: int) -> None:
    """Send what waits for courts and other partners."""
    outbox.send_due(timezone.now())


@periodic
def sweep_deadlines(context: JobContext, timestamp: int) -> None:
    """Record what has become late, and remind."""
    sweep.sweep_deadlines(timezone.now())


@app.task(name="hejie.finish_paper")
def finish_paper(paper_id: str) -> None:
    """Print and sign a numbered paper, lay it into its case, and send it."""
    now = papers.finished_at(*issued(UUID(paper_id)), timezone.now())
    documents.render_paper(paper_id=UUID(paper_id), now=now)
    papers.note_paper(paper_id=UUID(paper_id), now=now)
    messaging.deliver_due(now, limit=10)


@app.task(name="hejie.finish_agreement")
def finish_agreement(agreement_id: str) -> None:
    """Print an agreement that everybody has signed, seal it, lay it into its case, and send it."""
    now = papers.finished_at(*made(UUID(agreement_id)), timezone.now())
    paper = agreements.finish_paper(agreement_id=UUID(agreement_id), now=now)
    papers.note_paper(paper_id=paper.pk, now=now)
    messaging.deliver_due(now, limit=10)


@app.task(name="hejie.index_office")
def index_office(office_id: str) -> None:
    """Index the cases of an office that moved, and of all below it: who finds them follows from where it stands."""
    search.rebuild(UUID(office_id))


@following_moves.register("search")
def index_later(office_id: UUID) -> None:
    index_office.defer(office_id=str(office_id))


@app.task(name="hejie.file_import")
def file_import(batch_id: str) -> None:
    """File the rows of a table somebody agreed to."""
    imports.file_import(batch_id=UUID(batch_id), now=timezone.now())


@periodic
def finish_forgotten_papers(context: JobContext, timestamp: int) -> None:
    """Papers whose job was lost: finish them."""
    for paper_id in papers_to_render():
        finish_paper(str(paper_id))
    for agreement_id in agreements_without_paper():
        finish_agreement(str(agreement_id))


@periodic
def sweep_promises(context: JobContext, timestamp: int) -> None:
    """Remind of promises that fall due, record those that were missed."""
    promises.sweep_promises(now=timezone.now())


@periodic
def link_repeats(context: JobContext, timestamp: int) -> None:
    """Which of the cases filed lately come again after an earlier one."""
    team.link_repeats(now=timezone.now())


@periodic
def sweep_duties(context: JobContext, timestamp: int) -> None:
    """Report upwards: first contacts nobody made, duties of the house that stay missed."""
    now = timezone.now()
    contacts.escalate_contacts(now)
    ledger.escalate_missed(now)


@periodic
def remind_meetings(context: JobContext, timestamp: int) -> None:
    """Remind both sides of mediations that are coming up."""
    meeting_news.remind_meetings(timezone.now())


@periodic
def ask_how_it_went(context: JobContext, timestamp: int) -> None:
    """The one-tap message to whoever's case ended a day ago."""
    followups.ask_how_it_went(timezone.now())


@periodic
def find_concentrated(context: JobContext, timestamp: int) -> None:
    """Traders against whom complaints pile up."""
    concentrated.find_concentrated(timezone.now())


@periodic
def assign_waiting(context: JobContext, timestamp: int) -> None:
    """Cases nobody handles yet, at offices that want them given out by themselves."""
    assignment.assign_waiting(now=timezone.now())


@periodic
def count_public_figures(context: JobContext, timestamp: int) -> None:
    """The figures on the front page."""
    oversight.count_public_figures(now=timezone.now())


@periodic
def forget_expired(context: JobContext, timestamp: int) -> None:
    """Delete what has outlived its use: drafts and their files, codes, counts of attempts, sessions."""
    now = timezone.now()
    intake.forget_drafts(now=now)
    imports.forget_imports(now=now)
    evidence.forget_draft_files(now=now)
    drop_unused_contents()
    codes.forget_codes(now=now)
    messaging.forget_messages(now=now)
    throttle.sweep(now=now)
    cache.sweep(now=now)
    end_forgotten(now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@periodic
def erase_after_retention(context: JobContext, timestamp: int) -> None:
    """Put away what nobody came back to, erase cases closed long ago, then accounts that nobody needs any more."""
    now = timezone.now()
    erasure.lapse_due(now)
    erasure.erase_due(now)
    erasure.erase_idle_accounts(now)


@periodic
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Delete failed jobs after two weeks; finished ones go at once."""
    await builtin_tasks.remove_old_jobs(
        context, max_hours=KEEP_FAILED_HOURS, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )


@periodic
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give the jobs of dead workers to a living one. Periodic ones come again by themselves and are dropped."""
    patience = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
        await _rescue(context, job)


async def _rescue(context: JobContext, job: Job) -> None:
    log.warning("job %s (%s) lost its worker, attempt %d", job.id, job.task_name, job.attempts)
    if job.queueing_lock or job.attempts >= MAX_ATTEMPTS:
        await context.app.job_manager.finish_job(job, status=Status.FAILED, delete_job=bool(job.queueing_lock))
    else:
        await context.app.job_manager.retry_job(job, retry_at=timezone.now() + timedelta(seconds=1))
